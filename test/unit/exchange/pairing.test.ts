import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Exchange } from '../../../src/exchange/exchange';
import type { Observation } from '../../../src/exchange/observation';
import { newPairing, observe } from '../../../src/exchange/pairing';
import { get } from '../../../src/fetch-standard/header-list';
import { simpleRequest } from '../../support/observations';
import type { Trace } from '../../traces/trace';

const traces = readdirSync('test/traces')
  .filter((file) => file.endsWith('.json'))
  .map((file) => [file, JSON.parse(readFileSync(`test/traces/${file}`, 'utf8')) as Trace] as const);

const recorded = (browser: Trace['browser'], observations: readonly Observation[]): Exchange[] => {
  const pairing = newPairing(browser);
  for (const observation of observations) observe(pairing, observation);
  return [...pairing.exchanges.values()];
};

/** The tags of an exchange's preflights' answers, hop by hop. */
const preflightsOf = ({ hops }: Exchange): string[] =>
  hops.flatMap(({ preflight }) =>
    preflight === null ? [] : [(preflight.response && get(preflight.response.headerList, 'x-tag')) ?? '?'],
  );

const byEndpoint = <T extends { readonly preflights: readonly string[] }>(
  list: readonly T[],
  endpoint: (item: T) => string,
): Record<string, (readonly string[])[]> => {
  const groups: Record<string, (readonly string[])[]> = {};
  for (const item of list) {
    const group = groups[endpoint(item)] ?? [];
    group.push(item.preflights);
    groups[endpoint(item)] = group;
  }
  return groups;
};

describe('agrees with the DevTools protocol on which preflight belongs to which request', () => {
  test.each(traces)('%s', (_, trace) => {
    const exchanges = recorded(trace.browser, trace.observations).filter(
      ({ resourceType }) => resourceType !== 'image',
    );
    const ours = exchanges.map((exchange) => ({
      endpoint: `${exchange.hops[0].request.method} ${exchange.hops[0].request.url}`,
      preflights: preflightsOf(exchange),
    }));
    expect(exchanges.every(({ end }) => end.state === 'completed' || end.state === 'failed')).toBe(true);
    expect(byEndpoint(ours, ({ endpoint }) => endpoint)).toEqual(
      byEndpoint(trace.truth, ({ method, url }) => `${method} ${url}`),
    );
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
  const observations = traces.flatMap(([, trace]) => trace.observations.slice(0, 400));
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
