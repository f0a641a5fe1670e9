import type { Exchange, Hop, NetworkEntry, Preflight, Request, Response } from '../exchange/exchange';
import { get, type HeaderList } from '../fetch-standard/header-list';
import { type EntryView, networkOf } from './entry-view';
import { endOf, neverSent } from './har-end';
import { numberOf, objectOf, textOf } from './loose-json';
import type { OwnEntry } from './own-facts';
import { browserOf, type Recorder } from './recorder';
import { webRequestType } from './resource-type';

/** The entries of one exchange, in the order of its URLs. Either of a hop's two may be missing from the file. */
export interface EntryGroup {
  readonly id: string;
  readonly hops: readonly { readonly preflight: Part | null; readonly request: Part | null }[];
}

/** One entry, with what our own exporter wrote beside it. */
export interface Part {
  readonly view: EntryView;
  readonly own: OwnEntry | null;
}

export function exchangeOf(group: EntryGroup, recorder: Recorder, pageOrigin: string | null): Exchange | null {
  const hops = group.hops.flatMap((hop) => hopOf(hop, recorder));
  const [first, ...rest] = hops;
  const parts = group.hops.flatMap(({ preflight, request }) => [request, preflight]).filter((part) => part !== null);
  const lead = parts[0];
  if (!first || !lead) return null;
  const own = parts.map((part) => part.own?.exchangeFacts ?? null).find((facts) => facts !== null);
  if (own) return { id: group.id, ...own, hops: [first, ...rest] };
  const last = group.hops[group.hops.length - 1];
  return {
    id: group.id,
    browser: browserOf(recorder, lead.view),
    tabId: 0,
    frameId: 0,
    documentId: null,
    initiator: initiatorOf(first, lead.view, pageOrigin),
    resourceType: webRequestType(lead.view),
    startedAt: Math.min(
      ...parts.map(({ view }) => view.startedAt ?? Number.POSITIVE_INFINITY).filter(Number.isFinite),
      lead.view.startedAt ?? 0,
    ),
    hops: [first, ...rest],
    end: last?.request ? endOf(last.request.view, recorder) : neverSent(),
    page: null,
    invisible: null,
  };
}

function hopOf(hop: EntryGroup['hops'][number], recorder: Recorder): Hop[] {
  const preflight = hop.preflight && preflightOf(hop.preflight, recorder);
  if (hop.request) {
    const response = responseOf(hop.request);
    return [{ preflight, request: requestOf(hop.request, response, preflight), response }];
  }
  return preflight ? [{ preflight, request: unsentRequest(preflight), response: null }] : [];
}

function preflightOf(part: Part, recorder: Recorder): Preflight {
  const response = responseOf(part);
  return {
    requestId: part.own?.facts?.preflight?.requestId ?? `har-${part.view.index}`,
    request: requestOf(part, response, null),
    response,
    end: part.own?.facts?.preflight?.end ?? endOf(part.view, recorder),
  };
}

/** What the preflight asked for is all that is known of a request the browser never sent. */
const unsentRequest = (preflight: Preflight): Request => ({
  method: (preflight.request.headerList && get(preflight.request.headerList, 'access-control-request-method')) ?? 'GET',
  url: preflight.request.url,
  headerList: null,
  composedHeaderList: null,
  startedAt: null,
  sentAt: null,
  network: null,
});

function requestOf({ view, own }: Part, response: Response | null, preflight: Preflight | null): Request {
  const facts = own?.facts ?? null;
  return {
    method: view.method,
    url: facts?.url ?? view.url,
    headerList: facts ? (facts.headersSeen ? view.requestHeaders : null) : shownHeaders(view, response, preflight),
    composedHeaderList: facts?.composedHeaderList ?? null,
    startedAt: facts ? facts.startedAt : view.startedAt,
    sentAt: facts?.sentAt ?? null,
    network: networkEntryOf(view, facts),
  };
}

function networkEntryOf(view: EntryView, facts: OwnEntry['facts']): NetworkEntry | null {
  const read = networkOf(view);
  if (!facts) return read;
  if (!facts.network) return null;
  const { hasTimings, initiator, ...rest } = facts.network;
  return {
    ...read,
    ...rest,
    timings: hasTimings ? read.timings : null,
    initiator: initiator === null ? null : { type: initiator, stack: read.initiator?.stack ?? [] },
  };
}

/** Chrome lists two or three provisional headers for a request it never sent; they are not what would have been sent. */
function shownHeaders(view: EntryView, response: Response | null, preflight: Preflight | null): HeaderList | null {
  if (response !== null) return view.requestHeaders;
  const isWhole = get(view.requestHeaders, 'origin') !== null || get(view.requestHeaders, 'host') !== null;
  return isWhole || (preflight === null && view.requestHeaders.length > 3) ? view.requestHeaders : null;
}

function responseOf({ view, own }: Part): Response | null {
  const facts = own?.facts;
  if (facts ? !facts.response : view.status <= 0) return null;
  return {
    status: view.status,
    statusText: view.statusText,
    headerList: view.responseHeaders,
    deliveredHeaderList: facts?.response?.deliveredHeaderList ?? null,
    fromCache: facts?.response ? facts.response.fromCache : cacheOf(view),
    ip: facts?.response ? facts.response.ip : textOf(view.entry['serverIPAddress']) || null,
    receivedAt: facts?.response?.receivedAt ?? null,
  };
}

/** Chrome `_fromCache`, Safari `_fetchType`; others do not tell. */
function cacheOf({ entry }: EntryView): boolean | null {
  if (textOf(entry['_fromCache']) !== null) return true;
  const fetchType = textOf(entry['_fetchType']);
  if (fetchType !== null) return /cache/i.test(fetchType);
  return numberOf(objectOf(entry['response'])?.['_transferSize']) === null ? null : false;
}

/** The page's origin: from `Origin` (its own, then the preflight's), else from where the page can be read off. */
function initiatorOf(first: Hop, view: EntryView, pageOrigin: string | null): string | null {
  for (const list of [first.request.headerList, first.preflight?.request.headerList]) {
    const origin = list ? get(list, 'origin') : null;
    if (origin !== null && origin !== '') return origin;
  }
  return originOf(get(view.requestHeaders, 'referer')) ?? pageOrigin;
}

export function originOf(url: string | null): string | null {
  if (url === null || !/^https?:/i.test(url) || !URL.canParse(url)) return null;
  return new URL(url).origin;
}
