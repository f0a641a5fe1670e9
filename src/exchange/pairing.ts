import { enqueue, forgetSettled, keyOf, oldestAwaiting, takeAwaiting } from './awaiting';
import type { Browser, Exchange, Hop, Preflight } from './exchange';
import { currentHop } from './exchange';
import { exchangeOf, requestOf, withAnswer, withHeaders, withHop } from './hop-facts';
import { leavingHttp } from './leaving-http';
import type { Observation } from './observation';
import { rematch } from './rematch';
import { neverMeetsCors } from './resource-type';
import { type Interrupted, rememberInterrupted, takeInterrupted } from './restarted-script';
import { withoutFragment } from './url';

/**
 * Observations in, exchanges out: one request with all its redirect hops, each hop with its preflight.
 *
 * The browsers give a preflight a request id of its own and no link to its request. What holds (measured against the
 * DevTools protocol's `initiator.requestId`, 1,481 of 1,481 right):
 * - Chromium: request starts → whole preflight → request's headers. Firefox: request's headers "sent" → whole preflight
 *   → request's answer.
 * - Preflights start in the order of their requests, so first in, first out, among requests of the same URL (without
 *   fragment), initiator, tab, frame, document and method (= `Access-Control-Request-Method`). Completion order and
 *   request ids say nothing.
 *
 * The table is mutable (thousands of events a second arrive), the exchanges in it are replaced, never changed.
 */
export interface Pairing {
  readonly browser: Browser | null;
  /** Every exchange of the recording, oldest first. */
  readonly exchanges: Map<string, Exchange>;
  readonly roles: Map<string, Role>;
  /** Ids of requests that may be waiting for a preflight, oldest first, by what pairs them. Firefox: also of those that have it. */
  readonly awaiting: Map<string, string[]>;
  /** OPTIONS requests that have not shown their headers, so nobody knows yet whether they are preflights. */
  readonly undecided: Map<string, Observation[]>;
  /** Preflights whose request was never seen to start, by what pairs them. */
  readonly orphans: Map<string, string[]>;
  /** Request ids whose exchange ended, oldest first: kept a while for events that come late. */
  readonly ended: string[];
  readonly interrupted: Interrupted;
}

/** One hop of one exchange. */
export interface Place {
  readonly exchange: string;
  readonly hop: number;
}

type Role = Place & { readonly role: 'request' | 'preflight' };

/** What an observation did to the recording. */
export interface Change {
  /** The exchange as it is now; null: it turned out to be none of the page's doing and is taken back. */
  readonly id: string;
  readonly exchange: Exchange | null;
  /** Exchanges that changed with it: a preflight turned out to be another one's. */
  readonly others?: readonly Exchange[];
}

/** How many ended requests are kept open for events that come late or out of order. */
const LATE_AT_MOST = 2_000;

export const newPairing = (browser: Browser | null): Pairing => ({
  browser,
  exchanges: new Map(),
  roles: new Map(),
  awaiting: new Map(),
  undecided: new Map(),
  orphans: new Map(),
  ended: [],
  interrupted: new Map(),
});

/**
 * @param o one browser event, in the browser's order; an event out of order or without its start is taken for what it says.
 * @returns the exchange it changed, or null when it changed none (yet).
 */
export function observe(pairing: Pairing, o: Observation): Change | null {
  if (neverMeetsCors(o.resourceType)) return null;
  const role = pairing.roles.get(o.requestId);
  if (role !== undefined) {
    const exchange = pairing.exchanges.get(role.exchange);
    // Dropped from the recording (navigation, Clear): its later events are dropped with it.
    if (exchange === undefined) return null;
    if (role.role === 'preflight') return put(pairing, ofPreflight(pairing, exchange, role.hop, o));
    return rematched(pairing, ofRequest(pairing, exchange, role, o), o);
  }
  const held = pairing.undecided.get(o.requestId);
  if (held !== undefined || (o.method === 'OPTIONS' && o.kind === 'request started')) {
    return ofUndecided(pairing, [...(held ?? []), o]);
  }
  if (o.method === 'OPTIONS' && requestedMethod(o) !== null) return newPreflight(pairing, [o]);
  return newExchange(pairing, o);
}

