import { describe, expect, test } from 'vitest';
import { type Marked, marksOf } from '../../../../src/panel/view-model/marks';

const drawn = (marked: Marked): string => marked.map(({ text, marked: on }) => (on ? `[${text}]` : text)).join('');

describe('differences are marked to the character', () => {
  test.each([
    [
      'a slash too many',
      'https://app.example/',
      'https://app.example',
      'https://app.example[/]',
      'https://app.example',
    ],
    ['the missing s', 'http://app.example', 'https://app.example', 'http://app.example', 'http[s]://app.example'],
    [
      'a list that is too short',
      'content-type',
      'content-type, traceparent',
      'content-type',
      'content-type[, traceparent]',
    ],
  ])('%s', (_, received, needed, left, right) => {
    const marks = marksOf(received, needed);
    expect(drawn(marks.received)).toBe(left);
    expect(drawn(marks.needed)).toBe(right);
  });
});

describe('nothing is marked when', () => {
  test.each([
    ['both are the same', 'a', 'a'],
    ['nothing was received', '', 'https://app.example'],
    ['they share next to nothing', '*', 'https://app.example'],
    ['a value is a megabyte', 'x'.repeat(1_000_000), 'https://app.example'],
  ])('%s', (_, received, needed) => {
    const marks = marksOf(received, needed);
    expect([...marks.received, ...marks.needed].some((part) => part.marked)).toBe(false);
    expect(marks.received.map((part) => part.text).join('')).toBe(received);
  });
});
