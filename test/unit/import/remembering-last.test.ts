import { expect, test } from 'vitest';
import { rememberingLast } from '../../../src/import/remembering-last';

test('the last few are made once, and older ones again', () => {
  const made: number[] = [];
  const make = rememberingLast((index) => {
    made.push(index);
    return { index };
  }, 2);
  expect([1, 2, 1, 2].map((index) => make(index).index)).toEqual([1, 2, 1, 2]);
  expect(make(2)).toBe(make(2));
  expect(made).toEqual([1, 2]);
  expect([3, 1].map((index) => make(index).index)).toEqual([3, 1]);
  expect(made).toEqual([1, 2, 3, 1]);
});

test('of what throws nothing is remembered', () => {
  let count = 0;
  const make = rememberingLast(() => {
    count += 1;
    if (count === 1) throw new SyntaxError('broken');
    return count;
  });
  expect(() => make(0)).toThrow('broken');
  expect(make(0)).toBe(2);
});
