import { describe, expect, test } from 'vitest';
import { clip, cut, grouped, listed, pieces, plain, visible } from '../../../../src/panel/view-model/text';

describe('pieces tell our words from the wire’s', () => {
  test.each([
    ['no marks at all', 'no marks at all', 1],
    ['a `b` c', 'a b c', 3],
    ['`b`', 'b', 1],
    ['', '', 0],
  ])('%j', (markup, text, count) => {
    expect(
      pieces(markup)
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text);
    expect(pieces(markup)).toHaveLength(count);
  });

  test('a lone backtick stays what it is, and nothing after it is lost', () => {
    expect(
      pieces('a `b` c ` d')
        .map((piece) => piece.text)
        .join(''),
    ).toBe('a b c ` d');
    expect(plain('`x` y')).toBe('x y');
  });
});

describe('what cannot be seen is written out', () => {
  test.each([
    ['a zero-width space', 'https://app.example\u200b', 'https://app.example\\u200b'],
    ['text turned around', 'a\u202eb', 'a\\u202eb'],
    ['a line break', 'a\r\nb', 'a\\r\\nb'],
    ['a null character', '\0', '\\0'],
    ['letters of any script', 'größe 漢字 🙂', 'größe 漢字 🙂'],
  ])('%s', (_, text, shown) => {
    expect(
      visible(text)
        .map((part) => part.text)
        .join(''),
    ).toBe(shown);
  });
});

test('a long value says how much was left out, a few characters more are shown', () => {
  expect(cut('x'.repeat(1_000_000))).toEqual({ start: 'x'.repeat(400), more: 999_600 });
  expect(cut('x'.repeat(420))).toEqual({ start: 'x'.repeat(420), more: 0 });
  expect(clip('abcdef', 4)).toBe('abc…');
});

test('lists read as sentences', () => {
  expect(listed([])).toBe('');
  expect(listed(['a'])).toBe('a');
  expect(listed(['a', 'b', 'c'])).toBe('a, b and c');
});

test.each([
  [0, '0'],
  [999, '999'],
  [1_000, '1,000'],
  [50_000, '50,000'],
  [1_234_567, '1,234,567'],
])('%i is written %s', (count, text) => expect(grouped(count)).toBe(text));
