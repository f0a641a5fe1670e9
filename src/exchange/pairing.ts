import type { Browser, Exchange, Hop, Preflight, Request, Response } from './exchange';
import { currentHop } from './exchange';
import type { Observation } from './observation';
import { neverMeetsCors } from './resource-type';
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
  /** Ids of requests that may be waiting for a preflight, oldest first, by what pairs them. */
  readonly awaiting: Map<string, string[]>;
  /** OPTIONS requests that have not shown their headers, so nobody knows yet whether they are preflights. */
  readonly undecided: Map<string, Observation[]>;
  /** Preflights whose request was never seen to start, by what pairs them. */
  readonly orphans: Map<string, string[]>;
  /** Request ids whose exchange ended, oldest first: kept a while for events that come late. */
  readonly ended: string[];
}

type Role = { readonly role: 'request' | 'preflight'; readonly exchange: string; readonly hop: number };

/** What an observation did to the recording. */
export interface Change {
  /** The exchange as it is now; null: it turned out to be none of the page's doing and is taken back. */
  readonly id: string;
  readonly exchange: Exchange | null;
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
    return ofRequest(pairing, exchange, role, o);
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
      const waiting = oldestAwaiting(pairing, (method) => keyOf(last, method), since);
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
  const waiting = takeAwaiting(pairing, key) ?? (decideOldest(pairing, key) ? takeAwaiting(pairing, key) : null);
  if (waiting !== null) return attach(pairing, events, waiting);

