/** What a page does, as data. `Url` is a `Destination` in scenarios and a string once the lab's ports are known. */
export type Action<Url> =
  | FetchAction<Url>
  | XhrAction<Url>
  | LoadAction<Url>
  | { readonly do: 'beacon'; readonly url: Url; readonly body: Body; readonly in?: Place }
  | { readonly do: 'event source'; readonly url: Url; readonly withCredentials?: boolean; readonly in?: Place }
  | { readonly do: 'web socket'; readonly url: Url; readonly in?: Place }
  | { readonly do: 'submit form'; readonly url: Url }
  /** From here on a service worker answers the page's cross-origin requests in this way. */
  | { readonly do: 'serve from service worker'; readonly answers: ServiceWorkerAnswer }
  /** What no other action does: the body of an async function of `url`, `other` and `wait(ms)`. */
  | { readonly do: 'code'; readonly code: string; readonly url: Url; readonly other?: Url; readonly in?: Place }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'together'; readonly actions: readonly Action<Url>[] };

export interface FetchAction<Url> {
  readonly do: 'fetch';
  readonly url: Url;
  readonly method?: string;
  readonly headers?: readonly (readonly [name: string, value: string])[];
  readonly body?: Body;
  readonly mode?: RequestMode;
  readonly credentials?: RequestCredentials;
  readonly redirect?: RequestRedirect;
  readonly cache?: RequestCache;
  readonly referrerPolicy?: ReferrerPolicy;
  readonly integrity?: string;
  readonly keepalive?: boolean;
  /** https://wicg.github.io/local-network-access/#fetch-api */
  readonly targetAddressSpace?: 'loopback' | 'local' | 'public';
  /** ms until `AbortController.abort()`. */
  readonly abortAfter?: number;
  /** ms of `AbortSignal.timeout()`. */
  readonly timeoutAfter?: number;
  /** Response headers the page tries to read. */
  readonly reads?: readonly string[];
  readonly in?: Place;
}

export interface XhrAction<Url> {
  readonly do: 'xhr';
  readonly url: Url;
  readonly method?: string;
  readonly headers?: readonly (readonly [name: string, value: string])[];
  readonly body?: Body;
  readonly withCredentials?: boolean;
  readonly uploadListener?: boolean;
  readonly synchronous?: boolean;
  /** ms, `XMLHttpRequest.timeout`. */
  readonly timeoutAfter?: number;
  readonly abortAfter?: number;
  readonly in?: Place;
}

export interface LoadAction<Url> {
  readonly do: 'load';
  readonly as: Loaded;
  readonly url: Url;
  readonly crossorigin?: 'anonymous' | 'use-credentials';
  readonly integrity?: string;
  readonly in?: Place;
}

export type Loaded =
  | 'image'
  | 'script'
  | 'module script'
  | 'dynamic import'
  | 'stylesheet'
  | 'font'
  | 'font preload'
  | 'fetch preload'
  | 'module preload'
  | 'video'
  | 'audio'
  | 'track'
  | 'mask image'
  | 'frame'
  | 'worker';

export type Body =
  | { readonly text: string }
  | { readonly blob: string; readonly type: string }
  | { readonly form: Readonly<Record<string, string>> }
  | { readonly parameters: Readonly<Record<string, string>> }
  | { readonly stream: string };

export type Place =
  | 'worker'
  | 'shared worker'
  | 'service worker'
  | 'same-site frame'
  | 'cross-origin frame'
  | 'sandboxed frame'
  | 'srcdoc frame'
  | 'data frame'
  | 'blob frame'
  | 'blob worker'
  | 'data worker'
  | 'data shared worker';

export type ServiceWorkerAnswer = 'fetches again' | 'makes one up' | 'opaque response' | 'network failure';
