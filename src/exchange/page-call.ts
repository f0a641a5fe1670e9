import type { Exchange, PageReport, PolicyViolation } from './exchange';
import type { CallContext } from './never-sent';
import type { CallItem, PageDocument, PageSource } from './page-item';
import { stackFrames } from './stack';
import { bareUrl, sameUrl } from './url';

/** One call of `fetch` or XMLHttpRequest as far as it has been told. */
export interface Call extends CallContext {
  readonly id: string;
  readonly key: string;
  readonly source: PageSource;
  report: PageReport;
  /** The exchange it belongs to, or that was made of it. */
  exchange: string | null;
  isMade: boolean;
  /** When its end was heard of; null: not yet. ms since the epoch */
  endedAt: number | null;
}

/** What belongs to a call that ended may come this much later. ms */
export const LATE = 3_000;
/** The page's clock and the browser's may differ by so much. ms */
const CLOCKS = 3;
/** Times further away than this are not times of now. ms */
const LONG_AGO = 600_000;

export function newCall(
  item: CallItem,
  { source, document, now, own }: { source: PageSource; document: PageDocument; now: number; own: string },
): Call {
  const { kind: _kind, call, urlCredentials, stack, ...report } = item;
  return {
    id: callId(source, call),
    key: keyOf(source.frameId, item.method, item.url),
    source,
    document,
    urlCredentials,
    report: {
      ...report,
      at: sane(item.at, now),
      stack: stackFrames(stack, own),
      outcome: null,
      violation: null,
    },
    exchange: null,
    isMade: false,
    endedAt: null,
  };
}

/** Can the request be this call's? It starts after the call and before the call ends. */
export function belongs(call: Call, exchange: Exchange): boolean {
  const { documentId } = call.source;
  if (documentId !== null && exchange.documentId !== null && documentId !== exchange.documentId) return false;
  const { at, outcome } = call.report;
  return at - CLOCKS <= exchange.startedAt && (outcome === null || exchange.startedAt <= outcome.at + CLOCKS);
}

/** Several policies may each report the same call; the one that blocks is kept. */
export function isViolatedBy(call: Call, violation: PolicyViolation, source: PageSource): boolean {
  if (violation.directive !== 'connect-src' || !sameDocument(source, call.source)) return false;
  const { url, at, outcome, violation: has } = call.report;
  if (has !== null && (has.disposition === 'enforce' || violation.disposition === 'report')) return false;
  if (violation.at < at - CLOCKS || (outcome !== null && violation.at > outcome.at + LATE)) return false;
  // https://www.w3.org/TR/CSP3/#strip-url-for-use-in-reports
  return /^https?:/.test(url) ? sameUrl(url, violation.blockedUrl) : url.startsWith(`${violation.blockedUrl}:`);
}

const documentOf = ({ frameId, documentId }: PageSource): string => documentId ?? String(frameId);
export const callId = (source: PageSource, call: number): string => `${documentOf(source)}\n${call}`;
const sameDocument = (a: PageSource, b: PageSource): boolean => documentOf(a) === documentOf(b);

export const keyOf = (frameId: number, method: string, url: string): string => `${frameId}\n${method}\n${bareUrl(url)}`;

/** `upgrade-insecure-requests` makes https of http: the page says the one, webRequest the other. */
export function keysOf(frameId: number, method: string, url: string, scheme: string, other: string): readonly string[] {
  const key = keyOf(frameId, method, url);
  return url.startsWith(scheme) ? [key, keyOf(frameId, method, other + url.slice(scheme.length))] : [key];
}

/** A page may say any time. */
export const sane = (at: number, now: number): number => (at > now + CLOCKS || at < now - LONG_AGO ? now : at);
