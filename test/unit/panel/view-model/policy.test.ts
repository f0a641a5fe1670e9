import { describe, expect, test } from 'vitest';
import type { CorsPolicy } from '../../../../src/fixes/fix';
import { commonFolder, joinPolicies } from '../../../../src/panel/view-model/policy';

const policy = (change: Partial<CorsPolicy>): CorsPolicy => ({
  origins: ['https://app.example'],
  methods: [],
  requestHeaders: [],
  exposedHeaders: [],
  credentials: false,
  maxAge: null,
  path: null,
  ...change,
});

describe('a joined policy', () => {
  test('lets each of its requests through', () => {
    const joined = joinPolicies(
      [
        policy({ methods: ['PUT'], requestHeaders: ['x-a'] }),
        policy({ methods: ['DELETE'], requestHeaders: ['x-b', 'x-a'] }),
      ],
      [],
    );
    expect(joined).toMatchObject({ methods: ['PUT', 'DELETE'], requestHeaders: ['x-a', 'x-b'] });
  });

  test('never has * beside credentials: the askers are named instead', () => {
    const joined = joinPolicies(
      [policy({ origins: '*' }), policy({ credentials: true })],
      ['https://app.example', 'https://b.example'],
    );
    expect(joined.origins).toEqual(['https://app.example', 'https://b.example']);
    expect(joined.credentials).toBe(true);
  });

  test('stays * when all are public', () => {
    expect(joinPolicies([policy({ origins: '*' }), policy({ origins: '*' })], ['https://app.example']).origins).toBe(
      '*',
    );
  });

  test('never allows null', () => {
    const joined = joinPolicies([policy({ origins: '*' }), policy({})], ['null', 'https://app.example']);
    expect(joined.origins).toEqual(['https://app.example']);
  });

  test('of one is that one', () => {
    const one = policy({ methods: ['PUT'] });
    expect(joinPolicies([one], [])).toBe(one);
  });
});

test.each([
  [['/v1/orders', '/v1/cart/7'], '/v1/'],
  [['/v1/orders', '/v1/orders'], '/v1/orders'],
  [['/v1/orders', '/v1/orders/2'], '/v1/'],
  [['/a', '/b'], null],
  [['/a', null], null],
  [[], null],
])('%j share %s', (paths, folder) => expect(commonFolder(paths)).toBe(folder));
