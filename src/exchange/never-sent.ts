import { isBadPort } from '../fetch-standard/bad-port';
import { parsedUrl } from '../fetch-standard/origin';
import { isPotentiallyTrustworthy } from '../fetch-standard/potentially-trustworthy';
import type { Invisible, PageOutcome, PageReport } from './exchange';
import type { PageDocument } from './page-item';

/** What is known of a call beside its report. */
export interface CallContext {
  readonly document: PageDocument;
  readonly urlCredentials: boolean;
}

/**
 * What stops a call before anything could leave the browser, by the call alone: no request can belong to it.
 *
 * https://fetch.spec.whatwg.org/#main-fetch step 12 (modes, scheme); `Request`'s constructor (method, credentials).
 */
export function neverBegins(report: PageReport, context: CallContext): Invisible | null {
  const url = parsedUrl(report.url);
  if (url === null) return null;
  const evidence = 'page hook';
  if (context.urlCredentials && report.api === 'fetch') return { kind: 'url-credentials', evidence };
  if (report.mode === 'no-cors' && !['GET', 'HEAD', 'POST'].includes(report.method)) {
    return { kind: 'mode-no-cors-method', evidence };
  }
  const { origin } = context.document;
  if (url.protocol === 'data:' || (origin !== 'null' && url.origin === origin)) return null;
  if (report.mode === 'same-origin') return { kind: 'mode-same-origin', evidence };
  if (report.mode === 'no-cors') {
    return report.redirect === 'follow' ? null : { kind: 'mode-no-cors-redirect', evidence };
  }
  if (report.mode === 'cors' && !/^https?:$/.test(url.protocol)) return { kind: 'scheme-not-cors', evidence };
  return null;
}

/**
 * Why a call failed that no request belongs to. Evidence before rules, rules before the absence of either.
 *
 * @param blind no request of the page is shown to us, so that none was seen proves nothing.
 * @returns null: it was not stopped (it succeeded, was aborted, was called wrongly), or nothing can be said.
 */
export function whyNeverSent(report: PageReport, context: CallContext, blind: boolean): Invisible | null {
  const evidence = 'page hook';
  if (report.outcome === null || !isNetworkError(report.outcome)) return null;
  if (report.violation?.disposition === 'enforce') return { kind: 'csp', evidence, violation: report.violation };
  const rule = neverBegins(report, context);
  if (rule !== null) return rule;
  if (blind || isMisuse(report.outcome)) return null;
  const { securePage, serviceWorker } = context.document;
  const url = parsedUrl(report.url);
  if (url !== null && securePage !== null && isMixedContent(url))
    return { kind: 'mixed-content', evidence, securePage };
  if (url !== null && isBadPort(url.port)) return { kind: 'bad-port', evidence };
  return { kind: serviceWorker ? 'service-worker' : 'unknown', evidence };
}

/** https://w3c.github.io/webappsec-mixed-content/#should-block-fetch, for a page that forbids it. */
export const isMixedContent = (url: Pick<URL, 'protocol' | 'hostname'>): boolean =>
  url.protocol === 'http:' && !isPotentiallyTrustworthy(url);

/** `fetch` rejects with a TypeError, XMLHttpRequest says NetworkError; aborts and timeouts are the page's own doing. */
const isNetworkError = (outcome: PageOutcome): boolean =>
  outcome.state === 'threw' && (outcome.name === 'TypeError' || outcome.name === 'NetworkError');

/** An argument no request can be made of: Chromium and Firefox begin such messages with the name of what was called. */
const isMisuse = (outcome: PageOutcome): boolean =>
  outcome.state === 'threw' &&
  /^(?:Failed to (?:execute|construct) |(?:Window|WindowOrWorkerGlobalScope)\.fetch: |fetch: |Request constructor: )/.test(
    outcome.message,
  );
