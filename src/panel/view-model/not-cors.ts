import type { Verdict } from '../../diagnostics/verdict';
import type { Exchange } from '../../exchange/exchange';
import { TELLING } from './answer-lines';
import { statusLine } from './status-text';

/** A failure no header helps against: how we know, and what to do instead. Nothing to copy. */
export interface NotCors {
  readonly evidence: readonly { readonly name: string; readonly value: string }[];
  /** Backticks as in findings. */
  readonly steps: readonly string[];
  /** What the browser calls it, when it speaks of CORS all the same; ''. */
  readonly calledCors: string;
  readonly browser: string;
}

/** null: a header would help, or nothing went wrong. */
export function notCorsOf(exchange: Exchange, verdict: Verdict): NotCors | null {
  const { cause, blockedBy, outcome } = verdict;
  const isNotCors = outcome === 'failed' || (outcome === 'blocked' && cause !== null && !cause.headerHelps);
  if (!isNotCors) return null;
  const hop = exchange.hops[cause?.hop ?? exchange.hops.length - 1] ?? exchange.hops[0];
  const response = cause?.on === 'preflight' ? (hop.preflight?.response ?? null) : hop.response;
  const evidence = [
    ...(response === null ? [] : [{ name: 'Status', value: statusLine(response.status, response.statusText) }]),
    ...(response?.headerList ?? [])
      .filter(([name]) => TELLING.includes(name.toLowerCase()))
      .map(([name, value]) => ({ name, value })),
    ...(exchange.end.state === 'failed' ? [{ name: 'The browser says', value: exchange.end.error }] : []),
    ...(hop.request.network?.error ? [{ name: 'DevTools says', value: hop.request.network.error }] : []),
  ];
  const firefox = exchange.browser === 'firefox';
  return {
    evidence,
    steps: cause === null ? [] : adviceIn(cause.explanation),
    calledCors: (firefox ? blockedBy?.says.firefox : blockedBy?.says.chromium) ?? '',
    browser: firefox ? 'Firefox' : 'Chrome',
  };
}

/** The sentences after the first: what happened comes first, then what to do. */
function adviceIn(explanation: string): string[] {
  const sentences = explanation.split(/(?<=\.) (?=[A-Z`])/);
  return sentences.length > 1 ? sentences.slice(1) : sentences;
}
