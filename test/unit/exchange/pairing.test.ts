import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Exchange, Response } from '../../../src/exchange/exchange';
import type { Observation } from '../../../src/exchange/observation';
import { observe } from '../../../src/exchange/pairing';
import { newPairing } from '../../../src/exchange/pairing-table';
import { get } from '../../../src/fetch-standard/header-list';
import { simpleRequest } from '../../support/observations';
import { logged, traces } from '../../support/recorded-traces';
import type { Trace, TrueRequest } from '../../traces/trace';

const recorded = (browser: Trace['browser'], observations: readonly Observation[]): Exchange[] => {
  const pairing = newPairing(browser);
  for (const observation of observations) observe(pairing, observation);
  return [...pairing.exchanges.values()];
};

const tagOf = (answer: Response | null): string => (answer && get(answer.headerList, 'x-tag')) ?? '?';

interface Told {
  readonly kind: string;
  readonly preflights: readonly string[];
  readonly responses?: readonly string[] | undefined;
}

const ofExchange = ({ hops, documentId, browser }: Exchange): Told => ({
  // Workers have no document of their own in Firefox.
  kind: `${browser === 'firefox' && documentId === null ? 'worker ' : ''}${hops[0].request.method} ${hops[0].request.url}`,
  preflights: hops.flatMap(({ preflight }) => (preflight === null ? [] : [tagOf(preflight.response)])),
  responses: hops.flatMap(({ response }) => (response === null ? [] : [tagOf(response)])),
});

const ofTruth = ({ method, url, from, preflights, responses }: TrueRequest): Told => ({
  kind: `${from === undefined ? '' : `${from} `}${method} ${url}`,
  preflights,
  ...(responses && { responses }),
});

/** Requests of one kind start in the page's order; between kinds there is none. */
const byKind = (list: readonly Told[], withResponses: boolean): Record<string, unknown[]> => {
  const groups: Record<string, unknown[]> = {};
  for (const { kind, preflights, responses } of list) {
    groups[kind] = [...(groups[kind] ?? []), withResponses ? { preflights, responses } : preflights];
  }
  return groups;
};

describe('knows which preflight belongs to which request, as the DevTools protocol or the server does', () => {
  test.each(traces)('%s', (_, trace) => {
    const exchanges = logged(trace).filter(({ resourceType }) => resourceType !== 'image');
    const withResponses = trace.truth.every(({ responses }) => responses !== undefined);
    expect(exchanges.every(({ end }) => end.state === 'completed' || end.state === 'failed')).toBe(true);
    expect(byKind(exchanges.map(ofExchange), withResponses)).toEqual(byKind(trace.truth.map(ofTruth), withResponses));
  });
});

test('a preflight that the browser stopped before it had headers is the one of the request that failed with it', () => {
  // Chromium, HSTS: the preflight may not be redirected to https; the request's end comes first.
  const [start] = simpleRequest('1', { method: 'PUT', at: 1_000 });
  const [preflight] = simpleRequest('2', { method: 'OPTIONS', at: 1_001 });
  if (start === undefined || preflight === undefined) throw new Error('a request has a start');
  const failed = { kind: 'failed', error: 'net::ERR_FAILED', fromCache: false, ip: null } as const;
  const exchanges = recorded('chromium', [
    start,
    preflight,
    { ...start, at: 1_005, ...failed },
    { ...preflight, at: 1_005, ...failed },
  ]);
  expect(exchanges).toHaveLength(1);
  expect(exchanges[0]?.hops[0].preflight).toMatchObject({ requestId: '2', end: { state: 'failed' } });
});

describe('loses nothing', () => {
  const observations = traces.flatMap(([, trace]) => trace.observations.slice(0, 150));
  const ids = (list: readonly Observation[]): Set<string> => new Set(list.map(({ requestId }) => requestId));

  test('in whatever order events come, whichever are missing: no exception, and every request is in a row', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(observations, { minLength: 1 }), (some) => {
        const pairing = newPairing('chromium');
        for (const o of some) observe(pairing, o);
        const known = new Set(pairing.roles.keys());
        // An OPTIONS that has only started may still become either.
        for (const id of pairing.undecided.keys()) known.add(id);
        for (const id of ids(some)) expect(known).toContain(id);
      }),
      { numRuns: 60 },
    );
  });

  test('an event without its start becomes a row that says what is known', () => {
    const late = observations.find(({ kind }) => kind === 'response headers received');
    const [exchange] = recorded('chromium', late ? [late] : []);
    expect(exchange?.hops[0]).toMatchObject({
      request: { url: late?.url, method: late?.method, startedAt: null },
      response: { status: 200 },
    });
  });
});