  // Its request started before the recording did: known are its URL, origin and method.
  const id = idFor(pairing, last.requestId);
  const request = { ...requestOf(last), method, startedAt: null };
  const exchange: Exchange = { ...exchangeOf(pairing, id, last), hops: [{ request, preflight: null, response: null }] };
  pairing.exchanges.set(id, exchange);
  pairing.orphans.set(key, [...(pairing.orphans.get(key) ?? []), id]);
  return attach(pairing, events, { exchange: id, hop: 0 });
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

function attach(
  pairing: Pairing,
  events: readonly Observation[],
  to: { readonly exchange: string; readonly hop: number },
): Change | null {
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
        return { ...h, preflight: { ...preflight, response: withAnswer(preflight.response, o) } };
      case 'completed':
        retire(pairing, o.requestId);
        return {
          ...h,
          preflight: {
            ...preflight,
            response: withAnswer(preflight.response, o),
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
  const id = idFor(pairing, o.requestId);
  const exchange = exchangeOf(pairing, id, o);
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
      if (hop.request.startedAt === null && hop.response === null) {
        return put(
          pairing,
          withHop(exchange, last, (h) => ({ ...h, request: { ...h.request, startedAt: o.at } })),
        );
      }
      // The browser came back with the same id: the next URL of a redirect.
      enqueue(pairing, o);
      const next: Hop = { request: requestOf(o), preflight: null, response: null };
      pairing.roles.set(o.requestId, { ...role, hop: last + 1 });
      return put(pairing, { ...exchange, hops: [...exchange.hops, next] });
    }
    case 'request headers composed':
    case 'request headers sent':
      return put(
        pairing,
        withHop(exchange, last, (h) => ({ ...h, request: withHeaders(h.request, o) })),
      );
    case 'response headers received':
    case 'redirected':
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
      if (isGhostFontProbe(o)) {
        pairing.exchanges.delete(exchange.id);
        pairing.roles.delete(o.requestId);
        return { id: exchange.id, exchange: null };
      }
      retire(pairing, o.requestId);
      return put(pairing, { ...exchange, end: { state: 'failed', at: o.at, error: o.error } });
  }
}

/** An answer ends the waiting for the user, if there was any. */
function answered(exchange: Exchange, hop: number, o: Observation): Exchange {
  const next = withHop(exchange, hop, (h) => ({ ...h, response: withAnswer(h.response, o) }));
  return next.end.state === 'asking' && o.kind !== 'authentication asked'
    ? { ...next, end: { state: 'pending' } }
    : next;
}

/** Chromium looks each cross-origin font up in its cache first, as a request of its own that the page never made. */
const isGhostFontProbe = (o: Observation & { kind: 'failed' }): boolean =>
  o.resourceType === 'font' && o.error === 'net::ERR_CACHE_MISS';

// ——— who waits for a preflight ———

function keyOf(o: Observation, method: string): string {
  return [method, o.tabId, o.frameId, o.documentId ?? '', o.initiator ?? '', withoutFragment(o.url)].join('\n');
}

function enqueue(pairing: Pairing, o: Observation): void {
  const key = keyOf(o, o.method);
  const queue = pairing.awaiting.get(key);
  if (queue) queue.push(o.requestId);
  else pairing.awaiting.set(key, [o.requestId]);
}

/** Still without a preflight, an answer and an end; in Chromium also without headers, which only follow the preflight. */
function isAwaiting(
  pairing: Pairing,
  requestId: string,
  key: string,
  since = Number.POSITIVE_INFINITY,
): { exchange: string; hop: number } | null {
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
  if (!key.endsWith(`\n${withoutFragment(request.url)}`)) return null;
  return { exchange: exchange.id, hop };
}

function takeAwaiting(pairing: Pairing, key: string, since?: number): { exchange: string; hop: number } | null {
  const queue = pairing.awaiting.get(key);
  if (queue === undefined) return null;
  let taken: { exchange: string; hop: number } | null = null;
  while (queue.length > 0 && taken === null) taken = isAwaiting(pairing, queue.shift() ?? '', key, since);
  if (queue.length === 0) pairing.awaiting.delete(key);
  return taken;
}

/** The oldest request that waits, or failed after `since` (ms since the epoch) while it did, whatever its method. */
function oldestAwaiting(
  pairing: Pairing,
  keyFor: (method: string) => string,
  since: number,
): { exchange: string; hop: number } | null {
  const anyMethod = keyFor('');
  for (const [key, queue] of pairing.awaiting) {
    if (key.slice(key.indexOf('\n')) !== anyMethod) continue;
    if (queue.some((requestId) => isAwaiting(pairing, requestId, key, since) !== null)) {
      return takeAwaiting(pairing, key, since);
    }
  }
  return null;
}

/** Keeps the tables bounded: an ended request stays for late events until enough others have ended. */
function retire(pairing: Pairing, requestId: string): void {
  pairing.ended.push(requestId);
  if (pairing.ended.length <= LATE_AT_MOST) return;
  for (const id of pairing.ended.splice(0, LATE_AT_MOST / 2)) pairing.roles.delete(id);
  for (const [key, queue] of pairing.awaiting) {
    const waiting = queue.filter((id) => isAwaiting(pairing, id, key) !== null);
    if (waiting.length === 0) pairing.awaiting.delete(key);
    else pairing.awaiting.set(key, waiting);
  }
}

// ——— facts ———

function idFor(pairing: Pairing, requestId: string): string {
  if (!pairing.exchanges.has(requestId)) return requestId;
  for (let n = 2; ; n++) if (!pairing.exchanges.has(`${requestId}.${n}`)) return `${requestId}.${n}`;
}

const exchangeOf = (pairing: Pairing, id: string, o: Observation): Exchange => ({
  id,
  browser: pairing.browser,
  tabId: o.tabId,
  frameId: o.frameId,
  documentId: o.documentId,
  initiator: o.initiator,
  resourceType: o.resourceType,
  startedAt: o.at,
  hops: [{ request: requestOf(o), preflight: null, response: null }],
  end: { state: 'pending' },
  page: null,
  invisible: null,
});

const requestOf = (o: Observation): Request => ({
  method: o.method,
  url: o.url,
  headerList: null,
  composedHeaderList: null,
  startedAt: o.kind === 'request started' ? o.at : null,
  sentAt: null,
  network: null,
});

function withHop(exchange: Exchange, index: number, change: (hop: Hop) => Hop): Exchange {
  const hops = exchange.hops.map((hop, i) => (i === index ? change(hop) : hop));
  const [first, ...rest] = hops;
  return first === undefined ? exchange : { ...exchange, hops: [first, ...rest] };
}

function withHeaders(request: Request, o: Observation): Request {
  if (o.kind === 'request headers composed') return { ...request, headerList: o.headerList };
  if (o.kind !== 'request headers sent') return request;
  const composed = request.headerList;
  const changed = composed !== null && !sameHeaders(composed, o.headerList);
  return { ...request, headerList: o.headerList, composedHeaderList: changed ? composed : null, sentAt: o.at };
}

function withAnswer(before: Response | null, o: Observation): Response | null {
  if (!('status' in o)) return before;
  // Firefox tells of an answer with status 0 when a redirect was stopped: there was none.
  if (o.status === 0) return before;
  const source = 'fromCache' in o ? { fromCache: o.fromCache, ip: o.ip } : {};
  if (before === null || before.status !== o.status) {
    // After a login the answer comes without a second `onHeadersReceived`: this one replaces the 401.
    return {
      status: o.status,
      statusText: o.statusText,
      headerList: o.headerList,
      deliveredHeaderList: null,
      fromCache: null,
      ip: null,
      receivedAt: o.at,
      ...source,
    };
  }
  const delivered = o.kind === 'response started' || o.kind === 'completed' ? o.headerList : null;
  const changed = delivered !== null && !sameHeaders(before.headerList, delivered);
  return { ...before, ...source, ...(changed && { deliveredHeaderList: delivered }) };
}

const sameHeaders = (a: Response['headerList'], b: Response['headerList']): boolean =>
  a.length === b.length && a.every(([name, value], i) => b[i]?.[0] === name && b[i]?.[1] === value);
