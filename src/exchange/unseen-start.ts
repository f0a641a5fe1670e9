import { keyOf } from './awaiting';
import type { Exchange } from './exchange';
import { exchangeOf, requestOf } from './hop-facts';
import type { Observation } from './observation';
import { idFor, type Pairing, type Place, type Role } from './pairing-table';

/** Requests that started before the recording did, or whose start was missed. */

/** The request that a late preflight was for: its start was missed, and it went out after this. */
export function withoutStart(pairing: Pairing, method: string, preflight: Observation): Place | null {
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

/** The request of a preflight that came first: known are its URL, origin and method. */
export function orphanOf(pairing: Pairing, method: string, preflight: Observation): Place {
  const key = keyOf(preflight, method);
  const id = idFor(pairing, preflight.requestId);
  const request = { ...requestOf(preflight), method, startedAt: null };
  pairing.exchanges.set(id, {
    ...exchangeOf(pairing.browser, id, preflight),
    hops: [{ request, preflight: null, response: null }],
  });
  pairing.orphans.set(key, [...(pairing.orphans.get(key) ?? []), id]);
  return { exchange: id, hop: 0 };
}

/** The request of a preflight that was seen without it, if there is one; it is this one's from now on. */
export function adoptOrphan(
  pairing: Pairing,
  o: Observation,
): { readonly exchange: Exchange; readonly role: Role } | null {
  const key = keyOf(o, o.method);
  const waiting = pairing.orphans.get(key);
  const id = waiting?.shift();
  if (waiting?.length === 0) pairing.orphans.delete(key);
  const exchange = id === undefined ? undefined : pairing.exchanges.get(id);
  if (id === undefined || exchange === undefined) return null;
  const role = { role: 'request', exchange: id, hop: 0 } as const;
  pairing.roles.set(o.requestId, role);
  return { exchange, role };
}