/** Forgets exchanges; events still to come for them are ignored. */
export function forget(pairing: Pairing, ids: Iterable<string>): void {
  for (const id of ids) pairing.exchanges.delete(id);
}

/** An answer or an end may show that a preflight was given to the wrong request. */
function rematched(pairing: Pairing, change: Change | null, o: Observation): Change | null {
  if (change?.exchange == null || !['response headers received', 'redirected', 'failed'].includes(o.kind))
    return change;
  const changed = rematch(pairing, change.id);
  if (changed.length === 0) return change;
  return {
    id: change.id,
    exchange: pairing.exchanges.get(change.id) ?? change.exchange,
    others: changed.filter(({ id }) => id !== change.id),
  };
}

function put(pairing: Pairing, exchange: Exchange): Change {
  pairing.exchanges.set(exchange.id, exchange);
  return { id: exchange.id, exchange };
}

// ——— preflight or an OPTIONS of the page's own? ———

function requestedMethod(o: Observation): string | null {
  if (o.kind !== 'request headers composed' && o.kind !== 'request headers sent') return null;
  return o.headerList.find(([name]) => name.toLowerCase() === 'access-control-request-method')?.[1] ?? null;
}

function ofUndecided(pairing: Pairing, events: Observation[]): Change | null {
  const last = events[events.length - 1]!;
  switch (last.kind) {
    case 'request started':
      pairing.undecided.set(last.requestId, events);
      return null;
    case 'request headers composed':
    case 'request headers sent':
      pairing.undecided.delete(last.requestId);
      return requestedMethod(last) === null ? replay(pairing, events) : newPreflight(pairing, events);
    case 'response headers received':
    case 'authentication asked':
    case 'redirected':
    case 'response started':
    case 'completed':
    case 'failed': {
      pairing.undecided.delete(last.requestId);
      // It ended before it showed its headers: another extension stopped it, or the browser would have sent it elsewhere
      // (HSTS); its request fails first then. If a request for the same URL waited for a preflight this was it; pages
      // seldom send OPTIONS themselves.
      const since = events[0]?.at ?? last.at;
      const waiting = oldestAwaiting(pairing, last, since);
      return waiting === null ? replay(pairing, events) : attach(pairing, events, waiting);
    }
  }
}

/** The page's own OPTIONS request: an exchange like any other. */
function replay(pairing: Pairing, events: readonly Observation[]): Change | null {
  const [first, ...rest] = events;
  if (first === undefined) return null;
  let change: Change | null = newExchange(pairing, first);
  for (const event of rest) change = observe(pairing, event) ?? change;
  return change;
}

// ——— preflights ———

function newPreflight(pairing: Pairing, events: readonly Observation[]): Change | null {
  const last = events[events.length - 1]!;
  const method = requestedMethod(last) ?? '';
  const key = keyOf(last, method);
  // The page may take its call back while the preflight is on its way.
  const take = (): Place | null => takeAwaiting(pairing, key, last, events[0]?.at);
  const waiting = take() ?? (decideOldest(pairing, key) ? take() : null);
  if (waiting !== null) return attach(pairing, events, waiting);

  const late = withoutStart(pairing, method, last);
  if (late !== null) return attach(pairing, events, late);

  // Its request started before the recording did: known are its URL, origin and method.
  const id = idFor(pairing, last.requestId);
  const request = { ...requestOf(last), method, startedAt: null };
  const exchange: Exchange = {
    ...exchangeOf(pairing.browser, id, last),
    hops: [{ request, preflight: null, response: null }],
  };
  pairing.exchanges.set(id, exchange);
  pairing.orphans.set(key, [...(pairing.orphans.get(key) ?? []), id]);
  return attach(pairing, events, { exchange: id, hop: 0 });
}

/** The request that a late preflight was for: its start was missed, and it went out after this. */
function withoutStart(pairing: Pairing, method: string, preflight: Observation): Place | null {
  const key = keyOf(preflight, method);
  for (const { id, tabId, frameId, documentId, initiator, hops } of pairing.exchanges.values()) {
    const [{ request, preflight: its }] = hops;
    if (request.startedAt !== null || its !== null || (request.sentAt ?? 0) < preflight.at) continue;
    const { method: asked, url } = request;
    if (keyOf({ ...preflight, tabId, frameId, documentId, initiator, url }, asked) === key) {
      return { exchange: id, hop: 0 };
    }
  }
  return null;
}

