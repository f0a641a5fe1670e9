import type {
  Browser,
  End,
  Exchange,
  Hop,
  PageReport,
  Preflight,
  Request,
  Response,
} from '../../src/exchange/exchange';
import { get, type HeaderList } from '../../src/fetch-standard/header-list';
import { originOfUrl } from '../../src/fetch-standard/origin';

export interface HttpOptions {
  readonly browser?: Browser | null;
  /** The page's origin; without it, the first `Origin` header says it. */
  readonly initiator?: string | null;
  readonly resourceType?: string;
  readonly page?: Partial<PageReport>;
  readonly invisible?: Exchange['invisible'];
}

/**
 * An exchange written the way it looks on the wire. Blocks are separated by empty lines:
 *
 *     OPTIONS https://api.example/items        a preflight, if it has Access-Control-Request-Method
 *     Origin: https://app.example
 *     Access-Control-Request-Method: PUT
 *
 *     204                                      its answer
 *     Access-Control-Allow-Origin: *
 *
 *     PUT https://api.example/items            the request; left out when the preflight stopped it; without headers: not sent
 *     Origin: https://app.example
 *
 *     200                                      its answer; after a redirect the next hop follows
 *     Access-Control-Allow-Origin: *
 *
 *     failed net::ERR_FAILED                   how it ended: `failed …`, `completed`, `pending`, `asking`, `unknown`
 *
 * `delivered` before a status: what other extensions left of the answer before it. `preflight failed …` ends the preflight.
 * Without an end it is `failed net::ERR_FAILED` in Chromium: what would Chromium have refused?
 */
export function http(text: string, options: HttpOptions = {}): Exchange {
  const hops: { request: Request | null; preflight: Preflight | null; response: Response | null }[] = [];
  let end: End = { state: 'failed', at: 0, error: 'net::ERR_FAILED' };
  let last: 'preflight' | 'request' = 'request';
  const current = () => hops[hops.length - 1] ?? fail('no request yet');

  for (const part of text.trim().split(/\n[\t ]*\n/)) {
    const { first, headerList } = block(part);
    const [word = '', rest = ''] = split(first);
    if (/^(?:failed|completed|pending|asking|unknown)$/.test(word)) {
      end = endOf(word, rest);
    } else if (word === 'preflight') {
      const hop = current();
      if (hop.preflight === null) fail('no preflight yet');
      hop.preflight = { ...hop.preflight, end: endOf(...split(rest)) };
    } else if (word === 'delivered') {
      const hop = current();
      if (last === 'preflight') {
        if (hop.preflight?.response == null) fail('no preflight answer yet');
        hop.preflight = { ...hop.preflight, response: { ...hop.preflight.response, deliveredHeaderList: headerList } };
      } else {
        if (hop.response === null) fail('no answer yet');
        hop.response = { ...hop.response, deliveredHeaderList: headerList };
      }
    } else if (/^\d{1,3}$/.test(word)) {
      const response = answer(Number(word), rest, headerList);
      const hop = current();
      if (last === 'preflight' && hop.preflight !== null) {
        hop.preflight = { ...hop.preflight, response, end: { state: 'completed', at: 0 } };
      } else hop.response = response;
    } else if (word === 'OPTIONS' && get(headerList, 'Access-Control-Request-Method') !== null) {
      const preflight: Preflight = {
        requestId: 'preflight',
        request: request(word, rest, headerList),
        response: null,
        end: { state: 'pending' },
      };
      hops.push({ request: null, preflight, response: null });
      last = 'preflight';
    } else {
      const hop = hops[hops.length - 1];
      const sent = request(word, rest, headerList.length === 0 ? null : headerList);
      if (hop !== undefined && hop.request === null && last === 'preflight') hop.request = sent;
      else hops.push({ request: sent, preflight: null, response: null });
      last = 'request';
    }
  }

  const complete = hops.map(
    (hop): Hop => ({
      ...hop,
      request:
        hop.request ??
        request(
          (hop.preflight?.request.headerList &&
            get(hop.preflight.request.headerList, 'Access-Control-Request-Method')) ??
            'GET',
          hop.preflight?.request.url ?? '',
          null,
        ),
    }),
  );
  const [firstHop, ...otherHops] = complete;
  if (firstHop === undefined) fail('an exchange needs a request');
  const sentHeaders = firstHop.preflight?.request.headerList ?? firstHop.request.headerList;
  const page = options.page;
  return {
    id: 'test',
    browser: options.browser === undefined ? 'chromium' : options.browser,
    tabId: 1,
    frameId: 0,
    documentId: 'document',
    initiator:
      options.initiator === undefined ? ((sentHeaders && get(sentHeaders, 'Origin')) ?? null) : options.initiator,
    resourceType: options.resourceType ?? 'xmlhttprequest',
    startedAt: 0,
    hops: [firstHop, ...otherHops],
    end,
    page: page === undefined ? null : report(firstHop.request, page),
    invisible: options.invisible ?? null,
  };
}

function report(sent: Request, page: Partial<PageReport>): PageReport {
  return {
    api: 'fetch',
    method: sent.method,
    url: sent.url,
    mode: 'cors',
    credentialsMode: 'same-origin',
    redirect: 'follow',
    headerNames: [],
    uploadListener: false,
    streamBody: false,
    stack: [],
    at: 0,
    outcome: null,
    violation: null,
    ...page,
  };
}

function request(method: string, url: string, headerList: HeaderList | null): Request {
  if (originOfUrl(url) === 'null') fail(`not a URL: ${url}`);
  return { method, url, headerList, composedHeaderList: null, startedAt: 0, sentAt: null, network: null };
}

function answer(status: number, statusText: string, headerList: HeaderList): Response {
  return { status, statusText, headerList, deliveredHeaderList: null, fromCache: null, ip: null, receivedAt: 0 };
}

function endOf(word: string, rest: string): End {
  switch (word) {
    case 'failed':
      return { state: 'failed', at: 0, error: rest };
    case 'completed':
      return { state: 'completed', at: 0 };
    case 'pending':
      return { state: 'pending' };
    case 'asking':
      return { state: 'asking', at: 0, what: 'authentication' };
    default:
      return { state: 'unknown', why: rest || 'The file does not say how it ended.' };
  }
}

function split(line: string): [string, string] {
  const space = line.indexOf(' ');
  return space === -1 ? [line, ''] : [line.slice(0, space), line.slice(space + 1).trim()];
}

function block(text: string): { first: string; headerList: HeaderList } {
  const [first = '', ...lines] = text.split('\n').map((line) => line.trim());
  return {
    first,
    headerList: lines.map((line) => {
      const colon = line.indexOf(':');
      if (colon < 1) fail(`not a header: ${line}`);
      return [line.slice(0, colon), line.slice(colon + 1).trim()] as const;
    }),
  };
}

function fail(why: string): never {
  throw new Error(`Wire text of a test: ${why}`);
}
