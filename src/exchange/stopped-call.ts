import type { Browser, Exchange, Invisible } from './exchange';
import type { Call } from './page-call';

/** The exchange of a call that never became a request. */
export function exchangeOfStopped(call: Call, why: Invisible, browser: Browser | null, id: string): Exchange {
  const { method, url, at } = call.report;
  const request = {
    method,
    url,
    headerList: null,
    composedHeaderList: null,
    startedAt: at,
    sentAt: null,
    network: null,
  };
  const exchange: Exchange = {
    id,
    browser,
    tabId: call.source.tabId,
    ...whereabouts(call),
    resourceType: 'xmlhttprequest',
    startedAt: at,
    hops: [{ request, preflight: null, response: null }],
    end: { state: 'pending' },
    page: call.report,
    invisible: null,
  };
  return stoppedBy(exchange, why);
}

/** Where the call was made. */
export const whereabouts = (call: Call) => ({
  frameId: call.source.frameId,
  documentId: call.source.documentId,
  initiator: call.document.origin,
});

export function stoppedBy(exchange: Exchange, invisible: Invisible): Exchange {
  const at = exchange.page?.outcome?.at ?? exchange.startedAt;
  return { ...exchange, invisible, end: { state: 'failed', at, error: `page:${invisible.kind}` } };
}
