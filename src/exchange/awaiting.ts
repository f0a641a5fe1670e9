import { get } from '../fetch-standard/header-list';
import type { Preflight, Request } from './exchange';
import { currentHop } from './exchange';
import type { Observation } from './observation';
import type { Pairing, Place } from './pairing-table';
import { bareUrl } from './url';

/** How many requests of one kind are remembered for Firefox, where a preflight may have to change hands. */
const REMEMBERED_AT_MOST = 500;

/**
 * In Firefox a request whose preflight is in the cache looks as if it were waiting for one until it is answered. But
 * preflights follow their requests within 0.3 s even among 200 at once: when another request of the same kind started
 * this much later, the earlier one went without. ms
 */
export const SURELY_WITHOUT = 1_000;

/** A request that the page takes back may end this much before the preflight that was already on its way starts. ms */
const SURELY_OVER = 100;

/** What a request and its preflight have in common. A preflight's URL is without user name and password. */
export function keyOf(o: Observation, method: string): string {
  return [method, o.tabId, o.frameId, o.documentId ?? '', o.initiator ?? '', bareUrl(o.url)].join('\n');
}

export function enqueue(pairing: Pairing, o: Observation): void {
  const key = keyOf(o, o.method);
  const queue = pairing.awaiting.get(key);
  if (queue === undefined) pairing.awaiting.set(key, [o.requestId]);
  else {
    queue.push(o.requestId);
    if (queue.length > REMEMBERED_AT_MOST * 2 && pairing.browser === 'firefox') {
      queue.splice(0, queue.length - REMEMBERED_AT_MOST);
    }
  }
}

/**
 * Still without a preflight, an answer and an end; in Chromium also without headers, which only follow the preflight.
 *
 * @param since one that failed after this waited until then, ms since the epoch.
 */
export function isAwaiting(
  pairing: Pairing,
  requestId: string,
  key: string,
  since = Number.POSITIVE_INFINITY,
): Place | null {
  const role = pairing.roles.get(requestId);
  if (role?.role !== 'request') return null;
  const exchange = pairing.exchanges.get(role.exchange);
  if (exchange === undefined) return null;
  const { end } = exchange;
  if (end.state !== 'pending' && !(end.state === 'failed' && end.at >= since)) return null;
  const hop = exchange.hops.length - 1;
  const { preflight, response, request } = currentHop(exchange);
  if (preflight !== null || response !== null) return null;
  if (pairing.browser !== 'firefox' && request.headerList !== null) return null;
  // The queue may be that of an earlier hop.
  if (!key.endsWith(`\n${bareUrl(request.url)}`)) return null;
  return { exchange: exchange.id, hop };
}

/** @param o an event of the preflight, the one that bears its headers if there was one. */
export function takeAwaiting(pairing: Pairing, key: string, o: Observation, since?: number): Place | null {
  const queue = pairing.awaiting.get(key);
  if (queue === undefined) return null;
  if (pairing.browser === 'firefox') {
    const fits = firstThatFits(pairing, queue, key, o, since);
    return fits ?? (since === undefined ? null : firstThatFits(pairing, queue, key, o, since - SURELY_OVER));
  }
  let taken: Place | null = null;
  let takenBack: Place | null = null;
  while (queue.length > 0 && taken === null) {
    const requestId = queue.shift() ?? '';
    taken = isAwaiting(pairing, requestId, key, since);
    if (since !== undefined) takenBack ??= isAwaiting(pairing, requestId, key, since - SURELY_OVER);
  }
  if (queue.length === 0) pairing.awaiting.delete(key);
  // Only where nobody else waits for it.
  return taken ?? takenBack;
}

function firstThatFits(
  pairing: Pairing,
  queue: readonly string[],
  key: string,
  o: Observation,
  since: number | undefined,
): Place | null {
  let first: Place | null = null;
  let before = Number.POSITIVE_INFINITY;
  for (const requestId of queue) {
    const place = isAwaiting(pairing, requestId, key, since);
    if (place === null) continue;
    const exchange = pairing.exchanges.get(place.exchange);
    const request = exchange?.hops[place.hop]?.request;
    if (request === undefined || !asksFor(request, o)) continue;
    const startedAt = request.startedAt ?? exchange?.startedAt ?? 0;
    if (first === null || startedAt - before > SURELY_WITHOUT) first = place;
    before = startedAt;
  }
  return first;
}

/** Does the request bear all the headers that the preflight asks for? Firefox shows them before the preflight. */
export function asksFor(request: Request, preflight: Observation | Preflight['request']): boolean {
  if (request.headerList === null || !('headerList' in preflight) || preflight.headerList === null) return true;
  const headerList = request.headerList;
  const names = get(preflight.headerList, 'Access-Control-Request-Headers') ?? '';
  return names.split(',').every((name) => name.trim() === '' || get(headerList, name.trim()) !== null);
}

/** The oldest request that waits, or failed after `since` (ms since the epoch) while it did, whatever its method. */
export function oldestAwaiting(pairing: Pairing, o: Observation, since: number): Place | null {
  const anyMethod = keyOf(o, '');
  for (const [key, queue] of pairing.awaiting) {
    if (key.slice(key.indexOf('\n')) !== anyMethod) continue;
    if (queue.some((requestId) => isAwaiting(pairing, requestId, key, since) !== null)) {
      return takeAwaiting(pairing, key, o, since);
    }
  }
  return null;
}

/** Drops what can no longer change. */
export function forgetSettled(pairing: Pairing): void {
  for (const [key, queue] of pairing.awaiting) {
    const left = queue.filter((id) =>
      pairing.browser === 'firefox' ? pairing.roles.has(id) : isAwaiting(pairing, id, key) !== null,
    );
    if (left.length === 0) pairing.awaiting.delete(key);
    else pairing.awaiting.set(key, left);
  }
}
