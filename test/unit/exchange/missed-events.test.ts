import { describe, expect, test } from 'vitest';
import type { Exchange } from '../../../src/exchange/exchange';
import type { ArrivedEntry } from '../../../src/exchange/network-join';
import type { Observation } from '../../../src/exchange/observation';
import { tabLog } from '../../../src/exchange/tab-log';
import { arrivedEntry } from '../../support/arrived-entry';

const URL = 'https://api.example/orders';
const ORIGIN = 'https://app.example';
const ALLOWED = [['Access-Control-Allow-Origin', ORIGIN]] as const;

const about = (requestId: string, at: number, method: string) =>
  ({
    requestId,
    tabId: 1,
    frameId: 0,
    documentId: 'document',
    initiator: ORIGIN,
    resourceType: 'xmlhttprequest',
    method,
    url: URL,
    at,
  }) as const;

/** A preflighted PUT as Chromium tells of it. */
const events: Readonly<Record<string, Observation>> = {
  start: { ...about('1', 1_000, 'PUT'), kind: 'request started' },
  'preflight start': { ...about('2', 1_002, 'OPTIONS'), kind: 'request started' },
  'preflight headers': {
    ...about('2', 1_003, 'OPTIONS'),
    kind: 'request headers sent',
    headerList: [
      ['Origin', ORIGIN],
      ['Access-Control-Request-Method', 'PUT'],
    ],
  },
  'preflight answer': {
    ...about('2', 1_020, 'OPTIONS'),
    kind: 'response headers received',
    status: 204,
    statusText: '',
    headerList: ALLOWED,
  },
  'preflight end': {
    ...about('2', 1_021, 'OPTIONS'),
    kind: 'completed',
    status: 204,
    statusText: '',
    headerList: ALLOWED,
    fromCache: false,
    ip: null,
  },
  headers: { ...about('1', 1_025, 'PUT'), kind: 'request headers sent', headerList: [['Origin', ORIGIN]] },
  answer: {
    ...about('1', 1_060, 'PUT'),
    kind: 'response headers received',
    status: 200,
    statusText: '',
    headerList: ALLOWED,
  },
  end: {
    ...about('1', 1_061, 'PUT'),
    kind: 'completed',
    status: 200,
    statusText: '',
    headerList: ALLOWED,
    fromCache: false,
    ip: null,
  },
};

const entry = (method: string, startedAt: number, duration: number, more: Partial<ArrivedEntry> = {}): ArrivedEntry =>
  arrivedEntry({
    url: URL,
    method,
    isPreflight: method === 'OPTIONS',
    status: method === 'OPTIONS' ? 204 : 200,
    resourceType: method === 'OPTIONS' ? 'preflight' : 'fetch',
    requestHeaderList:
      method === 'OPTIONS'
        ? [
            ['Origin', ORIGIN],
            ['Access-Control-Request-Method', 'PUT'],
          ]
        : [
            ['Origin', ORIGIN],
            ['Host', 'api.example'],
          ],
    responseHeaderList: ALLOWED,
    startedAt,
    duration,
    ...more,
  });
const entries = [entry('OPTIONS', 1_002, 19), entry('PUT', 1_000, 61)];

/** The log after these events came, in this order, both entries, and a stop of the worker meanwhile. */
function logAfter(names: readonly string[], arrived = entries, wasAway = true): readonly Exchange[] {
  const log = tabLog({ browser: 'chromium', epoch: 'e' });
  log.addOrigin(ORIGIN);
  log.observe(names.map((name) => events[name] as Observation));
  for (const one of arrived) log.join(one, 1_070);
  if (wasAway) log.workerWasAway(1_010, 1_050);
  for (let now = 1_100; now < 4_000; now += 250) log.conclude(now, 1);
  const snapshot = log.snapshot();
  return snapshot.type === 'snapshot' ? snapshot.exchanges : [];
}

const WHOLE = {
  initiator: ORIGIN,
  end: { state: 'completed' },
  hops: [
    {
      request: { method: 'PUT', url: URL },
      preflight: { response: { status: 204, headerList: ALLOWED }, end: { state: 'completed' } },
      response: { status: 200, headerList: ALLOWED },
    },
  ],
};

