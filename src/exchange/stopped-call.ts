import type { Browser, Exchange, Invisible } from './exchange';
import { neverLeft } from './never-left';
import type { Call } from './page-call';

/** The exchange of a call that never became a request. */
export function exchangeOfStopped(call: Call, why: Invisible, browser: Browser | null, id: string): Exchange {
  const { method, url, at } = call.report;
  const exchange = neverLeft({
    id,
    browser,
    tabId: call.source.tabId,
    ...whereabouts(call),
    resourceType: 'xmlhttprequest',
    startedAt: at,
    method,
    url,
    network: null,
    end: { state: 'pending' },
    page: call.report,
    invisible: null,
  });
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
