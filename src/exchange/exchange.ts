import type { CredentialsMode } from '../fetch-standard/credentials-mode';
import type { HeaderList } from '../fetch-standard/header-list';

/** Facts only: what was on the wire and what the browser said. Opinions (`diagnostics/`) are functions of this. */
export interface Exchange {
  /** Unique in one recording; stable across restarts of the background worker and in exports. */
  readonly id: string;
  readonly browser: Browser | null;
  readonly tabId: number;
  readonly frameId: number;
  readonly documentId: string | null;
  /** The initiator's origin as the browser names it; it stays the page's after a redirect (the `Origin` header may not). */
  readonly initiator: string | null;
  /** webRequest's resource type. */
  readonly resourceType: string;
  /** ms since the epoch. */
  readonly startedAt: number;
  /** The request's URL list: a redirect adds a hop, and each hop may bring its own preflight. */
  readonly hops: readonly [Hop, ...Hop[]];
  readonly end: End;
  /** The call in the page's own words, from the opt-in page hook; null: the hook was off or could not see it. */
  readonly page: PageReport | null;
  /**
   * Set when the browser refused the call before it became a request, so that neither webRequest nor a server saw it:
   * `hops` then holds one request without headers, and `end.error` is `page:` and the kind.
   */
  readonly invisible: Invisible | null;
  /** Set where the source leaves out what a browser shows, so that its absence tells nothing. */
  readonly notKept?: NotKept;
}

/** A tool that records requests, but neither preflights nor the answers that a browser refused. */
export interface NotKept {
  /** `Playwright` */
  readonly by: string;
}

/** Whose rules apply; null: unknown (a HAR file of another tool). */
export type Browser = 'chromium' | 'firefox' | 'webkit';

export interface Hop {
  readonly request: Request;
  /** null: none was seen. Whether one was needed (and so answered from the cache) is an opinion. */
  readonly preflight: Preflight | null;
  /** null: no answer was seen. */
  readonly response: Response | null;
}

export interface Request {
  readonly method: string;
  /** The current URL of this hop. */
  readonly url: string;
  /** null: the browser has not shown the headers (it never sent the request, or the event was missed). */
  readonly headerList: HeaderList | null;
  /** What stood there before other extensions changed it; null: the same, or not seen. */
  readonly composedHeaderList: HeaderList | null;
  /** ms since the epoch; null: the start of this hop was missed. */
  readonly startedAt: number | null;
  /** When the headers went out, ms since the epoch. */
  readonly sentAt: number | null;
  readonly network: NetworkEntry | null;
}

/** A CORS-preflight request and what came back. */
export interface Preflight {
  readonly requestId: string;
  readonly request: Request;
  readonly response: Response | null;
  readonly end: End;
}

export interface Response {
  /** 0: no answer came (Firefox reports redirects so that it did not follow). */
  readonly status: number;
  /** false: headers came, but the source has no status, for the browser never handed the answer to the page. Absent: it has. */
  readonly statusKnown?: false;
  readonly statusText: string;
  /** As the server sent it. Firefox merges repeated headers with ", "; the network entry, when it comes, takes them apart again. */
  readonly headerList: HeaderList;
  /** What was left after other extensions; null: the browser did not show it (a blocked response never gets there). */
  readonly deliveredHeaderList: HeaderList | null;
  readonly fromCache: boolean | null;
  /** Address the answer came from, as the browser writes it. */
  readonly ip: string | null;
  /** ms since the epoch; null where the source has no such time. */
  readonly receivedAt: number | null;
}

/** How the request ended, in the browser's words. */
export type End =
  | { readonly state: 'pending' }
  | { readonly state: 'completed'; readonly at: number }
  | { readonly state: 'failed'; readonly at: number; readonly error: string }
  /** The browser asks the user (HTTP login, local network permission) and says nothing until then. */
  | { readonly state: 'asking'; readonly at: number; readonly what: 'authentication' }
  /** A file that has no outcome, or a request whose end was missed. `why` is a sentence; `open`: there was no end yet. */
  | { readonly state: 'unknown'; readonly why: string; readonly open?: true };