describe('an OPTIONS request of the page itself', () => {
  const askedFor = { requestId: '2', method: 'OPTIONS', at: 1_001 } as const;
  const [start, headers, ...answer] = simpleRequest('1', { method: 'OPTIONS' });
  const [preflightStart, , ...preflightAnswer] = simpleRequest('2', askedFor);
  const preflightHeaders: Observation = {
    ...askedFor,
    tabId: 1,
    frameId: 0,
    documentId: 'document',
    url: 'https://api.example/items',
    initiator: 'https://app.example',
    resourceType: 'xmlhttprequest',
    kind: 'request headers sent',
    headerList: [['Access-Control-Request-Method', 'OPTIONS']],
  };
  const preflight = [preflightStart, preflightHeaders, ...preflightAnswer].filter((o) => o !== undefined);

  test('has its preflight, though both start alike', () => {
    const exchanges = recorded(
      'chromium',
      [start, ...preflight, headers, ...answer].filter((o) => o !== undefined),
    );
    expect(exchanges).toHaveLength(1);
    expect(exchanges[0]).toMatchObject({
      id: '1',
      end: { state: 'completed' },
      hops: [{ request: { method: 'OPTIONS' }, preflight: { requestId: '2', end: { state: 'completed' } } }],
    });
  });

  test('is known by its preflight when it never shows its headers', () => {
    const [, , , failed] = simpleRequest('1', { method: 'OPTIONS', error: 'net::ERR_FAILED' });
    const exchanges = recorded(
      'chromium',
      [start, ...preflight, failed].filter((o) => o !== undefined),
    );
    expect(exchanges).toHaveLength(1);
    expect(exchanges[0]).toMatchObject({
      id: '1',
      end: { state: 'failed', error: 'net::ERR_FAILED' },
      hops: [{ request: { headerList: null }, preflight: { requestId: '2' } }],
    });
  });
});

describe('a worker’s script that was redirected', () => {
  const script = { resourceType: 'script', initiator: 'https://app.example' };
  const moved = simpleRequest('9', {
    ...script,
    url: 'https://app.example/moved',
    status: 302,
    headers: [['Location', '/worker.js']],
    error: 'net::ERR_ABORTED',
  });
  const next = (url: string) => simpleRequest('10', { ...script, url, at: 2_000 });

  test('goes on as a request with another id, as Chromium tells it', () => {
    const [exchange, ...others] = recorded('chromium', [...moved, ...next('https://app.example/worker.js')]);
    expect(others).toEqual([]);
    expect(exchange?.hops.map(({ request, response }) => [request.url, response?.status])).toEqual([
      ['https://app.example/moved', 302],
      ['https://app.example/worker.js', 200],
    ]);
    expect(exchange?.end.state).toBe('completed');
  });

  test.each([
    ['elsewhere', 'chromium', next('https://app.example/other.js')],
    ['in Firefox', 'firefox', next('https://app.example/worker.js')],
    [
      'twice',
      'chromium',
      [
        ...next('https://app.example/worker.js'),
        ...simpleRequest('11', { ...script, url: 'https://app.example/worker.js', at: 3_000 }),
      ],
    ],
  ] as const)('is another request %s', (_, browser, events) => {
    expect(recorded(browser, [...moved, ...events])).toHaveLength(2);
  });
});

describe('a redirect to a scheme that is not http', () => {
  const leaving = (location: string): Observation[] => {
    const [started, sent, received] = simpleRequest('1', {
      status: 302,
      headers: [
        ['Location', location],
        ['Access-Control-Allow-Origin', '*'],
      ],
    });
    if (started === undefined || sent === undefined || received?.kind !== 'response headers received') return [];
    return [started, sent, received, { ...received, kind: 'redirected', location }];
  };

  test('of which Chromium tells nothing more is a hop all the same', () => {
    const [exchange] = recorded('chromium', leaving('mailto:a@a.example'));
    expect(exchange?.hops.map(({ request }) => request.url)).toEqual([
      'https://api.example/items',
      'mailto:a@a.example',
    ]);
    expect(exchange?.end.state).toBe('unknown');
  });

  test('of which Chromium tells is one hop, not two', () => {
    const events = leaving('ftp://a.example/');
    const next = { ...(events[0] as Observation & { kind: 'request started' }), url: 'ftp://a.example/', at: 1_010 };
    const [exchange] = recorded('chromium', [
      ...events,
      next,
      { ...next, kind: 'failed', at: 1_011, error: 'net::ERR_FAILED', fromCache: false, ip: null },
    ]);
    expect(exchange?.hops).toHaveLength(2);
    expect(exchange?.end).toMatchObject({ state: 'failed', error: 'net::ERR_FAILED' });
  });
});
