import type { Exchange, Preflight, Response } from '../../exchange/exchange';
import { get } from '../../fetch-standard/header-list';
import { type Kept, preflightMaxAge } from '../../fetch-standard/preflight-max-age';
import type { Case } from './change';
import { duration, timeOfDay } from './clock';
import { type Row, refusedPreflight } from './row';
import { allAtOnce, type Steps, sortedBySteps } from './steps';
import { many } from './text';

/** What the browser keeps of the preflights seen: per page, endpoint and credentials. */
export interface Ledger {
  /** Those kept longest first, at most 200. */
  readonly entries: readonly LedgerEntry[];
  /** How many there are. */
  readonly count: number;
  readonly kept: number;
}

export interface LedgerEntry {
  readonly id: string;
  readonly url: string;
  readonly origin: string;
  /** `PUT, DELETE`; what may be sent without asking again. */
  readonly methods: string;
  readonly names: string;
  readonly credentials: boolean;
  /** ms since the epoch. */
  readonly since: number;
  /** ms since the epoch; null: not kept. */
  readonly until: number | null;
  readonly state: 'kept' | 'ran out' | 'not kept';
  /** `600 s, as the server asked`. */
  readonly why: string;
  /** How often it saved a preflight. */
  readonly used: number;
  /** The sentence for whoever just changed the server; ''. */
  readonly advice: string;
}

/** What the ledger needs of one exchange. */
export type LedgerRow = Pick<Row, 'exchange' | 'preflightKept' | 'refusedPreflight'>;

const ENTRIES_AT_MOST = 200;
/** Exchanges looked at between two stops. */
const AT_ONCE = 250;

/** The newest answer to a preflight for one key. */
interface Answer {
  readonly key: string;
  readonly exchange: Exchange;
  readonly preflight: Preflight;
  readonly response: Response;
  readonly url: string;
  readonly hasPassed: boolean;
  used: number;
}

/** An answer, and how long it is kept. */
interface Term {
  readonly answer: Answer;
  readonly kept: Kept;
  readonly since: number;
  readonly until: number | null;
}

/** The newest answer per key stands for the entry: a browser replaces what it keeps. `now`: ms since the epoch. */
export function* ledgerBySteps(rows: readonly LedgerRow[], now: number): Steps<Ledger> {
  const answers = new Map<string, Answer>();
  for (const [at, row] of rows.entries()) {
    note(answers, row);
    if (at % AT_ONCE === AT_ONCE - 1) yield;
  }
  const terms: Term[] = [];
  for (const answer of answers.values()) {
    terms.push(termOf(answer));
    if (terms.length % AT_ONCE === 0) yield;
  }
  const order = yield* sortedBySteps(terms, (a, b) => (b.until ?? b.since) - (a.until ?? a.since));
  return {
    entries: order.slice(0, ENTRIES_AT_MOST).map((term) => entryOf(term, now)),
    count: order.length,
    kept: order.filter(({ until }) => until !== null && until > now).length,
  };
}

export const ledgerOf = (rows: readonly LedgerRow[], now: number): Ledger => allAtOnce(ledgerBySteps(rows, now));

function note(answers: Map<string, Answer>, { exchange, preflightKept, refusedPreflight }: LedgerRow): void {
  for (const [index, { preflight, request, response }] of exchange.hops.entries()) {
    if (preflight?.response == null && !preflightKept) continue;
    const key = `${exchange.initiator ?? ''} ${request.url}`;
    const known = answers.get(key);
    if (preflight?.response != null) {
      // The request went out, or no CORS step stopped it at the preflight: only then an answer is kept.
      const hasPassed = request.sentAt !== null || response !== null || refusedPreflight !== index;
      const answer = { key, exchange, preflight, response: preflight.response, url: request.url, hasPassed };
      answers.set(key, { ...answer, used: known?.used ?? 0 });
    } else if (known !== undefined && request.sentAt !== null) {
      known.used += 1;
    }
  }
}

function termOf(answer: Answer): Term {
  const { exchange, preflight, response } = answer;
  const since = response.receivedAt ?? preflight.request.startedAt ?? exchange.startedAt;
  const kept = preflightMaxAge(response.headerList, exchange.browser);
  return { answer, kept, since, until: answer.hasPassed && kept.seconds > 0 ? since + kept.seconds * 1_000 : null };
}

function entryOf({ answer, kept, since, until }: Term, now: number): LedgerEntry {
  const { key, exchange, preflight, hasPassed, url, used } = answer;
  const { headerList } = answer.response;
  const asked = preflight.request.headerList ?? [];
  const state = until === null ? 'not kept' : until > now ? 'kept' : 'ran out';
  return {
    id: key,
    url,
    origin: exchange.initiator ?? '',
    methods: hasPassed
      ? (get(headerList, 'Access-Control-Allow-Methods') ?? get(asked, 'Access-Control-Request-Method') ?? '')
      : '',
    names: hasPassed
      ? (get(headerList, 'Access-Control-Allow-Headers') ?? get(asked, 'Access-Control-Request-Headers') ?? '')
      : '',
    credentials: get(headerList, 'Access-Control-Allow-Credentials') === 'true',
    since,
    until,
    state,
    why: hasPassed ? whyKept(kept, exchange) : 'a preflight that fails is never kept',
    used,
    advice: state === 'kept' && until !== null ? adviceUntil(until, now) : '',
  };
}

const BROWSERS = { chromium: 'Chrome', firefox: 'Firefox', webkit: 'Safari' } as const;

function whyKept({ because, seconds, asked }: Kept, { browser }: Exchange): string {
  switch (because) {
    case 'asked for':
      return `${duration(seconds * 1_000)}, as the server asked`;
    case 'cut off':
      return `${duration(seconds * 1_000)}: ${BROWSERS[browser ?? 'chromium']} keeps no answer longer; the server asked for ${asked} s`;
    case 'no header':
      return `${seconds} s: the answer has no \`Access-Control-Max-Age\``;
    case 'unreadable header':
      return seconds === 0
        ? 'not kept: `Access-Control-Max-Age` is no number'
        : `${seconds} s: \`Access-Control-Max-Age\` is no number`;
    case 'zero':
      return 'not kept: the server asked for none';
  }
}

function adviceUntil(until: number, now: number): string {
  return `A change of the server’s preflight answer cannot be seen before ${timeOfDay(until)} (${duration(until - now)}). To see it at once, tick “Disable cache” in the Network panel and reload.`;
}

/** The line of one exchange: what is kept of its preflight, or why nothing is. null: it had none. */
export function keptLine({ exchange, verdict }: Case, now: number): LedgerEntry | null {
  const row = { exchange, preflightKept: false, refusedPreflight: refusedPreflight(verdict) };
  return ledgerOf([row], now).entries[0] ?? null;
}

export const keptWords = (ledger: Ledger): string =>
  ledger.count === 0 ? 'no preflight seen' : `${many(ledger.kept, 'answer')} kept now`;
