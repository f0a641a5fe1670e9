import { enqueue } from './awaiting';
import { currentHop, type Exchange, type Hop } from './exchange';
import { exchangeOf, requestOf, withAnswer, withHeaders, withHop } from './hop-facts';
import { leavingHttp } from './leaving-http';
import type { Observation } from './observation';
import { type Change, idFor, type Pairing, put, type Role, retire } from './pairing-table';
import { rememberInterrupted, takeInterrupted } from './restarted-script';
import { adoptOrphan } from './unseen-start';
import { withoutFragment } from './url';

/** @param o the first event of a request */
export function newExchange(pairing: Pairing, o: Observation): Change | null {
  const orphan = o.kind === 'request started' ? null : adoptOrphan(pairing, o);
  if (orphan !== null) return ofRequest(pairing, orphan.exchange, orphan.role, o);
  const before = pairing.exchanges.get(takeInterrupted(pairing.interrupted, o) ?? '');
  if (before !== undefined) {
    const role = { role: 'request', exchange: before.id, hop: before.hops.length - 1 } as const;
    return nextHop(pairing, { ...before, end: { state: 'pending' } }, role, o);
  }
  const id = idFor(pairing, o.requestId);
  const exchange = exchangeOf(pairing.browser, id, o);
  pairing.exchanges.set(id, exchange);
  const role = { role: 'request', exchange: id, hop: 0 } as const;
  pairing.roles.set(o.requestId, role);
  if (o.kind === 'request started') {
    enqueue(pairing, o);
    return { id, exchange };
  }
  return ofRequest(pairing, exchange, role, o);
}

/** @param o any later one */
export function ofRequest(pairing: Pairing, exchange: Exchange, role: Role, o: Observation): Change | null {
  const last = exchange.hops.length - 1;
  switch (o.kind) {
    case 'request started': {
      if (exchange.end.state === 'completed' || exchange.end.state === 'failed') {
        // A start that comes after the end: late (then it is this one's), or the id was given out anew.
        if (o.at > exchange.end.at) {
          pairing.roles.delete(o.requestId);
          return newExchange(pairing, o);
        }
        return put(
          pairing,
          withHop(exchange, 0, (h) => ({ ...h, request: { ...h.request, startedAt: o.at } })),
        );
      }
      const hop = currentHop(exchange);
      // Two ports, that of a stopped worker and the next one's, may tell of one request: then the start comes after the answer.
      const isLate = hop.response === null || (hop.request.url === o.url && o.at <= (hop.response.receivedAt ?? 0));
      if (hop.request.startedAt === null && isLate) {
        return put(
          pairing,
          withHop(exchange, last, (h) => ({ ...h, request: { ...h.request, startedAt: o.at } })),
        );
      }
      return nextHop(pairing, exchange, role, o);
    }
    case 'request headers composed':
    case 'request headers sent':
      return put(
        pairing,
        withHop(exchange, last, (h) => ({ ...h, request: withHeaders(h.request, o) })),
      );
    case 'redirected':
      if (isTakenByServiceWorker(o)) return takeBack(pairing, exchange, o);
      return put(pairing, leavingHttp(pairing.browser, answered(exchange, last, o), o));
    case 'response headers received':
    case 'response started':
      return put(pairing, answered(exchange, last, o));
    case 'authentication asked':
      return put(pairing, {
        ...answered(exchange, last, o),
        end: { state: 'asking', at: o.at, what: 'authentication' },
      });
    case 'completed':
      retire(pairing, o.requestId);
      return put(pairing, { ...answered(exchange, last, o), end: { state: 'completed', at: o.at } });
    case 'failed':
      if (isGhostFontProbe(o)) return takeBack(pairing, exchange, o);
      retire(pairing, o.requestId);
      return failed(pairing, { ...exchange, end: { state: 'failed', at: o.at, error: o.error } });
  }
}

/** The browser came back with the next URL of a redirect. */
function nextHop(pairing: Pairing, exchange: Exchange, role: Role, o: Observation): Change {
  enqueue(pairing, o);
  const next: Hop = { request: requestOf(o), preflight: null, response: null };
  pairing.roles.set(o.requestId, { ...role, hop: exchange.hops.length });
  return put(pairing, { ...exchange, hops: [...exchange.hops, next] });
}

function failed(pairing: Pairing, exchange: Exchange): Change {
  rememberInterrupted(pairing.interrupted, exchange);
  return put(pairing, exchange);
}

/** An answer ends the waiting for the user, if there was any. */
function answered(exchange: Exchange, hop: number, o: Observation): Exchange {
  const next = withHop(exchange, hop, (h) => ({ ...h, response: withAnswer(h.request, h.response, o) }));
  return next.end.state === 'asking' && o.kind !== 'authentication asked'
    ? { ...next, end: { state: 'pending' } }
    : next;
}

function takeBack(pairing: Pairing, exchange: Exchange, o: Observation): Change {
  pairing.exchanges.delete(exchange.id);
  pairing.roles.delete(o.requestId);
  return { id: exchange.id, exchange: null };
}

/**
 * Firefox tells of a request that goes to the page's service worker as of a redirect to where it already was, without an
 * answer. What the worker fetches is a request of its own; if the worker passes, this one starts anew with the same id;
 * if the worker makes an answer up, nothing was on the wire and no further event comes. Chromium shows none of it.
 */
const isTakenByServiceWorker = (o: Observation & { kind: 'redirected' }): boolean =>
  o.status === 0 && withoutFragment(o.location) === withoutFragment(o.url);

/** Chromium looks each cross-origin font up in its cache first, as a request of its own that the page never made. */
const isGhostFontProbe = (o: Observation & { kind: 'failed' }): boolean =>
  o.resourceType === 'font' && o.error === 'net::ERR_CACHE_MISS';
