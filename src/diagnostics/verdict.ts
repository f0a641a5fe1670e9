import type { CredentialsMode } from '../fetch-standard/credentials-mode';
import type { Fix } from '../fixes/fix';

/** What the browser did. `blocked`: a CORS step refused it. `failed`: something else stopped it. */
export type Outcome = 'allowed' | 'blocked' | 'failed' | 'pending';

/** The opinion about one exchange. A pure function of it: `diagnose(exchange, recording)`. */
export interface Verdict {
  readonly outcome: Outcome;
  /** Who says so: the browser's own end of the request, or the standard's algorithm over the headers (a HAR without outcome, Firefox). */
  readonly evidence: 'browser' | 'headers';
  /** What the outcome rests on, in a sentence. Backticks as in a finding's title. */
  readonly basis: string;
  /** Did CORS apply to this request at all? */
  readonly relation: Relation;
  /** null: unknown; then the checks say "depends on the credentials mode". */
  readonly credentialsMode: { readonly value: CredentialsMode; readonly how: 'seen' | 'follows' } | null;
  /** Why the browser stopped, as it says it; null unless blocked. */
  readonly blockedBy: Finding | null;
  /** What lies behind: `gateway-error`, `authentication-first`, `tls`, … Also on blocked exchanges. */
  readonly cause: Finding | null;
  /** All of them: blockedBy first, then what would block next, then causes, then advice. */
  readonly findings: readonly Finding[];
  /** Sent | received | needed, check by check, in the order the browser checks. */
  readonly checks: readonly Check[];
  /** The way through the standard, with the way not taken. */
  readonly steps: readonly Step[];
  /** The smallest set of headers that would pass. */
  readonly needed: Needed;
  readonly preflight: PreflightNeed;
  readonly fixes: readonly Fix[];
}

/** `cors`: the CORS protocol decided. `same-origin`, `no-cors`, `navigate`: no CORS check applies. `unknown`: the evidence does not tell. */
export type Relation = 'cors' | 'same-origin' | 'no-cors' | 'navigate' | 'unknown';

/** Plain data with the words already made: what happened with the reader's real values. */
export interface Finding {
  /** File name of the rule or cause: `allow-origin-missing`. */
  readonly rule: string;
  readonly kind: 'blocks' | 'would block next' | 'cause' | 'advice';
  readonly on: 'preflight' | 'response' | 'request';
  /** Index into `exchange.hops`. */
  readonly hop: number;
  /** Would a CORS header help? False for look-alikes (TLS, LNA, gateway error). */
  readonly headerHelps: boolean;
  /** The facts the words were made of. */
  readonly params: Readonly<Record<string, unknown>>;
  /** How sure: of causes that are read from signs. */
  readonly confidence: 'certain' | 'likely' | 'possible';
  /** A statement, no full stop. Backticks mark what was on the wire. */
  readonly title: string;
  /** One to three sentences: what happened, then what to do. Backticks as in `title`. */
  readonly explanation: string;
  /** At most five words, for rows: "auth runs before CORS". */
  readonly short: string;
  readonly spec: { readonly url: string; readonly step: string } | null;
  /** Exact Network.CorsError name; null where Chromium has none. */
  readonly chromium: string | null;
  /** MDN's error key, without trailing digit; null where Firefox has none. */
  readonly firefox: string | null;
  /** What Safari's console would say. */
  readonly webkit: string | null;
  /** The console sentences of Chrome and Firefox for this very request. */
  readonly says: { readonly chromium: string | null; readonly firefox: string | null };
}

/** One line of the table Sent | Received | Needed. */
export interface Check {
  readonly on: 'preflight' | 'response';
  readonly hop: number;
  /** `Status`, `Access-Control-Allow-Origin`, … */
  readonly name: string;
  /** What the browser sent or asked for: `PUT`, `https://app.example`. */
  readonly sent: string;
  /** null: missing. */
  readonly received: string | null;
  /** What would have passed; an empty string: nothing is needed. */
  readonly needed: string;
  readonly state: 'passed' | 'stopped here' | 'fails next' | 'the cause' | 'unknown' | 'not needed';
}

/** One step of the standard with this exchange's values. */
export interface Step {
  /** `CORS check`, `CORS-preflight fetch`, `HTTP-redirect fetch`, `Main fetch`. */
  readonly algorithm: string;
  readonly step: string;
  readonly url: string;
  /** What it says, with the values filled in. */
  readonly text: string;
  readonly on: 'preflight' | 'response' | 'request';
  readonly hop: number;
  readonly result: 'passed' | 'failed' | 'not reached' | 'unknown';
}

/** What each answer must hold; null: this answer needs no change, or there is none. */
export interface Needed {
  readonly preflight: NeededAnswer | null;
  readonly response: NeededAnswer | null;
}

export interface NeededAnswer {
  /** false: this answer has not been given yet – the preflight stands before it –, but will need these too. */
  readonly seen: boolean;
  readonly lines: readonly NeededLine[];
}

export type NeededLine =
  | { readonly op: 'add' | 'remove' | 'keep'; readonly kind: 'status'; readonly value: string }
  | { readonly op: 'add' | 'remove' | 'keep'; readonly kind: 'header'; readonly name: string; readonly value: string };

/** Why a preflight was needed, and where its answer came from. */
export interface PreflightNeed {
  readonly needed: boolean | null;
  readonly answeredFrom: 'server' | 'preflight cache' | null;
  /** What triggered it. Empty: nothing seen did. */
  readonly triggers: readonly PreflightTrigger[];
}

export type PreflightTrigger =
  | { readonly kind: 'method'; readonly method: string }
  | {
      readonly kind: 'header';
      readonly name: string;
      readonly value: string | null;
      readonly broke: string;
      readonly avoid: string | null;
    }
  | { readonly kind: 'upload listener' }
  | { readonly kind: 'stream body' };
