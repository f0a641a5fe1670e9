import { get, type HeaderList } from '../fetch-standard/header-list';
import { locationOf } from '../fetch-standard/http-redirect-fetch';
import { parsedUrl } from '../fetch-standard/origin';
import { isRedirectStatus } from '../fetch-standard/status';
import type { Browser, End, Exchange, Hop, Preflight, Request, Response } from './exchange';
import { currentHop } from './exchange';
import { withHop } from './hop-facts';
import { type ArrivedEntry, type EntryPlace, networkOf } from './network-join';
import { neverMeetsCors, ofDevtools } from './resource-type';
import { withoutFragment } from './url';

/**
 * What DevTools' own entries say of requests whose events never came. The browser hands an event to the background worker
 * once: what is on its way while the worker is being stopped is gone (measured in Chromium 156: 1 to 8 of 180 requests in
 * three stops amid the traffic). DevTools' entry of the same request comes 4–30 ms after its end, whoever is stopped, and
 * bears the status, the headers and the error. So an entry that has waited long enough says what the events would have said.
 */

/** Times come from two clocks and are rounded. ms */
const SLACK = 8;

/** The same on a busy machine; beside four busy processes 5.8 was measured (Chromium 156), so 8 is not far enough. ms */
const SLACK_WHEN_BUSY = 50;

/** @returns the exchange with what the entry knows and the events did not tell; null: they told all of it. */
export function filledIn(exchange: Exchange, { hop, isPreflight }: EntryPlace, entry: ArrivedEntry): Exchange | null {
  const at = exchange.hops[hop];
  if (at === undefined) return null;
  if (isPreflight) {
    const { preflight } = at;
    if (preflight === null || preflight.end.state !== 'pending') return null;
    return withHop(exchange, hop, (h) => ({ ...h, preflight: { ...preflight, ...answerAndEnd(preflight, entry) } }));
  }
  const isLast = hop === exchange.hops.length - 1;
  if (!isLast) {
    if (at.response !== null || entry.status === 0) return null;
    return withHop(exchange, hop, (h) => ({ ...h, response: responseOf(entry) }));
  }
  if (exchange.end.state !== 'pending') return null;
  const { response, end } = answerAndEnd({ response: at.response, end: exchange.end }, entry);
  const answered = withHop(exchange, hop, (h) => ({ ...h, response }));
  // The browser goes on to the next URL: its entry is still to come.
  return entry.error === null && isRedirectStatus(entry.status) ? notSame(answered, exchange) : { ...answered, end };
}

const notSame = (now: Exchange, before: Exchange): Exchange | null =>
  now.hops.every(({ response }, index) => response === before.hops[index]?.response) ? null : now;

function answerAndEnd(
  known: { readonly response: Response | null; readonly end: End },
  entry: ArrivedEntry,
): { readonly response: Response | null; readonly end: End } {
  return { response: known.response ?? responseOf(entry), end: endOf(entry) };
}

function responseOf(entry: ArrivedEntry): Response | null {
  if (entry.status === 0) return null;
  return {
    status: entry.status,
    statusText: '',
    headerList: entry.responseHeaderList,
    deliveredHeaderList: null,
    fromCache: null,
    ip: null,
    receivedAt: endedAt(entry),
  };
}

function endOf(entry: ArrivedEntry): End {
  if (entry.error !== null) return { state: 'failed', at: endedAt(entry), error: entry.error };
  if (entry.status !== 0) return { state: 'completed', at: endedAt(entry) };
  return { state: 'unknown', why: 'The browser did not tell how this request ended.' };
}

const endedAt = (entry: ArrivedEntry): number => entry.startedAt + Math.max(0, entry.duration);

/**
 * A preflight that no event told of: it belongs to the oldest request of its URL and method that had none, had started and
 * had not yet gone out.
 *
 * @param candidates exchanges, oldest first.
 */
export function withMissedPreflight(candidates: Iterable<Exchange>, entry: ArrivedEntry): Exchange | null {
  if (!entry.isPreflight) return null;
  const method = get(entry.requestHeaderList, 'access-control-request-method');
  if (method === null) return null;
  const without = [...candidates].flatMap((exchange) =>
    exchange.hops.flatMap((hop, index) => (isWithout(hop, method, entry) ? [{ exchange, hop, index }] : [])),
  );
  const found =
    without.find(({ exchange, hop }) => isInTime(exchange, hop, entry, SLACK)) ??
    without.find(({ exchange, hop }) => isInTime(exchange, hop, entry, SLACK_WHEN_BUSY));
  return found ? withHop(found.exchange, found.index, (h) => ({ ...h, preflight: preflightOf(entry) })) : null;
}

