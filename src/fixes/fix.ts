/** What a server must answer; every framework file turns one of these into its own code. */
export interface CorsPolicy {
  /** Exact serialized origins, or `*` where nothing private is behind it. Never empty, never `null`. */
  readonly origins: '*' | readonly [string, ...string[]];
  /** Beyond GET, HEAD and POST. Case matters. */
  readonly methods: readonly string[];
  /** CORS-unsafe request-header names, lower-case. */
  readonly requestHeaders: readonly string[];
  readonly exposedHeaders: readonly string[];
  readonly credentials: boolean;
  /** Seconds; null: leave the browsers' default (5 s). */
  readonly maxAge: number | null;
  /** The path the policy is for, as the reader requested it: `/v1/orders`. null: everywhere. */
  readonly path: string | null;
}

/** A change that would help, as data. */
export type Fix =
  | {
      readonly side: 'server';
      readonly policy: CorsPolicy;
      /** What else has to change beside the headers, in the order to do it. */
      readonly also: readonly ServerChange[];
    }
  | { readonly side: 'client'; readonly change: ClientChange };

export type ServerChange =
  /** OPTIONS must be answered 2xx before whatever answers it now. */
  | 'answer-preflight-first'
  /** One of two layers that both add the header must stop. */
  | 'one-layer-only'
  /** Error responses carry the headers too. */
  | 'headers-on-errors'
  /** OPTIONS must not be redirected. */
  | 'no-redirect-for-options';

export type ClientChange =
  | 'leave-credentials-out'
  | 'send-safelisted-content-type'
  | 'drop-request-header'
  | 'upper-case-method'
  | 'call-final-url'
  | 'use-dev-proxy'
  | 'use-own-backend'
  | 'drop-mode-same-origin';

export interface Framework {
  /** File name without ending: `express`. */
  readonly id: string;
  /** `Express (cors)` */
  readonly label: string;
  /** For the highlighter and the file's ending: `js`, `nginx`, `python`, … */
  readonly language: string;
  readonly docs: string;
  /** Where to paste it: "In `server.js`, above authentication, redirects and rate limits". */
  readonly where: string;
  /** The stack's own pitfall in one or two sentences. */
  readonly pitfall: string;
  /** `in front`: it passes requests on to an application. `platform`: a setting of somebody else's server. */
  readonly layer: 'application' | 'in front' | 'platform';
  /** What else a fix may ask for and this stack has no way to do; each with the sentence that says so. */
  readonly cannot: Readonly<Partial<Record<ServerChange, string>>>;
  /** Does the snippet hold for `policy.path` and what lies below it? Otherwise it holds for all the server answers. */
  readonly perPath: boolean;
  /** The real server its snippets were run on, with a real browser: `nginx 1.22.1`; null: checked against documentation only. */
  readonly provenOn: string | null;
  /** The code, or one sentence why this stack cannot express the policy. Never throws, whatever the policy's strings hold. */
  render(policy: CorsPolicy): Rendered;
}

export type Rendered =
  /** `code` is all parts in their order, each under a comment that says where it goes when there are several. */
  | {
      readonly can: true;
      readonly code: string;
      readonly parts: readonly [Part, ...Part[]];
      /** What the reader should know about this very policy: what `*` opens, what the stack does not do. */
      readonly note: string | null;
    }
  | { readonly can: false; readonly why: string };

/** A piece of code that goes to one place. Most stacks need only one. */
export interface Part {
  /** `in http { }, once`; the framework's own `where` is for the whole. */
  readonly where: string;
  readonly code: string;
}
