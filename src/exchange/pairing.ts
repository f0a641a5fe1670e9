import { keyOf, oldestAwaiting, takeAwaiting } from './awaiting';
import type { Observation } from './observation';
import { type Change, type Pairing, type Place, put } from './pairing-table';
import { attach, ofPreflight, requestedMethod } from './preflight-events';
import { rematch } from './rematch';
import { newExchange, ofRequest } from './request-events';
import { neverMeetsCors } from './resource-type';
import { orphanOf, withoutStart } from './unseen-start';

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

/** Is it a preflight, or an OPTIONS of the page's own? */
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

function newPreflight(pairing: Pairing, events: readonly Observation[]): Change | null {
  const last = events[events.length - 1]!;
  const method = requestedMethod(last) ?? '';
  const key = keyOf(last, method);
  // The page may take its call back while the preflight is on its way.
  const take = (): Place | null => takeAwaiting(pairing, key, last, events[0]?.at);
  const waiting = take() ?? (decideOldest(pairing, key) ? take() : null);
  return attach(pairing, events, waiting ?? withoutStart(pairing, method, last) ?? orphanOf(pairing, method, last));
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
