import type { Exchange, Hop } from '../../exchange/exchange';
import { get } from '../../fetch-standard/header-list';
import { type Kept, preflightMaxAge } from '../../fetch-standard/preflight-max-age';
import type { Case } from './change';
import { duration, timeOfDay } from './clock';
import { many } from './text';

/** What the browser keeps of the preflights seen: per page, endpoint and credentials. */
export interface Ledger {
  readonly entries: readonly LedgerEntry[];
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

/** The newest answer per key stands for the entry: a browser replaces what it keeps. `now`: ms since the epoch. */
export function ledgerOf(exchanges: Iterable<Exchange>, now: number, glance: (exchange: Exchange) => Case): Ledger {
  const entries = new Map<string, LedgerEntry>();
  for (const exchange of exchanges) {
    for (const [index, hop] of exchange.hops.entries()) {
      const key = keyOf(exchange, hop);
      const known = entries.get(key);
      if (hop.preflight?.response) {
        const entry = entryOf(key, exchange, hop, now, passed(exchange, hop, index, glance));
        if (entry !== null) entries.set(key, { ...entry, used: known?.used ?? 0 });
      } else if (
        known !== undefined &&
        hop.request.sentAt !== null &&
        glance(exchange).verdict.preflight.answeredFrom === 'preflight cache'
      ) {
        entries.set(key, { ...known, used: known.used + 1 });
      }
    }
  }
  const all = [...entries.values()].sort((a, b) => (b.until ?? b.since) - (a.until ?? a.since));
  return { entries: all, kept: all.filter(({ state }) => state === 'kept').length };
}

/** The request went out, or no CORS step stopped it at the preflight: only then an answer is kept. */
function passed(exchange: Exchange, hop: Hop, index: number, glance: (exchange: Exchange) => Case): boolean {
  if (hop.request.sentAt !== null || hop.response !== null) return true;
  const { blockedBy } = glance(exchange).verdict;
  return !(blockedBy !== null && blockedBy.on === 'preflight' && blockedBy.hop === index);
}

const keyOf = (exchange: Exchange, hop: Hop): string => `${exchange.initiator ?? ''} ${hop.request.url}`;

function entryOf(key: string, exchange: Exchange, hop: Hop, now: number, hasPassed: boolean): LedgerEntry | null {
  const { preflight } = hop;
  if (preflight?.response == null) return null;
  const { headerList } = preflight.response;
  const since = preflight.response.receivedAt ?? preflight.request.startedAt ?? exchange.startedAt;
  const asked = preflight.request.headerList ?? [];
  const kept = preflightMaxAge(headerList, exchange.browser);
  const until = hasPassed && kept.seconds > 0 ? since + kept.seconds * 1_000 : null;
  const state = until === null ? 'not kept' : until > now ? 'kept' : 'ran out';
  return {
    id: key,
    url: hop.request.url,
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
    used: 0,
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

/** The line of one exchange: what is kept of its preflight, or why nothing is. '' when it had none. */
export function keptLine(exchange: Exchange, now: number, glance: (exchange: Exchange) => Case): LedgerEntry | null {
  const last = ledgerOf([exchange], now, glance).entries[0];
  return last ?? null;
}

export const keptWords = (ledger: Ledger): string =>
  ledger.entries.length === 0 ? 'no preflight seen' : `${many(ledger.kept, 'answer')} kept now`;
