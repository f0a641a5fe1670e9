import { expect, test } from 'vitest';
import { behaviourOf, queryOf } from '../../lab/server/behaviour';

test('what a scenario says is what the server reads', () => {
  const behaviour = {
    status: [401, 200],
    reason: 'No entry & more',
    headers: ['Access-Control-Allow-Origin: {origin}', 'Access-Control-Allow-Origin:', 'vary:Origin'],
    body: 'a=b&c',
    delay: [10, 90],
    redirect: 'http://127.0.0.1:1/?status=200&header=A: b',
    etag: '"1"',
    cut: 'body',
    numbered: true,
    preflight: { status: [404], headers: ['Allow: GET'], delay: [5, 5] },
  } as const;
  expect(behaviourOf(new URLSearchParams(queryOf(behaviour)))).toEqual(behaviour);
});

test('an empty preflight is one that is answered 200 without headers', () => {
  expect(behaviourOf(new URLSearchParams(queryOf({ preflight: {} })))).toEqual({ preflight: { status: [200] } });
});

test('without a word about preflights there is none', () => {
  expect(behaviourOf(new URLSearchParams('status=404'))).not.toHaveProperty('preflight');
});