/** What devtools.network (or a HAR file) adds to what webRequest saw. Times in ms. */
export interface NetworkEntry {
  readonly startedAt: number;
  readonly duration: number;
  readonly timings: Timings | null;
  readonly initiator: Initiator | null;
  /** More exact than webRequest's: `net::ERR_BLOCKED_BY_RESPONSE.NotSameOrigin`. Null: none. */
  readonly error: string | null;
  /** The body as sent, where the source has it. Never exported unless asked for. */
  readonly postData: { readonly mimeType: string; readonly text: string } | null;
  readonly responseBytes: number | null;
  readonly httpVersion: string | null;
  /**
   * Firefox merges repeated response headers for extensions; these are the lines of those that came more than once.
   * Null: none did, or the browser keeps them apart anyway. Absent: the source does not tell.
   */
  readonly repeatedHeaderList?: HeaderList | null;
}

/** HAR's timings, ms; −1: does not apply. */
export interface Timings {
  readonly blocked: number;
  readonly dns: number;
  readonly connect: number;
  readonly ssl: number;
  readonly send: number;
  readonly wait: number;
  readonly receive: number;
}

export interface Initiator {
  readonly type: string;
  /** Innermost first; async parents follow. */
  readonly stack: readonly StackFrame[];
}

export interface StackFrame {
  readonly functionName: string;
  readonly url: string;
  /** Counted from 1, as editors do. */
  readonly line: number;
  readonly column: number;
}

/** What the opt-in page hook saw of one call. */
export interface PageReport {
  readonly api: 'fetch' | 'XMLHttpRequest';
  readonly method: string;
  readonly url: string;
  readonly mode: string;
  readonly credentialsMode: CredentialsMode;
  readonly redirect: string;
  /** The names the page itself set, lower-case. */
  readonly headerNames: readonly string[];
  readonly uploadListener: boolean;
  readonly streamBody: boolean;
  readonly stack: readonly StackFrame[];
  /** ms since the epoch. */
  readonly at: number;
  /** What the page got; null: nothing yet. */
  readonly outcome: PageOutcome | null;
  /** The Content Security Policy violation the document reported for this call's URL; `report` blocks nothing. */
  readonly violation: PolicyViolation | null;
}

/** Times in ms since the epoch. */
export type PageOutcome =
  /** `type` is the response's (`basic`, `cors`, `opaque`, …); null: XMLHttpRequest does not tell. An opaque status is 0. */
  | { readonly state: 'answered'; readonly at: number; readonly type: string | null; readonly status: number }
  /** `name` is the DOMException's or error's: `TypeError`, `AbortError`, `TimeoutError`; XMLHttpRequest's events are told in the same words. */
  | { readonly state: 'threw'; readonly at: number; readonly name: string; readonly message: string };

/** https://www.w3.org/TR/CSP3/#securitypolicyviolationevent */
export interface PolicyViolation {
  /** `connect-src`, also where the policy only has `default-src`. */
  readonly directive: string;
  readonly disposition: 'enforce' | 'report';
  /** The URL the page asked for, not the one a redirect led to; of other schemes than http(s) the scheme alone. */
  readonly blockedUrl: string;
  /** The whole policy as the document got it. */
  readonly policy: string;
  /** ms since the epoch. */
  readonly at: number;
}

/**
 * Which of the checks before the network said no, as far as the evidence tells.
 * `evidence`: a report of the page hook, or a network entry of DevTools that no request belongs to.
 */
export type Invisible =
  /** Without a page hook nothing tells the policy. */
  | { readonly kind: 'csp'; readonly evidence: Evidence; readonly violation: PolicyViolation | null }
  /** `securePage`: the https origin, of the document or of one around it, that forbids http. */
  | { readonly kind: 'mixed-content'; readonly evidence: Evidence; readonly securePage: string }
  | {
      readonly kind: /** Mode `same-origin`, other origin. */
        | 'mode-same-origin'
        /** Mode `no-cors` with a redirect mode other than `follow`. */
        | 'mode-no-cors-redirect'
        /** Mode `no-cors` with a method other than GET, HEAD, POST. */
        | 'mode-no-cors-method'
        /** Neither http(s) nor a scheme the page may read itself. */
        | 'scheme-not-cors'
        | 'bad-port'
        /** User name or password in the URL; the report's URL is without them. */
        | 'url-credentials'
        /** The document is controlled by a service worker, which made its own requests or none. */
        | 'service-worker'
        /** It failed, no request was seen, and nothing says why. */
        | 'unknown';
      readonly evidence: Evidence;
    };

type Evidence = 'page hook' | 'network entry';

export const currentHop = (exchange: Exchange): Hop => exchange.hops[exchange.hops.length - 1]!;
