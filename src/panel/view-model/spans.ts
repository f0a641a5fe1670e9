import type { End, Exchange, Hop } from '../../exchange/exchange';

/** One bar: a preflight or a request on the time axis. Times in ms since the epoch. */
export interface Span {
  readonly kind: 'preflight' | 'request';
  readonly hop: number;
  readonly from: number;
  /** null: still waiting. */
  readonly to: number | null;
}

/** The bars of an exchange, in order. A request that never went out has none; an exchange without any gets one for its whole life. */
export function spansOf(exchange: Exchange): Span[] {
  const spans: Span[] = [];
  for (const [index, hop] of exchange.hops.entries()) {
    const next = exchange.hops[index + 1];
    const preflight = preflightSpan(hop, index);
    if (preflight !== null) spans.push(preflight);
    if (hop.request.sentAt === null && hop.response === null) continue;
    const from = hop.request.sentAt ?? preflight?.to ?? hop.request.startedAt ?? exchange.startedAt;
    const to =
      next === undefined ? endedAt(exchange.end) : (hop.response?.receivedAt ?? next.request.startedAt ?? from);
    spans.push({ kind: 'request', hop: index, from, to: to === null ? null : Math.max(from, to) });
  }
  if (spans.length === 0) {
    spans.push({ kind: 'request', hop: 0, from: exchange.startedAt, to: endedAt(exchange.end) });
  }
  return spans;
}

function preflightSpan(hop: Hop, index: number): Span | null {
  const { preflight } = hop;
  if (preflight === null) return null;
  const from = preflight.request.startedAt ?? preflight.request.sentAt ?? hop.request.startedAt;
  if (from === null) return null;
  const to = preflight.response?.receivedAt ?? endedAt(preflight.end) ?? hop.request.sentAt;
  return { kind: 'preflight', hop: index, from, to: to === null ? null : Math.max(from, to) };
}

/** ms since the epoch; null: it has not ended, or nobody saw when. */
export function endedAt(end: End): number | null {
  switch (end.state) {
    case 'completed':
    case 'failed':
      return end.at;
    case 'pending':
    case 'asking':
    case 'unknown':
      return null;
  }
}
