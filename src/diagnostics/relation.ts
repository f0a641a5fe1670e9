import type { Exchange, Hop } from '../exchange/exchange';
import { whyNotCorsSafelisted } from '../fetch-standard/cors-safelisted-request-header';
import { get, type HeaderList } from '../fetch-standard/header-list';
import { originOfUrl, parsedUrl, sameOrigin } from '../fetch-standard/origin';
import type { Relation } from './verdict';

/**
 * Hop by hop: does the CORS protocol apply? Browsers do not tell an extension the request's mode, so it is read from what
 * they do tell: `Sec-Fetch-Mode` (only to trustworthy URLs), a preflight, the `Origin` header, the kind of resource.
 * Once a hop was `cors`, the response tainting stays `cors`, also on the way back to the page's own origin.
 *
 * Source: https://fetch.spec.whatwg.org/#main-fetch step 12, and measurements in Chromium 156 and Firefox 153.
 */
export function relationsOf(exchange: Exchange): readonly Relation[] {
  const pageOrigin = pageOriginOf(exchange);
  const relations: Relation[] = [];
  let tainted = false;
  for (const hop of exchange.hops) {
    const relation: Relation = tainted ? 'cors' : relationOf(exchange, hop, pageOrigin);
    tainted = relation === 'cors';
    relations.push(relation);
  }
  return relations;
}

/** The whole request's relation: `cors` if the protocol applied anywhere on its way. */
export function overallRelation(relations: readonly Relation[]): Relation {
  return relations.includes('cors') ? 'cors' : (relations[relations.length - 1] ?? 'unknown');
}

/** The origin of the document or worker that asked; null: not known. */
export function pageOriginOf(exchange: Exchange): string | null {
  if (exchange.initiator !== null) return exchange.initiator;
  // No redirect can have tainted the first hop.
  const [first] = exchange.hops;
  return originHeader(first.request) ?? (first.preflight === null ? null : originHeader(first.preflight.request));
}

/** What the browser itself put in `Origin`, even if another extension took it out of the request. */
export function originHeader(request: Hop['request']): string | null {
  return (
    (request.composedHeaderList && get(request.composedHeaderList, 'Origin')) ??
    (request.headerList && get(request.headerList, 'Origin'))
  );
}

/** The request's mode where something names it; null: nothing does. */
export function modeOf(exchange: Exchange, hop: Hop): string | null {
  switch (exchange.resourceType) {
    case 'main_frame':
    case 'sub_frame':
      return 'navigate';
    case 'websocket':
    case 'webtransport':
      return 'websocket';
  }
  if (exchange.page !== null) return exchange.page.mode;
  return hop.request.headerList === null ? null : get(hop.request.headerList, 'Sec-Fetch-Mode');
}

function relationOf(exchange: Exchange, hop: Hop, pageOrigin: string | null): Relation {
  const mode = modeOf(exchange, hop);
  if (mode === 'navigate') return 'navigate';
  // A WebSocket's server reads `Origin` itself: no CORS check.
  if (mode === 'websocket') return 'no-cors';
  const target = originOfUrl(hop.request.url);
  // Some tools' files hold a path for a URL, and whose it is nobody can say.
  if (target === 'null' && parsedUrl(hop.request.url) === null) return 'unknown';
  if (pageOrigin !== null && sameOrigin(target, pageOrigin)) return 'same-origin';
  if (hop.preflight !== null) return 'cors';
  if (mode === 'no-cors') return 'no-cors';

  const headerList = hop.request.headerList;
  if (pageOrigin === null && headerList !== null && get(headerList, 'Sec-Fetch-Site') === 'same-origin') {
    return 'same-origin';
  }
  if (mode === 'cors') return 'cors';
  // Fonts are always fetched with CORS.
  if (exchange.resourceType === 'font') return 'cors';
  // Sent in mode `same-origin` to another origin: main fetch stops it before any CORS check.
  if (mode === 'same-origin' || headerList === null) return 'unknown';

  const origin = originHeader(hop.request);
  if (origin === null) return hop.response === null && pageOrigin === null ? 'unknown' : 'no-cors';
  // `Origin` is also sent with POST in mode `no-cors`; with no other method.
  if (hop.request.method !== 'POST') return 'cors';
  if (hasUnsafeContentType(headerList)) return 'cors';
  if (exchange.resourceType !== 'xmlhttprequest' && exchange.resourceType !== 'other') return 'no-cors';
  return passedWithoutPermission(exchange, hop) ? 'no-cors' : 'cors';
}

/** Chromium fails a request that the CORS check refuses; one that completed without the header was not checked. */
function passedWithoutPermission(exchange: Exchange, hop: Hop): boolean {
  const headerList = hop.response?.deliveredHeaderList ?? hop.response?.headerList ?? null;
  return (
    exchange.browser === 'chromium' &&
    exchange.end.state === 'completed' &&
    headerList !== null &&
    get(headerList, 'Access-Control-Allow-Origin') === null
  );
}

/** Mode `no-cors` cannot send such a `Content-Type`. */
function hasUnsafeContentType(headerList: HeaderList): boolean {
  const contentType = get(headerList, 'Content-Type');
  return contentType !== null && whyNotCorsSafelisted('content-type', contentType) !== null;
}
