import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ITEMS_AT_MOST, readBridgeMessage, readItems } from '../../../src/protocol/page-messages';

const call = {
  kind: 'call',
  call: 1,
  api: 'fetch',
  method: 'PUT',
  url: 'https://api.example/',
  urlCredentials: false,
  mode: 'cors',
  credentialsMode: 'include',
  redirect: 'follow',
  headerNames: ['x-a'],
  uploadListener: true,
  streamBody: false,
  stack: 'at f',
  at: 1,
};
const end = { kind: 'end', call: 1, outcome: { state: 'answered', at: 2, type: 'cors', status: 200 } };
const thrown = { kind: 'end', call: 1, outcome: { state: 'threw', at: 2, name: 'TypeError', message: 'x' } };
const violation = {
  kind: 'violation',
  violation: { directive: 'connect-src', disposition: 'enforce', blockedUrl: 'https://x/', policy: 'p', at: 3 },
};

test('what the hook says is read as it stands', () => {
  expect(readItems([call, end, thrown, violation])).toEqual([call, end, thrown, violation]);
});

describe('what a page makes up', () => {
  test.each([
    ['no list', 'x'],
    ['null', null],
    ['a list of nothing', [null, undefined, 1, 'call', []]],
    ['another kind', [{ kind: '__proto__' }]],
    ['a number for a method', [{ ...call, method: 1 }]],
    ['an object for a URL', [{ ...call, url: { toString: (): string => 'https://x/' } }]],
    ['a credentials mode nobody knows', [{ ...call, credentialsMode: 'all' }]],
    ['another API', [{ ...call, api: 'eval' }]],
    ['a time that is none', [{ ...call, at: Number.NaN }]],
    ['no names', [{ ...call, headerNames: 'x-a' }]],
    ['a status of text', [{ ...end, outcome: { ...end.outcome, status: '200' } }]],
    ['a state nobody knows', [{ ...end, outcome: { state: 'won', at: 1 } }]],
    ['a disposition nobody knows', [{ ...violation, violation: { ...violation.violation, disposition: 'maybe' } }]],
  ])('is nothing: %s', (_, value) => expect(readItems(value)).toEqual([]));

  test('is cut where it is long, and rid of what nobody asked for', () => {
    const long = 'x'.repeat(1_000_000);
    const [item] = readItems([
      { ...call, method: long, url: long, stack: long, headerNames: Array(9_999).fill(long), more: long },
    ]);
    expect(JSON.stringify(item).length).toBeLessThan(220_000);
    expect(item).not.toHaveProperty('more');
    expect(readItems(Array(10_000).fill(call))).toHaveLength(ITEMS_AT_MOST);
  });

  test('never throws, whatever it is', () => {
    const anything = fc.anything({
      withNullPrototype: true,
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSparseArray: true,
    });
    const nearly = fc.record(
      { kind: fc.constantFrom('call', 'end', 'violation'), call: anything, outcome: anything, violation: anything },
      { requiredKeys: ['kind'] },
    );
    fc.assert(
      fc.property(fc.oneof(anything, fc.array(fc.oneof(anything, nearly))), (value) => {
        readItems(value);
        readBridgeMessage({ type: 'page-hook told', document: value, items: value });
        readBridgeMessage(value);
      }),
    );
  });
});

test('a message without its document is none', () => {
  expect(readBridgeMessage({ type: 'page-hook told', items: [call] })).toBeNull();
  expect(readBridgeMessage({ type: 'page-hook here' })).toEqual({ type: 'page-hook here' });
  expect(
    readBridgeMessage({
      type: 'page-hook told',
      document: { origin: 'https://app.example', securePage: 1, serviceWorker: 'yes' },
      items: [],
    }),
  ).toEqual({
    type: 'page-hook told',
    document: { origin: 'https://app.example', securePage: null, serviceWorker: false },
    items: [],
  });
});
