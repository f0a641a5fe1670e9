import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keyed } from '../../../../src/panel/view-model/keyed';

test('equal items have keys of their own', () => {
  expect(keyed(['a', 'b', 'a'], (text) => text).map(({ key }) => key)).toEqual(['a', 'b', 'a 1']);
});

test('what stays keeps its key when another comes after it', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('x', 'y', 'z')), (items) => {
      const keys = keyed(items, (text) => text).map(({ key }) => key);
      expect(new Set(keys).size).toBe(items.length);
      expect(
        keyed([...items, 'x'], (text) => text)
          .slice(0, -1)
          .map(({ key }) => key),
      ).toEqual(keys);
    }),
  );
});