describe('what the events of a stopped worker did not tell', () => {
  const all = Object.keys(events);
  const lost: readonly (readonly [string, readonly string[]])[] = [
    ['nothing', []],
    ['the start', ['start']],
    ['the end', ['end']],
    ['answer and end', ['answer', 'end']],
    ['all of the request but its start', ['headers', 'answer', 'end']],
    ['the preflight’s end', ['preflight answer', 'preflight end']],
    ['the whole preflight', ['preflight start', 'preflight headers', 'preflight answer', 'preflight end']],
    ['the preflight’s beginning', ['preflight start', 'preflight headers']],
    [
      'the start and the preflight',
      ['start', 'preflight start', 'preflight headers', 'preflight answer', 'preflight end'],
    ],
    ['everything but the preflight', ['start', 'headers', 'answer', 'end']],
    ['everything', all],
  ];
  test.each(lost)('%s: the entries tell it, once', (_, missing) => {
    const exchanges = logAfter(all.filter((name) => !missing.includes(name)));
    expect(exchanges).toHaveLength(1);
    expect(exchanges[0]).toMatchObject(WHOLE);
  });

  test.each([
    ['the next worker tells of the answer before the last one’s start arrives', ['answer', 'end', 'start']],
    [
      'the preflight’s headers arrive after its request went out',
      ['headers', 'preflight start', 'preflight headers', 'preflight answer', 'preflight end', 'answer', 'end'],
    ],
    [
      'the preflight’s answer arrives before its headers',
      [
        'start',
        'preflight answer',
        'preflight end',
        'preflight start',
        'preflight headers',
        'headers',
        'answer',
        'end',
      ],
    ],
  ])('%s', (_, names) => {
    const exchanges = logAfter(names);
    expect(exchanges).toHaveLength(1);
    expect(exchanges[0]).toMatchObject(WHOLE);
  });

  const withoutPreflight = all.filter((name) => !name.startsWith('preflight'));

  test('a preflight whose times are off, as on a busy machine, is still that of the only request it can be of', () => {
    const [exchange] = logAfter(withoutPreflight, [entry('OPTIONS', 1_040, 25), entry('PUT', 1_000, 61)]);
    expect(exchange).toMatchObject(WHOLE);
    const [other] = logAfter(withoutPreflight, [entry('OPTIONS', 1_060, 25), entry('PUT', 1_000, 61)]);
    expect(other).toMatchObject({ hops: [{ preflight: null }] });
  });

  test('of two requests the one that went out after it is its own, though the other is older', () => {
    const of = (requestId: string, name: string, at: number) => ({ ...(events[name] as Observation), requestId, at });
    const log = tabLog({ browser: 'chromium', epoch: 'e' });
    log.addOrigin(ORIGIN);
    // The first one found its preflight in the cache.
    log.observe([
      of('1', 'start', 1_000),
      of('1', 'headers', 1_001),
      of('3', 'start', 1_003),
      of('3', 'headers', 1_030),
    ]);
    log.join(entry('OPTIONS', 1_004, 24), 1_070);
    log.workerWasAway(1_010, 1_050);
    for (let now = 1_100; now < 4_000; now += 250) log.conclude(now, 1);
    const snapshot = log.snapshot();
    const exchanges = snapshot.type === 'snapshot' ? snapshot.exchanges : [];
    expect(exchanges.map(({ id, hops: [{ preflight }] }) => [id, preflight?.response?.status ?? null])).toEqual([
      ['1', null],
      ['3', 204],
    ]);
  });

  test('a refusal is told with the entry’s error', () => {
    const refused = [
      entry('OPTIONS', 1_002, 19, { status: 401 }),
      entry('PUT', 1_000, 22, { status: 0, error: 'net::ERR_FAILED' }),
    ];
    expect(logAfter(['start'], refused)).toMatchObject([
      {
        end: { state: 'failed', error: 'net::ERR_FAILED' },
        hops: [{ preflight: { response: { status: 401 } }, response: null }],
      },
    ]);
  });

  test('a redirect goes on at the entry of its target', () => {
    const location = [...ALLOWED, ['Location', '/moved']] as const;
    const redirected = [
      entry('GET', 1_000, 20, { status: 302, responseHeaderList: location }),
      entry('GET', 1_021, 30, { url: 'https://api.example/moved' }),
    ];
    expect(logAfter([], redirected)).toMatchObject([
      {
        end: { state: 'completed' },
        hops: [
          { response: { status: 302 } },
          { request: { url: 'https://api.example/moved' }, response: { status: 200 } },
        ],
      },
    ]);
  });
});

test('while the worker is there its events alone count', () => {
  expect(logAfter(['start'], entries, false)).toMatchObject([{ end: { state: 'pending' } }]);
  expect(logAfter([], entries, false)).toEqual([]);
});
