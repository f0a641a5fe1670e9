import type { Outcome, Verdict } from '../../diagnostics/verdict';
import type { Exchange } from '../../exchange/exchange';
import { addressOf } from './address';
import { type Answer, answersOf } from './answers';
import { type Case, type Change, changeOf } from './change';
import { type CheckGroup, checkGroupsOf } from './checks';
import { type Folds, foldsOf } from './folds';
import { type NotCors, notCorsOf } from './not-cors';
import { type Proof, proofOf } from './proof';
import { type Story, storyOf } from './story';
import { clip } from './text';

/** Everything the right side shows of one exchange. Made only for the exchange that is open. */
export interface Detail {
  readonly exchange: Exchange;
  readonly outcome: Outcome;
  /** Amber instead of red: no header helps. */
  readonly notCors: NotCors | null;
  readonly method: string;
  readonly server: string;
  readonly path: string;
  readonly title: string;
  readonly why: string;
  /** What the outcome rests on, where a file left something open; null: on what the browser told. */
  readonly restsOn: string | null;
  readonly answers: readonly Answer[];
  readonly story: Story;
  readonly checks: readonly CheckGroup[];
  readonly change: Change | null;
  readonly proof: Proof;
  readonly folds: Folds;
  /** Findings beside the one that leads: what would block next, advice. */
  readonly others: readonly { readonly kind: string; readonly title: string; readonly explanation: string }[];
}

/** `siblings`: the other exchanges of the same problem; one change serves them all. `now`: ms since the epoch. */
export function detailOf(exchange: Exchange, verdict: Verdict, siblings: readonly Case[], now: number): Detail {
  const { url, method } = exchange.hops[0].request;
  const address = addressOf(url);
  const leading = verdict.cause ?? verdict.blockedBy;
  const words = headline(exchange, verdict);
  const refused = verdict.outcome === 'blocked' || verdict.outcome === 'failed';
  return {
    exchange,
    outcome: verdict.outcome,
    notCors: notCorsOf(exchange, verdict),
    method: clip(method, 40),
    server: address.origin,
    path: clip(address.path, 2_000),
    ...words,
    restsOn: exchange.end.state === 'unknown' || exchange.notKept !== undefined ? verdict.basis : null,
    answers: answersOf(exchange, verdict),
    story: storyOf(exchange, verdict),
    checks: checkGroupsOf(exchange, verdict),
    change: refused ? changeOf([{ exchange, verdict }, ...siblings]) : null,
    proof: proofOf(exchange, verdict),
    folds: foldsOf({ exchange, verdict }, now),
    others: verdict.findings
      // What lies behind may be the browser's own reason: it is told once.
      .filter((finding) => finding.title !== leading?.title || finding.explanation !== leading.explanation)
      .map(({ kind, title, explanation }) => ({ kind: KINDS[kind], title, explanation })),
  };
}

const KINDS = {
  blocks: 'Browser’s reason',
  'would block next': 'Fails next',
  cause: 'Behind it',
  advice: 'Advice',
} as const;

function headline(exchange: Exchange, verdict: Verdict): { title: string; why: string } {
  const leading = verdict.cause ?? verdict.blockedBy;
  switch (verdict.outcome) {
    case 'pending':
      return exchange.end.state === 'asking'
        ? { title: 'The browser asks the user to log in', why: 'It waits for an answer before it goes on.' }
        : { title: 'Waiting for the answer', why: waitingFor(exchange) };
    case 'allowed':
      return allowedHeadline(verdict);
    case 'blocked':
    case 'failed': {
      if (leading === null) return unexplained(exchange);
      return { title: leading.title, why: leading.explanation };
    }
  }
}

function waitingFor(exchange: Exchange): string {
  const hop = exchange.hops[exchange.hops.length - 1]!;
  if (hop.preflight !== null && hop.preflight.response === null) return 'The preflight was sent; no answer yet.';
  return hop.preflight === null
    ? 'No preflight was sent. No answer yet.'
    : 'The preflight passed and the request was sent; no answer yet.';
}

function allowedHeadline({ relation, preflight }: Verdict): { title: string; why: string } {
  switch (relation) {
    case 'same-origin':
      return {
        title: 'No CORS: page and server share an origin',
        why: 'A request to the page’s own origin needs no permission.',
      };
    case 'no-cors':
      return {
        title: 'No CORS: the page does not read the answer',
        why: 'Images, scripts and forms of other origins load without it, and the page’s code sees nothing of them.',
      };
    case 'navigate':
      return { title: 'No CORS: a navigation', why: 'Following a link needs no permission of the server.' };
    case 'cors':
    case 'unknown':
      if (preflight.answeredFrom === 'preflight cache') {
        return {
          title: 'Allowed; the preflight came from the cache',
          why: 'An earlier preflight is kept, so no `OPTIONS` was sent. A change on the server shows when it has run out – or at once with “Disable cache”.',
        };
      }
      if (preflight.needed)
        return { title: 'Allowed after a preflight', why: 'Both answers name what the browser asked for.' };
      return {
        title: 'Allowed without a preflight',
        why: 'A plain method and safelisted headers need no preflight, and the response lets the page read it.',
      };
  }
}

function unexplained({ end }: Exchange): { title: string; why: string } {
  if (end.state === 'failed') {
    return { title: 'It failed, and no CORS step stopped it', why: `The browser says \`${clip(end.error, 200)}\`.` };
  }
  return { title: 'It did not come through', why: end.state === 'unknown' ? end.why : 'Why is not known.' };
}
