import type { Browser } from '../exchange/exchange';
import type { CredentialsMode } from '../fetch-standard/credentials-mode';
import type { HeaderList } from '../fetch-standard/header-list';
import type { Stopped } from './stopped';

/** One answer that the CORS protocol judges, with what the browser compared it against. Facts, no opinion. */
export interface Answer {
  /** `request`: no answer came; the browser stopped before. */
  readonly on: 'preflight' | 'response' | 'request';
  /** Index into `exchange.hops`. */
  readonly hop: number;
  readonly browser: Browser | null;
  /** The actual request's method, also when `on` is the preflight. */
  readonly method: string;
  readonly url: string;
  /** What the browser compared `Access-Control-Allow-Origin` with: `null` (the word) for an opaque or tainted origin. */
  readonly origin: string;
  /** The origin of the page, whatever redirects did to `origin`. */
  readonly pageOrigin: string;
  /** Every URL of the request up to this hop. */
  readonly urlList: readonly string[];
  /** CORS-unsafe request-header names: lower case, sorted. Empty when `on` is the response. */
  readonly unsafeNames: readonly string[];
  readonly useCorsPreflightFlag: boolean;
  /** The request's response tainting: with `basic` no CORS check applies, only the rules of redirects do. */
  readonly tainting: 'basic' | 'cors';
  readonly status: number;
  /** What the browser judged: after other extensions, where that is known. */
  readonly headerList: HeaderList;
  /** May a line be several that came with one name? Firefox shows an extension them merged until its network entry comes. */
  readonly mayBeMerged: boolean;
  /** For the console's sentence: "Access to fetch at …". */
  readonly resource: string;
  /** null: there is an answer to judge. */
  readonly stopped: Stopped | null;
}

/** An answer, judged under one credentials mode. */
export interface Subject extends Answer {
  readonly credentialsMode: CredentialsMode;
  /** The mode is not known: this is what would be wrong under it. */
  readonly modeAssumed: boolean;
}

export type AlgorithmName =
  | 'CORS check'
  | 'CORS-preflight fetch'
  | 'HTTP-redirect fetch'
  | 'Local Network Access check'
  | 'Main fetch'
  | 'HTTP fetch';

export interface SpecStep {
  readonly algorithm: AlgorithmName;
  readonly step: string;
}

const addresses: Record<AlgorithmName, string> = {
  'CORS check': 'https://fetch.spec.whatwg.org/#concept-cors-check',
  'CORS-preflight fetch': 'https://fetch.spec.whatwg.org/#cors-preflight-fetch-0',
  'HTTP-redirect fetch': 'https://fetch.spec.whatwg.org/#concept-http-redirect-fetch',
  'HTTP fetch': 'https://fetch.spec.whatwg.org/#concept-http-fetch',
  'Main fetch': 'https://fetch.spec.whatwg.org/#concept-main-fetch',
  'Local Network Access check': 'https://wicg.github.io/local-network-access/#local-network-access-check',
};

export const specUrl = (algorithm: AlgorithmName): string => addresses[algorithm];

/** Browsers walk through the same checks in different orders: see `check-order.ts`. */
export type Stage =
  | 'before any answer'
  | 'redirected preflight'
  | 'access control'
  | 'status'
  | 'methods syntax'
  | 'headers syntax'
  | 'method'
  | 'headers'
  | 'redirect';

export interface Words {
  readonly title: string;
  readonly explanation: string;
  readonly short: string;
}

/** What each browser's console says after its frame ("Access to fetch at …"). */
export interface Reasons {
  /** null: which of its sentences it was is not known. */
  readonly chromium: string | null;
  /** A whole sentence, with no frame around it. */
  readonly frameless?: boolean;
  /** null: Firefox says nothing of its own. */
  readonly firefox: string | null;
  readonly webkit: string | null;
}

export interface RuleDefinition<Params extends Readonly<Record<string, unknown>>> {
  readonly id: string;
  readonly stage: Stage;
  readonly on: readonly Answer['on'][];
  readonly spec: SpecStep;
  /** The exact step, where one rule tells of several. */
  step?(params: Params): string;
  /** Would a CORS header help? Said only where it would not. */
  readonly headerHelps?: false;
  /** How sure, where the answer itself was not seen. */
  readonly confidence?: 'likely';
  /** Exact Network.CorsError name, without `Preflight…`; null: which one is not known. */
  readonly chromium: string | null | ((params: Params) => string);
  /** Does Chromium write `Preflight` before that name, and its infix before the sentence, when the preflight fails? */
  readonly prefixedOnPreflight: boolean;
  /** MDN's error key without trailing digit. */
  readonly firefox: string | null | ((params: Params, subject: Subject) => string | null);
  /** The parameters of the failure, or null when this rule has nothing to say. Must not throw, whatever the answer holds. */
  check(subject: Subject): Params | null;
  words(params: Params, subject: Subject): Words;
  reasons(params: Params, subject: Subject): Reasons;
}

/** A rule that spoke: its words are made only when someone reads them. */
export interface Broken {
  readonly rule: Rule;
  readonly subject: Subject;
  readonly params: Readonly<Record<string, unknown>>;
  readonly spec: SpecStep;
  readonly chromium: string | null;
  readonly firefox: string | null;
  words(): Words;
  reasons(): Reasons;
}

export interface Rule {
  readonly id: string;
  readonly stage: Stage;
  readonly on: readonly Answer['on'][];
  readonly spec: SpecStep;
  readonly headerHelps: boolean;
  readonly confidence: 'certain' | 'likely';
  examine(subject: Subject): Broken | null;
}

/** Hides the type of the parameters, so that rules of all kinds stand in one list. */
export function defineRule<Params extends Readonly<Record<string, unknown>>>(definition: RuleDefinition<Params>): Rule {
  const rule: Rule = {
    id: definition.id,
    stage: definition.stage,
    on: definition.on,
    spec: definition.spec,
    headerHelps: definition.headerHelps ?? true,
    confidence: definition.confidence ?? 'certain',
    examine(subject) {
      if (!definition.on.includes(subject.on)) return null;
      // Where there is no answer, only the rules for that speak; and they speak only there.
      if ((subject.stopped !== null) !== (definition.stage === 'before any answer')) return null;
      if (subject.tainting === 'basic' && definition.stage !== 'redirect') return null;
      const params = definition.check(subject);
      if (params === null) return null;
      const prefix = subject.on === 'preflight' && definition.prefixedOnPreflight;
      return {
        rule,
        subject,
        params,
        spec: definition.step === undefined ? definition.spec : { ...definition.spec, step: definition.step(params) },
        chromium: named(
          prefix,
          typeof definition.chromium === 'function' ? definition.chromium(params) : definition.chromium,
        ),
        firefox: typeof definition.firefox === 'function' ? definition.firefox(params, subject) : definition.firefox,
        words: () => definition.words(params, subject),
        reasons: () => {
          const reasons = definition.reasons(params, subject);
          return prefix ? { ...reasons, chromium: `${preflightInfix}${reasons.chromium}` } : reasons;
        },
      };
    },
  };
  return rule;
}

const named = (prefix: boolean, error: string | null): string | null =>
  error === null ? null : `${prefix ? 'Preflight' : ''}${error}`;

const preflightInfix = "Response to preflight request doesn't pass access control check: ";
