import { asksFor, SURELY_WITHOUT } from './awaiting';
import type { Exchange, Hop, Preflight } from './exchange';
import { withHop } from './hop-facts';
import type { Pairing, Place } from './pairing-table';
import { bareUrl } from './url';

/** Times are whole milliseconds, and several add up: less than this says nothing. ms */
const NOTICEABLE = 3;

/** A request that was refused without an answer and had no preflight is as odd as a second of disagreement: there are other, rare reasons. ms */
const REFUSED_WITHOUT_PREFLIGHT = 1_000;

/** The work grows with the square: of more at once each lot is weighed by itself. */
const WEIGHED_AT_MOST = 200;

/** How Firefox ends a request whose preflight was refused. */
const REFUSED = 'NS_ERROR_DOM_BAD_URI';

/**
 * Firefox shows a request's headers before its preflight, so a request that found its preflight in the cache looks as
 * if it were waiting, and first in, first out may give it the preflight of a later one. What tells afterwards:
 * - a request is never answered before its preflight is, nor after a refused one;
 * - a request that was refused without an answer had a preflight, and ended with it;
 * - the network entry's timings leave the preflight out, so they tell when the request went out: at once, or as soon as its
 *   preflight was over (measured: 0 … 3 ms, on a busy machine up to 85 for either).
 *
 * Then all preflights of the requests that were under way together are given out anew, in their order, so that the times disagree least.
 *
 * @param id the exchange that changed.
 * @returns all exchanges that changed now; empty: all was well, or nothing fits better.
 */
export function rematch(pairing: Pairing, id: string): readonly Exchange[] {
  const exchange = pairing.exchanges.get(id);
  const hop = exchange?.hops[exchange.hops.length - 1];
  if (pairing.browser !== 'firefox' || exchange === undefined || hop === undefined) return [];
  if (disagreement(exchange, hop, hop.preflight) <= NOTICEABLE) return [];
  const candidates = underWayTogether(sameKind(pairing, exchange, hop), id);
  const preflights = candidates
    .flatMap(({ hop: { preflight } }) => preflight ?? [])
    .sort(
      (a, b) => (a.request.startedAt ?? 0) - (b.request.startedAt ?? 0) || Number(a.requestId) - Number(b.requestId),
    );
  // None, or one for each: there is nothing to choose.
  if (preflights.length === 0 || preflights.length === candidates.length) return [];
  const best = givenOut(preflights, candidates);
  const now = sum(
    candidates.map((candidate) => disagreement(candidate.exchange, candidate.hop, candidate.hop.preflight)),
  );
  return best === null || best.disagreement >= now ? [] : replaced(pairing, candidates, best.given);
}

