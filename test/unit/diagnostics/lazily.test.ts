import { expect, test } from 'vitest';
import { lazily } from '../../../src/diagnostics/lazily';

test('a member is made when it is first read, and once', () => {
  const made: string[] = [];
  const make = lazily<{ readonly upper: string; readonly missing: undefined }, string>({
    upper(source) {
      made.push(source);
      return source.toUpperCase();
    },
    missing(source) {
      made.push(`${source} missing`);
      return undefined;
    },
  });
  const [a, b] = [make({ id: 1 }, 'a'), make({ id: 2 }, 'b')];
  expect(made).toEqual([]);
  expect([a.id, a.upper, a.upper, b.id, b.upper, a.missing, a.missing]).toEqual([
    1,
    'A',
    'A',
    2,
    'B',
    undefined,
    undefined,
  ]);
  expect(made).toEqual(['a', 'b', 'a missing']);
});

test('as JSON it is whole', () => {
  const make = lazily<{ readonly twice: number }, number>({ twice: (source) => 2 * source });
  expect(JSON.parse(JSON.stringify(make({ id: 1 }, 4)))).toEqual({ id: 1, twice: 8 });
});
