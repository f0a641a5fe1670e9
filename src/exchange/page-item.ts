import type { PageOutcome, PageReport, PolicyViolation } from './exchange';

/** What the page hook tells, piece by piece: a call when it is made, its end when there is one, each policy violation. */
export type PageItem = CallItem | EndItem | ViolationItem;

export interface CallItem extends Omit<PageReport, 'stack' | 'outcome' | 'violation'> {
  readonly kind: 'call';
  /** Counted up in each document. */
  readonly call: number;
  /** The URL held a user name or a password; `url` is without them. */
  readonly urlCredentials: boolean;
  /** As the engine wrote it. */
  readonly stack: string;
}

export interface EndItem {
  readonly kind: 'end';
  readonly call: number;
  readonly outcome: PageOutcome;
}

export interface ViolationItem {
  readonly kind: 'violation';
  readonly violation: PolicyViolation;
}

/** Where items come from, as the browser says it. */
export interface PageSource {
  readonly tabId: number;
  readonly frameId: number;
  /** null: the browser names none. */
  readonly documentId: string | null;
}

/** What decides about a document's calls beside the calls themselves. Told by our own script, out of the page's reach. */
export interface PageDocument {
  /** Serialized; `null` when opaque. */
  readonly origin: string;
  /** The https origin, the document's own or one around it, that forbids http; null: none. */
  readonly securePage: string | null;
  /** A service worker may answer its calls. */
  readonly serviceWorker: boolean;
}
