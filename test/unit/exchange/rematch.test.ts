import { describe, expect, test } from 'vitest';
import type { ArrivedEntry } from '../../../src/exchange/network-join';
import type { Observation } from '../../../src/exchange/observation';
import { tabLog } from '../../../src/exchange/tab-log';
import type { HeaderList } from '../../../src/fetch-standard/header-list';
import { arrivedEntry } from '../../support/arrived-entry';
import { simpleRequest } from '../../support/observations';

/** Firefox: two equal requests; the first finds its preflight in the cache, the second does not. Times in ms after the first. */
const SENT = 1_000;

const tagged = (tag: string): HeaderList => [['X-Tag', tag]];

/** @param answered when its answer came. */
function request(id: string, tag: string, { startedAt, answered }: { startedAt: number; answered: number }) {
  const [start, headers, answer, end] = simpleRequest(id, {
    method: 'PUT',
    at: SENT + startedAt,
    headers: tagged(tag),
  });
  return {
    begin: [start, headers],
    end: [answer, end].map((o) => o && { ...o, at: SENT + answered }),
  };
}

function preflight(id: string, { startedAt, answered }: { startedAt: number; answered: number }) {
  const { begin, end } = request(id, `preflight ${id}`, { startedAt, answered });
  const asks = begin.map((o) =>
    o && 'headerList' in o ? { ...o, headerList: [['Access-Control-Request-Method', 'PUT']] as HeaderList } : o,
  );
  const ofOptions = (o: Observation | undefined) => o && { ...o, method: 'OPTIONS' };
  return { begin: asks.map(ofOptions), end: end.map(ofOptions) };
}

/** @param wait from its going out to its answer. */
const entryOf = (tag: string, about: { readonly startedAt: number; readonly wait: number }): ArrivedEntry =>
  arrivedEntry({
    method: 'PUT',
    status: 200,
    responseHeaderList: tagged(tag),
    startedAt: SENT + about.startedAt,
    duration: about.wait,
    timings: { blocked: -1, dns: 0, connect: 0, ssl: 0, send: 0, wait: about.wait, receive: 0 },
  });

function logOf(observations: readonly (Observation | undefined)[]) {
  const log = tabLog({ browser: 'firefox', epoch: 'e' });
  log.observe(observations.filter((o) => o !== undefined));
  const preflights = (): Record<string, string | null> => {
    const told = log.snapshot();
    if (told.type !== 'snapshot') return {};
    return Object.fromEntries(told.exchanges.map(({ id, hops }) => [id, hops[0].preflight?.requestId ?? null]));
  };
  return { log, preflights };
}

describe('the preflight is that of the request that went out when it was over', () => {
  const hit = request('1', 'hit', { startedAt: 0, answered: 60 });

  test.each([
    ['40 ms', 44],
    ['5 ms, less than clocks may be apart', 9],
  ])('it took %s', (_, over) => {
    const miss = request('2', 'miss', { startedAt: 1, answered: over + 20 });
    const asked = preflight('3', { startedAt: 4, answered: over });
    const { log, preflights } = logOf([
      ...hit.begin,
      ...miss.begin,
      ...asked.begin,
      ...asked.end,
      ...miss.end,
      ...hit.end,
    ]);
    // First in, first out, until the entries tell more.
    expect(preflights()).toEqual({ 1: '3', 2: null });
    log.join(entryOf('miss', { startedAt: 1, wait: 19 }), SENT + 100);
    log.join(entryOf('hit', { startedAt: 0, wait: 58 }), SENT + 100);
    expect(preflights()).toEqual({ 1: null, 2: '3' });
  });
});

test('the page takes its call back a moment before the preflight starts: it is its preflight all the same', () => {
  const call = request('1', 'call', { startedAt: 0, answered: 30 });
  const failed = call.begin[0] && {
    ...call.begin[0],
    at: SENT + 20,
    ...({ kind: 'failed', error: 'NS_BINDING_ABORTED', fromCache: false, ip: null } as const),
  };
  const { preflights } = logOf([...call.begin, failed, ...preflight('2', { startedAt: 22, answered: 30 }).begin]);
  expect(preflights()).toEqual({ 1: '2' });
});

test('the entry of a request that was cleared is not taken for that of the next one like it', () => {
  const old = request('1', 'old', { startedAt: 0, answered: 20 });
  const { log } = logOf([...old.begin, ...old.end]);
  log.clear('user');
  const next = request('2', 'next', { startedAt: 60, answered: 90 });
  log.observe([...next.begin, ...next.end].filter((o) => o !== undefined));
  log.join(entryOf('old', { startedAt: 0, wait: 18 }), SENT + 120);
  log.join(entryOf('next', { startedAt: 60, wait: 28 }), SENT + 130);
  const told = log.snapshot();
  expect(told.type === 'snapshot' && told.exchanges.map(({ hops }) => hops[0].request.network?.startedAt)).toEqual([
    SENT + 60,
  ]);
});
