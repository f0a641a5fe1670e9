import type { Browser, Exchange, Hop, Request, Response } from './exchange';
import type { Observation } from './observation';
import { withRepeatedHeaders } from './repeated-headers';

/** What single observations say, put into exchanges. */
export const exchangeOf = (browser: Browser | null, id: string, o: Observation): Exchange => ({
  id,
  browser,
  tabId: o.tabId,
  frameId: o.frameId,
  documentId: o.documentId,
  initiator: o.initiator,
  resourceType: o.resourceType,
  startedAt: o.at,
  hops: [{ request: requestOf(o), preflight: null, response: null }],
  end: { state: 'pending' },
  page: null,
  invisible: null,
});

export const requestOf = (o: Observation): Request => ({
  method: o.method,
  url: o.url,
  headerList: null,
  composedHeaderList: null,
  startedAt: o.kind === 'request started' ? o.at : null,
  sentAt: null,
  network: null,
});

export function withHop(exchange: Exchange, index: number, change: (hop: Hop) => Hop): Exchange {
  const hops = exchange.hops.map((hop, i) => (i === index ? change(hop) : hop));
  const [first, ...rest] = hops;
  return first === undefined ? exchange : { ...exchange, hops: [first, ...rest] };
}

export function withHeaders(request: Request, o: Observation): Request {
  if (o.kind === 'request headers composed') return { ...request, headerList: o.headerList };
  if (o.kind !== 'request headers sent') return request;
  const composed = request.headerList;
  const changed = composed !== null && !sameHeaders(composed, o.headerList);
  return { ...request, headerList: o.headerList, composedHeaderList: changed ? composed : null, sentAt: o.at };
}

/** @param request the answered one. */
export function withAnswer(request: Request, before: Response | null, o: Observation): Response | null {
  if (!('status' in o)) return before;
  // Firefox tells of an answer with status 0 when a redirect was stopped or a connection was cut: there was none.
  if (o.status === 0) return before;
  const source = 'fromCache' in o ? { fromCache: o.fromCache, ip: o.ip } : {};
  const headerList = withRepeatedHeaders(o.headerList, request.network?.repeatedHeaderList ?? null);
  if (before === null || before.status !== o.status) {
    // After a login the answer comes without a second `onHeadersReceived`: this one replaces the 401.
    return {
      status: o.status,
      statusText: o.statusText,
      headerList,
      deliveredHeaderList: null,
      fromCache: null,
      ip: null,
      receivedAt: o.at,
      ...source,
    };
  }
  const delivered = o.kind === 'response started' || o.kind === 'completed' ? headerList : null;
  const changed = delivered !== null && !sameHeaders(before.headerList, delivered);
  return { ...before, ...source, ...(changed && { deliveredHeaderList: delivered }) };
}

const sameHeaders = (a: Response['headerList'], b: Response['headerList']): boolean =>
  a.length === b.length && a.every(([name, value], i) => b[i]?.[0] === name && b[i]?.[1] === value);