/** The page's own OPTIONS has a preflight like any other method; it started first, and nobody knew yet which it was. */
function decideOldest(pairing: Pairing, key: string): boolean {
  for (const [requestId, events] of pairing.undecided) {
    const [first] = events;
    if (first === undefined || keyOf(first, first.method) !== key) continue;
    pairing.undecided.delete(requestId);
    replay(pairing, events);
    return true;
  }
  return false;
}

function attach(pairing: Pairing, events: readonly Observation[], to: Place): Change | null {
  const exchange = pairing.exchanges.get(to.exchange);
  const [first] = events;
  if (exchange === undefined || first === undefined) return null;
  pairing.roles.set(first.requestId, { role: 'preflight', exchange: to.exchange, hop: to.hop });
  let preflight: Preflight = {
    requestId: first.requestId,
    request: requestOf(first),
    response: null,
    end: { state: 'pending' },
  };
  let changed = withHop(exchange, to.hop, (hop) => ({ ...hop, preflight }));
  for (const event of events) {
    changed = ofPreflight(pairing, changed, to.hop, event);
    preflight = changed.hops[to.hop]?.preflight ?? preflight;
  }
  return put(pairing, changed);
}

function ofPreflight(pairing: Pairing, exchange: Exchange, hop: number, o: Observation): Exchange {
  return withHop(exchange, hop, (h) => {
    const preflight = h.preflight;
    if (preflight === null) return h;
    switch (o.kind) {
      case 'request started':
      case 'request headers composed':
      case 'request headers sent':
        return { ...h, preflight: { ...preflight, request: withHeaders(preflight.request, o) } };
      case 'response headers received':
      case 'authentication asked':
      case 'redirected':
      case 'response started':
        return { ...h, preflight: { ...preflight, response: withAnswer(preflight.request, preflight.response, o) } };
      case 'completed':
        retire(pairing, o.requestId);
        return {
          ...h,
          preflight: {
            ...preflight,
            response: withAnswer(preflight.request, preflight.response, o),
            end: { state: 'completed', at: o.at },
          },
        };
      case 'failed':
        retire(pairing, o.requestId);
        return { ...h, preflight: { ...preflight, end: { state: 'failed', at: o.at, error: o.error } } };
    }
  });
}

// ——— requests ———

function newExchange(pairing: Pairing, o: Observation): Change | null {
  if (o.kind !== 'request started') {
    const adopted = adoptOrphan(pairing, o);
    if (adopted !== null) return adopted;
  }
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

/** The request of a preflight that was seen without it. */
function adoptOrphan(pairing: Pairing, o: Observation): Change | null {
  const key = keyOf(o, o.method);
  const waiting = pairing.orphans.get(key);
  const id = waiting?.shift();
  if (waiting?.length === 0) pairing.orphans.delete(key);
  const exchange = id === undefined ? undefined : pairing.exchanges.get(id);
  if (id === undefined || exchange === undefined) return null;
  const role = { role: 'request', exchange: id, hop: 0 } as const;
  pairing.roles.set(o.requestId, role);
  return ofRequest(pairing, exchange, role, o);
}

function ofRequest(pairing: Pairing, exchange: Exchange, role: Role, o: Observation): Change | null {
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

// ——— tables ———

/** Keeps the tables bounded: an ended request stays for late events until enough others have ended. */
function retire(pairing: Pairing, requestId: string): void {
  pairing.ended.push(requestId);
  if (pairing.ended.length <= LATE_AT_MOST) return;
  for (const id of pairing.ended.splice(0, LATE_AT_MOST / 2)) pairing.roles.delete(id);
  forgetSettled(pairing);
}

function idFor(pairing: Pairing, requestId: string): string {
  if (!pairing.exchanges.has(requestId)) return requestId;
  for (let n = 2; ; n++) if (!pairing.exchanges.has(`${requestId}.${n}`)) return `${requestId}.${n}`;
}
