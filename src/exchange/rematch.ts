import { asksFor } from './awaiting';
import type { Exchange, Hop, Preflight } from './exchange';
import { withHop } from './hop-facts';
import type { Pairing, Place } from './pairing';
import { bareUrl } from './url';

/**
 * How far the times of the network entry and of the events may disagree, ms. All are whole milliseconds, and several add up; on a busy machine they
 * come late. The least that leaves every preflight a request is taken.
 */
const DISAGREEMENTS = [8, 30, 100, 300] as const;

/** How Firefox ends a request whose preflight was refused. */
const REFUSED = 'NS_ERROR_DOM_BAD_URI';

/**
 * Firefox shows a request's headers before its preflight, so a request that found its preflight in the cache looks as
 * if it were waiting, and first in, first out may give it the preflight of a later one. What tells afterwards:
 * - a request is never answered before its preflight is, nor after a refused one;
 * - a request that was refused without an answer had a preflight;
 * - the network entry's timings leave the preflight out, so they tell when it was over (measured: to within 0 … 20 ms).
 *
 * Then all preflights of this kind of request are given out anew, in their order, each to the first that may have it.
 *
 * @param id the exchange that changed.
 * @returns all exchanges that changed now; empty: all was well, or nothing fits better.
 */
export function rematch(pairing: Pairing, id: string): readonly Exchange[] {
  const exchange = pairing.exchanges.get(id);
  const hop = exchange?.hops[exchange.hops.length - 1];
  if (pairing.browser !== 'firefox' || exchange === undefined || hop === undefined) return [];
  if (hop.preflight !== null) {
    return mayHave(exchange, hop, hop.preflight, DISAGREEMENTS[0])
      ? []
      : giveOutAnew(pairing, [...sameKind(pairing, exchange, hop)], null);
  }
  if (exchange.end.state !== 'failed' || exchange.end.error !== REFUSED || hop.response !== null) return [];
  const places = [...sameKind(pairing, exchange, hop)];
  const without = places.find(({ exchange: other, hop: index }) => {
    const { end, hops } = pairing.exchanges.get(other) ?? exchange;
    return end.state === 'pending' && hops[index]?.preflight?.end.state === 'failed';
  });
  return without === undefined ? [] : giveOutAnew(pairing, places, without.exchange);
}

/** @param without an exchange that had no preflight for certain. */
function giveOutAnew(pairing: Pairing, places: readonly Place[], without: string | null): readonly Exchange[] {
  const preflights = places
    .flatMap((place) => hopAt(pairing, place)?.preflight ?? [])
    .sort(
      (a, b) => (a.request.startedAt ?? 0) - (b.request.startedAt ?? 0) || Number(a.requestId) - Number(b.requestId),
    );
  for (const disagreement of DISAGREEMENTS) {
    const given = givenOut(preflights, places, (place, preflight) => {
      const exchange = pairing.exchanges.get(place.exchange);
      const hop = exchange?.hops[place.hop];
      if (exchange === undefined || hop === undefined || exchange.id === without) return false;
      return mayHave(exchange, hop, preflight, disagreement);
    });
    if (given !== null) return replaced(pairing, places, given);
  }
  return [];
}

/** In their order, each to the first that may have it; null: one is left over. */
function givenOut(
  preflights: readonly Preflight[],
  places: readonly Place[],
  mayHave: (place: Place, preflight: Preflight) => boolean,
): ReadonlyMap<Place, Preflight> | null {
  const given = new Map<Place, Preflight>();
  let next = 0;
  for (const preflight of preflights) {
    let place = places[next];
    while (place !== undefined && !mayHave(place, preflight)) place = places[++next];
    if (place === undefined) return null;
    given.set(place, preflight);
    next += 1;
  }
  return given;
}

function replaced(
  pairing: Pairing,
  places: readonly Place[],
  given: ReadonlyMap<Place, Preflight>,
): readonly Exchange[] {
  const changed: Exchange[] = [];
  for (const place of places) {
    const exchange = pairing.exchanges.get(place.exchange);
    const preflight = given.get(place) ?? null;
    if (exchange === undefined || exchange.hops[place.hop]?.preflight === preflight) continue;
    const now = withHop(exchange, place.hop, (hop) => ({ ...hop, preflight }));
    pairing.exchanges.set(now.id, now);
    if (preflight !== null) pairing.roles.set(preflight.requestId, { role: 'preflight', ...place });
    changed.push(now);
  }
  return changed;
}

const hopAt = (pairing: Pairing, { exchange, hop }: Place): Hop | undefined =>
  pairing.exchanges.get(exchange)?.hops[hop];

function mayHave(exchange: Exchange, hop: Hop, preflight: Preflight, disagreement: number): boolean {
  const startedAt = hop.request.startedAt ?? exchange.startedAt;
  if (preflight.request.startedAt !== null && startedAt > preflight.request.startedAt) return false;
  if (!asksFor(hop.request, preflight.request)) return false;
  switch (preflight.end.state) {
    case 'completed':
      return (wentOutAt(hop, disagreement) ?? Number.POSITIVE_INFINITY) >= preflight.end.at;
    case 'failed':
    case 'pending':
    case 'asking':
      return hop.response === null;
    case 'unknown':
      return true;
  }
}

/** No later than this the request was on its way to the server, ms since the epoch; null: nothing tells. */
function wentOutAt({ request, response }: Hop, disagreement: number): number | null {
  if (response?.receivedAt == null) return null;
  const timings = request.network?.timings;
  if (timings == null || response.fromCache === true) return response.receivedAt;
  const { blocked, dns, connect, ssl, send, wait } = timings;
  const took = [blocked, dns, connect, ssl, send, wait].reduce((sum, ms) => sum + Math.max(ms, 0), 0);
  return response.receivedAt - took + disagreement;
}

/** The hops of all remembered requests of this kind, oldest first. */
function* sameKind(pairing: Pairing, exchange: Exchange, hop: Hop): Generator<Place> {
  const { tabId, frameId, documentId, initiator } = exchange;
  const url = bareUrl(hop.request.url);
  const key = [hop.request.method, tabId, frameId, documentId ?? '', initiator ?? '', url].join('\n');
  const seen = new Set<string>();
  for (const requestId of pairing.awaiting.get(key) ?? []) {
    const role = pairing.roles.get(requestId);
    if (role?.role !== 'request' || seen.has(role.exchange)) continue;
    seen.add(role.exchange);
    const hops = pairing.exchanges.get(role.exchange)?.hops ?? [];
    const index = hops.findIndex(
      ({ request }) => request.method === hop.request.method && bareUrl(request.url) === url,
    );
    if (index !== -1) yield { exchange: role.exchange, hop: index };
  }
}
