import { forgetSettled } from './awaiting';
import type { Browser, Exchange } from './exchange';
import type { Observation } from './observation';
import type { Interrupted } from './restarted-script';

/** What pairing knows. The table is mutable (thousands of events a second arrive), the exchanges in it are replaced, never changed. */
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

export type Role = Place & { readonly role: 'request' | 'preflight' };

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

/** Forgets exchanges; events still to come for them are ignored. */
export function forget(pairing: Pairing, ids: Iterable<string>): void {
  for (const id of ids) pairing.exchanges.delete(id);
}

export function put(pairing: Pairing, exchange: Exchange): Change {
  pairing.exchanges.set(exchange.id, exchange);
  return { id: exchange.id, exchange };
}

/** Keeps the tables bounded: an ended request stays for late events until enough others have ended. */
export function retire(pairing: Pairing, requestId: string): void {
  pairing.ended.push(requestId);
  if (pairing.ended.length <= LATE_AT_MOST) return;
  for (const id of pairing.ended.splice(0, LATE_AT_MOST / 2)) pairing.roles.delete(id);
  forgetSettled(pairing);
}

export function idFor(pairing: Pairing, requestId: string): string {
  if (!pairing.exchanges.has(requestId)) return requestId;
  for (let n = 2; ; n++) if (!pairing.exchanges.has(`${requestId}.${n}`)) return `${requestId}.${n}`;
}
