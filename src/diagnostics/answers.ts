import type { Exchange, Hop, Preflight, Response } from '../exchange/exchange';
import { extractHeaderListValues } from '../fetch-standard/extract-header-list-values';
import { get } from '../fetch-standard/header-list';
import { serializeRequestOrigin } from '../fetch-standard/redirect-taint';
import { modeOf, originHeader, pageOriginOf } from './relation';
import type { Answer } from './rule';
import type { StoppedAt } from './stopped';
import type { Relation } from './verdict';

/**
 * The answers that the standard judges, in the order in which they came: per hop the preflight's, then the request's.
 * An answer whose request's origin cannot be known is left out: nothing could be said about it.
 */
export function answersOf(exchange: Exchange, relations: readonly Relation[]): readonly Answer[] {
  const pageOrigin = pageOriginOf(exchange);
  const answers: Answer[] = [];
  for (const [index, hop] of exchange.hops.entries()) {
    const cors = relations[index] === 'cors';
    if (!cors && !redirectsUnderCors(exchange, hop, relations[index])) continue;

    const urlList = exchange.hops.slice(0, index + 1).map((h) => h.request.url);
    const expected = (): string | null => (pageOrigin === null ? null : serializeRequestOrigin(pageOrigin, urlList));
    // Spread last: Node 20 takes forty times as long to add members to what was spread (Chromium 156 does not).
    const shared = {
      hop: index,
      browser: exchange.browser,
      method: hop.request.method,
      url: hop.request.url,
      urlList,
      useCorsPreflightFlag: exchange.page?.uploadListener === true || exchange.page?.streamBody === true,
      resource: resourceOf(exchange),
      stopped: null,
    };

    const preflightAnswer = cors ? answered(hop.preflight?.response) : null;
    // Of a preflight's answer the status is half of what is judged.
    if (hop.preflight !== null && preflightAnswer !== null && preflightAnswer.statusKnown !== false) {
      const origin = originHeader(hop.preflight.request) ?? expected();
      if (origin !== null) {
        answers.push({
          on: 'preflight',
          origin,
          pageOrigin: pageOrigin ?? origin,
          unsafeNames: requestedNames(hop.preflight),
          tainting: 'cors',
          status: preflightAnswer.status,
          headerList: judged(preflightAnswer),
          mayBeMerged: mayBeMerged(exchange, hop.preflight.request),
          ...shared,
        });
      }
    }

    const response = answered(hop.response);
    if (response !== null && !isStoredAnswerJudged(exchange, hop)) {
      const origin = originHeader(hop.request) ?? expected();
      if (origin !== null) {
        answers.push({
          on: 'response',
          origin,
          pageOrigin: pageOrigin ?? origin,
          unsafeNames: [],
          tainting: cors ? 'cors' : 'basic',
          status: response.status,
          headerList: judged(response),
          mayBeMerged: mayBeMerged(exchange, hop.request),
          ...shared,
        });
      }
    }
  }
  return answers;
}

/** A request that the browser stopped without an answer, in the form of one. */
export function stoppedAnswer(exchange: Exchange, { hop, on, stopped }: StoppedAt): Answer {
  const last = exchange.hops[hop] ?? exchange.hops[0];
  const pageOrigin = pageOriginOf(exchange) ?? 'null';
  const urlList = exchange.hops.map((h) => h.request.url);
  return {
    on,
    hop,
    browser: exchange.browser,
    method: last.request.method,
    url: last.request.url,
    origin: serializeRequestOrigin(pageOrigin, urlList),
    pageOrigin,
    urlList,
    unsafeNames: [],
    useCorsPreflightFlag: false,
    tainting: 'cors',
    status: 0,
    headerList: [],
    mayBeMerged: false,
    resource: resourceOf(exchange),
    stopped,
  };
}

/** Firefox reports a response with status 0 for a redirect it did not follow: no answer came. */
export function answered(response: Response | null | undefined): Response | null {
  return response != null && (response.status > 0 || response.statusKnown === false) ? response : null;
}

/**
 * https://fetch.spec.whatwg.org/#http-network-or-cache-fetch: a 304 to the browser's own question brings the stored
 * response's headers up to date, and that response is checked. What the 304 does not say, the stored one does – and only
 * the browser has it: where its own word is missing too, nothing was seen that could have been refused.
 */
export function isStoredAnswerJudged({ end }: Exchange, hop: Hop): boolean {
  if (end.state !== 'unknown' || hop.response?.status !== 304) return false;
  if (get(hop.response.headerList, 'Access-Control-Allow-Origin') !== null) return false;
  // Asked by the page itself, the 304 is the answer. No preflight, no such header from the page.
  const asked = hop.preflight === null ? [] : requestedNames(hop.preflight);
  return !asked.includes('if-none-match') && !asked.includes('if-modified-since');
}

/** Other extensions change headers before the browser looks at them. */
function judged(response: Response): Response['headerList'] {
  return response.deliveredHeaderList ?? response.headerList;
}

/** A file's entry has its lines apart, like DevTools' own. */
const mayBeMerged = ({ browser }: Exchange, { network }: Hop['request']): boolean =>
  browser === 'firefox' && network === null;

/** The browser lists exactly the CORS-unsafe request-header names: lower case, sorted, without those it sets itself. */
export function requestedNames(preflight: Preflight): readonly string[] {
  const list = preflight.request.composedHeaderList ?? preflight.request.headerList;
  if (list === null) return [];
  const names = extractHeaderListValues('Access-Control-Request-Headers', list)?.values ?? [];
  return [...new Set(names.map((name) => name.toLowerCase()))];
}

/** A request to the page's own origin meets one rule of CORS: where it may be redirected to. */
export function redirectsUnderCors(exchange: Exchange, hop: Hop, relation: Relation | undefined): boolean {
  if (relation !== 'same-origin') return false;
  const mode = modeOf(exchange, hop);
  return mode === 'cors' || (mode === null && exchange.resourceType === 'xmlhttprequest');
}

/** The word in Chromium's sentence: "Access to fetch at …". `fetch` and XMLHttpRequest look alike to an extension. */
function resourceOf(exchange: Exchange): string {
  switch (exchange.resourceType) {
    case 'xmlhttprequest': {
      if (exchange.page !== null) return exchange.page.api;
      const accept = exchange.hops[0].request.headerList;
      return accept !== null && get(accept, 'Accept') === 'text/event-stream' ? 'resource' : 'fetch';
    }
    case 'image':
    case 'font':
    case 'script':
      return exchange.resourceType;
    case 'stylesheet':
      return 'CSS stylesheet';
    case 'media':
      return 'video';
    default:
      return 'resource';
  }
}
