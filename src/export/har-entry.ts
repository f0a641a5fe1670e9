import type { Content, Entry, Request as HarRequest, Response as HarResponse } from 'har-format';
import type { End, Exchange, Hop, Initiator, Request, Response } from '../exchange/exchange';
import { get } from '../fetch-standard/header-list';
import type { CorsField, CorsOpinion } from './cors-field';
import { requestCookies, responseCookies } from './har-cookies';
import { type EntryFacts, type ExchangeFacts, entryFacts, exchangeFacts } from './har-facts';
import { isoDate, timingsOf, totalOf } from './har-timings';
import { harUrl, queryStringOf } from './har-url';

/** An entry as we write it. `_corsLens` holds what HAR cannot, so that reading the file back loses nothing. */
export type CorsEntry = Omit<Entry, '_initiator'> & {
  _initiator?: object;
  _cors: CorsField;
  _corsLens: { entry: EntryFacts; exchange?: ExchangeFacts };
};

/** All entries of an exchange: each hop's preflight before its request. */
export function entriesOf(exchange: Exchange, opinion: CorsOpinion): CorsEntry[] {
  return exchange.hops.flatMap((hop, index) => {
    const last = index === exchange.hops.length - 1;
    const request = requestEntry(exchange, hop, index, last ? exchange.end : null, opinion, exchange.hops[index + 1]);
    return hop.preflight ? [preflightEntry(exchange, hop.preflight, index, opinion), request] : [request];
  });
}

/** When the first of an exchange's entries started, as its entries will say it. */
export const firstDate = (exchange: Exchange): string =>
  exchange.hops
    .flatMap((hop) => (hop.preflight ? [hop.preflight.request, hop.request] : [hop.request]))
    .map((request) => dateOf(exchange, request))
    .sort()[0] ?? '';

/** Oldest first: a file read back has this order, and must hand out the same labels. */
export const oldestFirst = (exchanges: readonly Exchange[]): Exchange[] =>
  exchanges
    .map((exchange) => ({ exchange, at: firstDate(exchange) }))
    .sort((a, b) => compare(a.at, b.at))
    .map(({ exchange }) => exchange);

export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const dateOf = (exchange: Exchange, request: Request): string =>
  isoDate(request.startedAt ?? request.network?.startedAt ?? exchange.startedAt);

function requestEntry(
  exchange: Exchange,
  hop: Hop,
  index: number,
  end: End | null,
  opinion: CorsOpinion,
  next: Hop | undefined,
): CorsEntry {
  return {
    ...commonOf(exchange, hop.request, hop.response, end, next?.request.url ?? null),
    _resourceType: resourceType(exchange),
    ...(hop.request.network?.initiator ? { _initiator: chromeInitiator(hop.request.network.initiator) } : {}),
    _cors: { exchange: exchange.id, role: 'request', hop: index, ...opinion },
    _corsLens: {
      entry: entryFacts(hop.request, hop.response, null, harUrl(hop.request.url)),
      ...(index === 0 ? { exchange: exchangeFacts(exchange) } : {}),
    },
  };
}

function preflightEntry(
  exchange: Exchange,
  preflight: NonNullable<Hop['preflight']>,
  index: number,
  opinion: CorsOpinion,
): CorsEntry {
  const { request, response, end } = preflight;
  return {
    ...commonOf(exchange, request, response, end, null),
    _resourceType: 'preflight',
    // As Chrome writes it, so that its Network panel links the two.
    _initiator: { type: 'preflight', url: harUrl(request.url) },
    _cors: { exchange: exchange.id, role: 'preflight', hop: index, ...opinion },
    _corsLens: { entry: entryFacts(request, response, preflight, harUrl(request.url)) },
  };
}

function commonOf(
  exchange: Exchange,
  request: Request,
  response: Response | null,
  end: End | null,
  next: string | null,
) {
  const timings = timingsOf(request, response, end);
  const ip = serverIPAddress(response?.ip ?? null);
  return {
    startedDateTime: dateOf(exchange, request),
    time: totalOf(timings),
    request: harRequest(request),
    response: harResponse(request, response, end, next),
    cache: {},
    timings,
    ...(ip === null ? {} : { serverIPAddress: ip }),
    ...(response?.fromCache ? { _fromCache: 'disk' } : {}),
  };
}

function harRequest(request: Request): HarRequest {
  const url = harUrl(request.url);
  const headerList = request.headerList ?? [];
  const postData = request.network?.postData;
  return {
    method: request.method,
    url,
    httpVersion: httpVersion(request),
    cookies: requestCookies(headerList),
    headers: headerList.map(([name, value]) => ({ name, value })),
    queryString: queryStringOf(request.url),
    ...(postData ? { postData: { mimeType: postData.mimeType, text: postData.text } } : {}),
    headersSize: -1,
    bodySize: -1,
  };
}

function harResponse(request: Request, response: Response | null, end: End | null, next: string | null): HarResponse {
  const error = request.network?.error ?? (end?.state === 'failed' ? end.error : null);
  const headerList = response?.headerList ?? [];
  return {
    status: statusOf(response),
    statusText: response?.statusText ?? '',
    httpVersion: httpVersion(request),
    cookies: responseCookies(headerList),
    headers: headerList.map(([name, value]) => ({ name, value })),
    content: contentOf(request, response),
    redirectURL: next ?? get(headerList, 'location') ?? '',
    headersSize: -1,
    bodySize: -1,
    ...(error === null ? {} : { _error: error }),
  };
}

function contentOf(request: Request, response: Response | null): Content {
  const bytes = request.network?.responseBytes ?? 0;
  return {
    size: Number.isSafeInteger(bytes) && bytes > 0 ? bytes : 0,
    mimeType: response === null ? 'x-unknown' : (get(response.headerList, 'content-type') ?? 'x-unknown'),
  };
}

const statusOf = (response: Response | null): number =>
  response !== null && Number.isInteger(response.status) && response.status > 0 && response.status < 1000
    ? response.status
    : 0;

const httpVersion = (request: Request): string => request.network?.httpVersion || 'unknown';

/** webRequest does not tell fetch and XHR apart; Chrome's panel knows no word for both. */
function resourceType(exchange: Exchange): string {
  switch (exchange.resourceType) {
    case 'xmlhttprequest':
      return exchange.page?.api === 'XMLHttpRequest' ? 'xhr' : 'fetch';
    case 'main_frame':
    case 'sub_frame':
      return 'document';
    case 'beacon':
      return 'ping';
    case 'imageset':
      return 'image';
    default:
      return exchange.resourceType;
  }
}

/** Chrome counts lines and columns from 0. */
const chromeInitiator = (initiator: Initiator): object => ({
  type: initiator.type,
  stack: {
    callFrames: initiator.stack.map((frame) => ({
      functionName: frame.functionName,
      scriptId: '',
      url: frame.url,
      lineNumber: Math.max(0, frame.line - 1),
      columnNumber: Math.max(0, frame.column - 1),
    })),
  },
});

/** Validators want a bare address; browsers write `[::1]`, host names of proxies or nothing at all. */
function serverIPAddress(ip: string | null): string | null {
  const bare = ip?.replace(/^\[(.*)\]$/, '$1') ?? '';
  if (/^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/.test(bare)) return bare;
  return isIPv6(bare) ? bare : null;
}

function isIPv6(text: string): boolean {
  if (!/^[0-9A-Fa-f:]+$/.test(text) || !text.includes(':')) return false;
  return URL.canParse(`http://[${text}]/`);
}
