import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Exchange } from '../../../src/exchange/exchange';
import type { Observation } from '../../../src/exchange/observation';
import { newPairing, observe } from '../../../src/exchange/pairing';
import { get } from '../../../src/fetch-standard/header-list';
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
