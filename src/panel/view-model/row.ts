import type { Finding, Outcome, Verdict } from '../../diagnostics/verdict';
import type { Exchange } from '../../exchange/exchange';
import { addressOf } from './address';
import { clip, plain } from './text';

/** What the list, the counts and the filter need of one exchange. Small: there are as many as exchanges. */
export interface Row {
  readonly id: string;
  readonly exchange: Exchange;
  readonly outcome: Outcome;
  readonly method: string;
  readonly url: string;
  /** Origin of the URL the page asked for: the lane. */
  readonly server: string;
  readonly path: string;
  /** The last status seen; `…` while waiting, `–` when none came. */
  readonly status: string;
  readonly statusOf: 'preflight' | 'response' | null;
  /** At most five words. */
  readonly why: string;
  /** What the row is filed under in Problems; null: no problem. */
  readonly problem: ProblemKey | null;
  /** Not to the page's own origin, no navigation, no image or the like; or something stopped it. The others are listed only on demand. */
  readonly corsApplies: boolean;
  readonly preflightKept: boolean;
  /** Index of the hop whose preflight answer the browser refused; null: of none. */
  readonly refusedPreflight: number | null;
}

/** A cause at a server. */
export interface ProblemKey {
  readonly id: string;
  readonly server: string;
  readonly finding: Finding;
}

/** Makes rows that share what is equal: thousands of rows have a handful of problems. */
export function rowMaker(): (exchange: Exchange, verdict: Verdict) => Row {
  const problems = new Map<string, ProblemKey>();
  const texts = new Map<string, string>();
  return (exchange, verdict) => {
    const row = rowOf(exchange, verdict);
    return {
      ...row,
      why: shared(texts, row.why, row.why),
      server: shared(texts, row.server, row.server),
      problem: row.problem && shared(problems, row.problem.id, row.problem),
    };
  };
}

function shared<T>(known: Map<string, T>, key: string, value: T): T {
  const first = known.get(key);
  if (first !== undefined) return first;
  known.set(key, value);
  return value;
}

export function rowOf(exchange: Exchange, verdict: Verdict): Row {
  const [first] = exchange.hops;
  const { url, method } = first.request;
  const address = addressOf(url);
  const status = statusOf(exchange);
  const quiet = verdict.outcome === 'allowed' || verdict.outcome === 'pending';
  return {
    id: exchange.id,
    exchange,
    outcome: verdict.outcome,
    method,
    url,
    server: address.origin || address.path.split(':', 1)[0] || 'unknown',
    path: address.path,
    ...status,
    why: whyOf(verdict),
    problem: problemOf(exchange, verdict),
    corsApplies: !(quiet && needsNoCors(exchange, verdict)),
    preflightKept: verdict.preflight.answeredFrom === 'preflight cache',
    refusedPreflight: refusedPreflight(verdict),
  };
}

export const refusedPreflight = ({ blockedBy }: Verdict): number | null =>
  blockedBy?.on === 'preflight' ? blockedBy.hop : null;

/** A script that asks another origin with `mode: 'no-cors'` is listed: it wants an answer, and gets one it cannot read. */
function needsNoCors({ resourceType }: Exchange, { relation }: Verdict): boolean {
  switch (relation) {
    case 'same-origin':
    case 'navigate':
      return true;
    case 'no-cors':
      return resourceType !== 'xmlhttprequest';
    case 'cors':
    case 'unknown':
      return false;
  }
}

/** Its colour: amber where a CORS step refused it, but no header helps. The word stays. */
export const toneOf = ({ outcome, problem }: Row): Outcome =>
  outcome === 'blocked' && problem?.finding.headerHelps === false ? 'failed' : outcome;

/** Method, URL, outcome, why: what a screen reader says of the row. */
export const nameOf = (row: Row): string =>
  `${row.method} ${clip(row.url, 2_000)} ${row.outcome}${row.why === '' ? '' : `: ${plain(row.why)}`}`;

function whyOf(verdict: Verdict): string {
  const leading = verdict.cause ?? verdict.blockedBy;
  if (leading !== null && (verdict.outcome === 'blocked' || verdict.outcome === 'failed')) return leading.short;
  return verdict.preflight.answeredFrom === 'preflight cache' ? 'preflight from cache' : '';
}

function statusOf(exchange: Exchange): Pick<Row, 'status' | 'statusOf'> {
  for (let index = exchange.hops.length - 1; index >= 0; index--) {
    const hop = exchange.hops[index]!;
    if (hop.response !== null) return { status: String(hop.response.status), statusOf: 'response' };
    if (hop.preflight?.response) return { status: String(hop.preflight.response.status), statusOf: 'preflight' };
  }
  return { status: exchange.end.state === 'pending' || exchange.end.state === 'asking' ? '…' : '–', statusOf: null };
}

function problemOf(exchange: Exchange, verdict: Verdict): ProblemKey | null {
  if (verdict.outcome !== 'blocked' && verdict.outcome !== 'failed') return null;
  const finding = verdict.cause ?? verdict.blockedBy ?? verdict.findings[0];
  if (finding === undefined) return null;
  const hop = exchange.hops[finding.hop] ?? exchange.hops[0];
  const server = addressOf(hop.request.url).origin;
  return { id: `${finding.rule} ${finding.on} ${server}`, server, finding };
}