const isWithout = ({ request, preflight }: Hop, method: string, entry: ArrivedEntry): boolean =>
  preflight === null && request.method === method && withoutFragment(request.url) === withoutFragment(entry.url);

function isInTime(exchange: Exchange, { request }: Hop, entry: ArrivedEntry, slack: number): boolean {
  const startedAt = request.network?.startedAt ?? request.startedAt ?? exchange.startedAt;
  // Without its start all that is known is when it went out.
  const startIsKnown = request.network !== null || request.startedAt !== null;
  if (startIsKnown && startedAt > entry.startedAt + slack) return false;
  return request.sentAt === null || request.sentAt >= endedAt(entry) - slack;
}

const preflightOf = (entry: ArrivedEntry): Preflight => ({
  requestId: `entry-${entry.startedAt}`,
  request: requestOf(entry),
  response: responseOf(entry),
  end: endOf(entry),
});

function requestOf(entry: ArrivedEntry): Request {
  return {
    method: entry.method,
    url: entry.url,
    headerList: wholeHeaderList(entry.requestHeaderList),
    composedHeaderList: null,
    startedAt: entry.startedAt,
    sentAt: null,
    network: networkOf(entry),
  };
}

/** Of a request that was not sent Chromium shows two or three provisional headers; they are not what would have been sent. */
const wholeHeaderList = (headerList: HeaderList): HeaderList | null =>
  get(headerList, 'origin') !== null || get(headerList, 'host') !== null ? headerList : null;

/**
 * What was taken for an OPTIONS of the page's own, because the event with its headers was missed or late, and is this preflight.
 *
 * @param candidates exchanges, oldest first.
 */
export function mistakenForRequest(candidates: Iterable<Exchange>, entry: ArrivedEntry): Exchange | null {
  if (!entry.isPreflight) return null;
  for (const exchange of candidates) {
    const [{ request }] = exchange.hops;
    if (withoutFragment(request.url) !== withoutFragment(entry.url)) continue;
    // Pages cannot set the header: https://fetch.spec.whatwg.org/#forbidden-request-header
    const asks = request.headerList === null || get(request.headerList, 'access-control-request-method') !== null;
    const isOpen = request.method === 'OPTIONS' && asks && request.network === null;
    if (isOpen && Math.abs(exchange.startedAt - entry.startedAt) <= entry.duration + SLACK) return exchange;
  }
  return null;
}

/** The next URL of a redirect whose events were missed. */
export function withMissedHop(candidates: Iterable<Exchange>, entry: ArrivedEntry): Exchange | null {
  if (entry.isPreflight) return null;
  for (const exchange of candidates) {
    const { request, response } = currentHop(exchange);
    if (exchange.end.state !== 'pending' || response === null || !isRedirectStatus(response.status)) continue;
    const location = locationOf(response.headerList);
    const target = location === null ? null : parsedUrl(location, request.url);
    if (target === null || withoutFragment(target.href) !== withoutFragment(entry.url)) continue;
    if ((request.startedAt ?? exchange.startedAt) > entry.startedAt + SLACK) continue;
    const hop: Hop = { request: requestOf(entry), preflight: null, response: responseOf(entry) };
    const longer: Exchange = { ...exchange, hops: [...exchange.hops, hop] };
    return entry.error === null && isRedirectStatus(entry.status) ? longer : { ...longer, end: endOf(entry) };
  }
  return null;
}

/** A request of which no event came at all. @returns null: of a kind that never meets CORS. */
export function exchangeOfMissed(
  entry: ArrivedEntry,
  about: { readonly origin: string | null; readonly tabId: number; readonly browser: Browser | null },
  nextId: () => string,
): Exchange | null {
  const resourceType = ofDevtools(entry.resourceType);
  if (entry.isPreflight || resourceType === 'main_frame' || neverMeetsCors(resourceType)) return null;
  if (!/^https?:/i.test(entry.url)) return null;
  return {
    id: nextId(),
    browser: about.browser,
    tabId: about.tabId,
    frameId: -1,
    documentId: null,
    initiator: get(entry.requestHeaderList, 'origin') ?? about.origin,
    resourceType,
    startedAt: entry.startedAt,
    hops: [{ request: requestOf(entry), preflight: null, response: responseOf(entry) }],
    end: entry.error === null && isRedirectStatus(entry.status) ? { state: 'pending' } : endOf(entry),
    page: null,
    invisible: null,
  };
}