interface Candidate {
  readonly place: Place;
  readonly exchange: Exchange;
  readonly hop: Hop;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** @param candidates in the order they started. @returns those that this one may have to share preflights with. */
function underWayTogether(candidates: Iterable<Candidate>, id: string): readonly Candidate[] {
  let together: Candidate[] = [];
  let last = Number.NEGATIVE_INFINITY;
  let over = Number.NEGATIVE_INFINITY;
  for (const candidate of candidates) {
    const startedAt = startOf(candidate.exchange, candidate.hop);
    const isFull = together.length === WEIGHED_AT_MOST;
    if (isFull || startedAt > over || startedAt - last > SURELY_WITHOUT) {
      if (together.some(({ exchange }) => exchange.id === id)) return together;
      together = [];
      over = Number.NEGATIVE_INFINITY;
    }
    together.push(candidate);
    last = startedAt;
    over = Math.max(over, endOf(candidate.exchange));
  }
  return together;
}

const startOf = (exchange: Exchange, { request }: Hop): number => request.startedAt ?? exchange.startedAt;

const endOf = ({ end }: Exchange): number =>
  end.state === 'completed' || end.state === 'failed' ? end.at : Number.POSITIVE_INFINITY;

/** In their order, each to one of the candidates, so that the disagreement is the least there can be; null: there is no way to give out all. */
function givenOut(
  preflights: readonly Preflight[],
  candidates: readonly Candidate[],
): { readonly given: readonly (Preflight | null)[]; readonly disagreement: number } | null {
  const all = preflights.length;
  /** By how many are given out to the candidates so far. */
  let least: readonly number[] = [0, ...preflights.map(() => Number.POSITIVE_INFINITY)];
  /** Of each candidate: does it get the last of so many? */
  const gets: boolean[][] = [];
  for (const { exchange, hop } of candidates) {
    const without = disagreement(exchange, hop, null);
    const before = least;
    const row: boolean[] = [];
    least = before.map((sumBefore, count) => {
      const preflight = preflights[count - 1];
      const skipping = sumBefore + without;
      const giving =
        preflight === undefined
          ? Number.POSITIVE_INFINITY
          : (before[count - 1] ?? 0) + disagreement(exchange, hop, preflight);
      // Among equals the first gets it.
      row.push(giving < skipping);
      return Math.min(giving, skipping);
    });
    gets.push(row);
  }
  const total = least[all] ?? Number.POSITIVE_INFINITY;
  if (total === Number.POSITIVE_INFINITY) return null;
  const given: (Preflight | null)[] = [];
  for (let index = candidates.length - 1, left = all; index >= 0; index--) {
    const preflight = gets[index]?.[left] === true ? (preflights[--left] ?? null) : null;
    given.unshift(preflight);
  }
  return { given, disagreement: total };
}

function replaced(
  pairing: Pairing,
  candidates: readonly Candidate[],
  given: readonly (Preflight | null)[],
): readonly Exchange[] {
  return candidates.flatMap(({ place, exchange, hop }, index) => {
    const preflight = given[index] ?? null;
    if (hop.preflight === preflight) return [];
    const now = withHop(exchange, place.hop, (h) => ({ ...h, preflight }));
    pairing.exchanges.set(now.id, now);
    if (preflight !== null) pairing.roles.set(preflight.requestId, { role: 'preflight', ...place });
    return [now];
  });
}

/** How many ms the times would have to be wrong if this request had this preflight, or none; infinite: it cannot be. */
function disagreement(exchange: Exchange, hop: Hop, preflight: Preflight | null): number {
  const wentOut = wentOutAt(hop);
  const { end } = exchange;
  const isRefused = hop.response === null && end.state === 'failed' && end.error === REFUSED;
  if (preflight === null) {
    if (isRefused) return REFUSED_WITHOUT_PREFLIGHT;
    return wentOut === null ? 0 : Math.max(0, wentOut - startOf(exchange, hop));
  }
  const { request } = preflight;
  if (request.startedAt !== null && startOf(exchange, hop) > request.startedAt) return Number.POSITIVE_INFINITY;
  if (!asksFor(hop.request, request)) return Number.POSITIVE_INFINITY;
  switch (preflight.end.state) {
    case 'completed':
      if (hop.response !== null && (hop.response.receivedAt ?? Number.POSITIVE_INFINITY) < preflight.end.at) {
        return Number.POSITIVE_INFINITY;
      }
      return wentOut === null ? 0 : Math.abs(wentOut - preflight.end.at);
    case 'failed':
      if (hop.response !== null) return Number.POSITIVE_INFINITY;
      // It ends within some ms of its preflight.
      return isRefused ? Math.abs(end.at - preflight.end.at) : NOTICEABLE;
    case 'pending':
    case 'asking':
      return hop.response === null ? 0 : Number.POSITIVE_INFINITY;
    case 'unknown':
      return 0;
  }
}

/** When the request was on its way to the server, ms since the epoch; null: nothing tells. */
function wentOutAt({ request, response }: Hop): number | null {
  const timings = request.network?.timings;
  if (response?.receivedAt == null || timings == null || response.fromCache === true) return null;
  const { blocked, dns, connect, ssl, send, wait } = timings;
  return response.receivedAt - sum([blocked, dns, connect, ssl, send, wait].map((ms) => Math.max(ms, 0)));
}

/** The hops of all remembered requests of this kind, oldest first. */
function* sameKind(pairing: Pairing, exchange: Exchange, hop: Hop): Generator<Candidate> {
  const { tabId, frameId, documentId, initiator } = exchange;
  const url = bareUrl(hop.request.url);
  const key = [hop.request.method, tabId, frameId, documentId ?? '', initiator ?? '', url].join('\n');
  const seen = new Set<string>();
  for (const requestId of pairing.awaiting.get(key) ?? []) {
    const role = pairing.roles.get(requestId);
    if (role?.role !== 'request' || seen.has(role.exchange)) continue;
    seen.add(role.exchange);
    const other = pairing.exchanges.get(role.exchange);
    const index = other?.hops.findIndex(
      ({ request }) => request.method === hop.request.method && bareUrl(request.url) === url,
    );
    const found = other?.hops[index ?? -1];
    if (other !== undefined && found !== undefined && index !== undefined) {
      yield { place: { exchange: other.id, hop: index }, exchange: other, hop: found };
    }
  }
}
