import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allAtOnce, sortedBySteps } from '../../../../src/panel/view-model/steps';

const byKey = (a: { key: number }, b: { key: number }) => a.key - b.key;

test('sorts as the language does, equals in their order', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20), { maxLength: 5_000, size: 'max' }), (keys) => {
      const items = keys.map((key, place) => ({ key, place }));
      expect(allAtOnce(sortedBySteps(items, byKey))).toEqual([...items].sort(byKey));
    }),
    { numRuns: 30 },
  );
});

test('stops often, and touches nothing', () => {
  const items = Array.from({ length: 50_000 }, (_, place) => ({ key: (place * 7_919) % 50_021, place }));
  const before = [...items];
  const steps = sortedBySteps(items, byKey);
  let stops = 0;
  while (!steps.next().done) stops += 1;
  expect(stops).toBeGreaterThan(200);
  expect(items).toEqual(before);
});
