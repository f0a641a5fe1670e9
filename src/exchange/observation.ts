import type { HeaderList } from '../fetch-standard/header-list';

/** What the browser repeats in every event of a request, so that an event without its start still tells what it was about. */
export interface Sighting {
  /** The browser's id of the request. A redirect keeps it; a preflight has one of its own. */
  readonly requestId: string;
  /** −1: no tab (shared worker, service worker). */
  readonly tabId: number;
  /** 0 is the top frame; −1: no frame. Firefox: above 32 bits. */
  readonly frameId: number;
  /** null: the browser names none (workers without a document; navigations). */
  readonly documentId: string | null;
  readonly method: string;
  /** The current URL, with its fragment where the browser gives it. */
  readonly url: string;
  /** The initiator's origin, serialized; `'null'` when opaque; null when the browser names none (navigation by the user). */
  readonly initiator: string | null;
  /** webRequest's resource type: `xmlhttprequest` (also fetch), `image`, `font`, `ping`, … */
  readonly resourceType: string;
  /** ms since the epoch, the browser's own `timeStamp`. */
  readonly at: number;
}

/** One browser event as plain data, the same for Chromium and Firefox. The kinds are webRequest's nine events. */
export type Observation = Sighting &
  (
    | { readonly kind: 'request started' }
    | { readonly kind: 'request headers composed'; readonly headerList: HeaderList }
    | { readonly kind: 'request headers sent'; readonly headerList: HeaderList }
    | {
        readonly kind: 'response headers received';
        readonly status: number;
        readonly statusText: string;
        readonly headerList: HeaderList;
      }
    | {
        readonly kind: 'authentication asked';
        readonly status: number;
        readonly statusText: string;
        readonly headerList: HeaderList;
      }
    | {
        readonly kind: 'redirected';
        readonly status: number;
        readonly statusText: string;
        readonly headerList: HeaderList;
        /** The URL the browser goes to next, absolute. */
        readonly location: string;
      }
    | {
        readonly kind: 'response started';
        readonly status: number;
        readonly statusText: string;
        readonly headerList: HeaderList;
        readonly fromCache: boolean;
        readonly ip: string | null;
      }
    | {
        readonly kind: 'completed';
        readonly status: number;
        readonly statusText: string;
        readonly headerList: HeaderList;
        readonly fromCache: boolean;
        readonly ip: string | null;
      }
    /** `error` is the browser's own text: `net::ERR_FAILED`, `NS_ERROR_DOM_BAD_URI`, … */
    | { readonly kind: 'failed'; readonly error: string; readonly fromCache: boolean; readonly ip: string | null }
  );
