import type { Exchange, Hop, NetworkEntry, Preflight, Request, Response } from '../exchange/exchange';
import type { ExchangeFacts } from '../export/har-facts';
import { get, type HeaderList } from '../fetch-standard/header-list';
import { type EntryView, networkOf, requestHeader, requestHeadersOf, responseHeadersOf } from './entry-view';
import { endOf, neverSent } from './har-end';
import { numberOf, objectOf, textOf } from './loose-json';
import type { OwnEntry } from './own-facts';
import { browserOf, type Recorder } from './recorder';
import { webRequestType } from './resource-type';

/** The entries of one exchange, in the order of its URLs. Either of a hop's two may be missing from the file. */
export interface EntryGroup {
  readonly id: string;
  readonly hops: readonly [HopParts, ...HopParts[]];
}

export type HopParts =
  | { readonly preflight: Part | null; readonly request: Part }
  | { readonly preflight: Part; readonly request: null };

/** One entry, with what our own exporter wrote beside it. */
export interface Part {
  readonly view: EntryView;
  readonly own: OwnEntry | null;
}

export function exchangeOf(group: EntryGroup, recorder: Recorder, pageOrigin: () => string | null): Exchange {
  const [first, ...rest] = group.hops;
  const hops = [hopOf(first, recorder), ...rest.map((hop) => hopOf(hop, recorder))] as const;
  const own = ownFactsOf(group);
  if (own) return { id: group.id, ...own, hops };
  const lead = first.request ?? first.preflight;
  const last = rest[rest.length - 1] ?? first;
  return {
    id: group.id,
    ...(recorder.keepsRefused ? {} : { notKept: { by: recorder.name } }),
    browser: browserOf(recorder, lead.view),
    tabId: 0,
    frameId: 0,
    documentId: null,
    initiator: initiatorOf(first, pageOrigin),
    resourceType: webRequestType(lead.view),
    startedAt: lead.view.startedAt ?? 0,
    hops,
    end: last.request ? endOf(last.request.view, recorder) : neverSent(),
    page: null,
    invisible: null,
  };
}

/** How an exchange ended, as it will have it. */
export function outcomeFactsOf(group: EntryGroup, recorder: Recorder): OutcomeFacts {
  const own = ownFactsOf(group);
  if (own) return own;
  const [first] = group.hops;
  const last = group.hops[group.hops.length - 1] ?? first;
  return {
    browser: browserOf(recorder, (first.request ?? first.preflight).view),
    end: last.request ? endOf(last.request.view, recorder) : neverSent(),
    invisible: null,
  };
}

export type OutcomeFacts = Pick<Exchange, 'browser' | 'end' | 'invisible'>;

/** Method of the first request and the URL of each hop, as the exchange has them. */
export function headOf({ hops }: EntryGroup): Head {
  const [{ request, preflight }] = hops;
  return {
    method: request ? request.view.method : unsentMethod(preflight),
    urls: hops.map((hop) => urlOf(hop.request ?? hop.preflight)),
  };
}

export interface Head {
  readonly method: string;
  readonly urls: readonly string[];
}

const urlOf = ({ view, own }: Part): string => own?.facts?.url ?? view.url;
const unsentMethod = ({ view }: Part): string => view.asks ?? 'GET';

function ownFactsOf(group: EntryGroup): ExchangeFacts | null {
  for (const { request, preflight } of group.hops) {
    const facts = request?.own?.exchangeFacts ?? preflight?.own?.exchangeFacts;
    if (facts) return facts;
  }
  return null;
}

function hopOf(hop: HopParts, recorder: Recorder): Hop {
  if (hop.request === null) {
    const preflight = preflightOf(hop.preflight, recorder);
    return { preflight, request: unsentRequest(preflight), response: null };
  }
  const preflight = hop.preflight && preflightOf(hop.preflight, recorder);
  const response = responseOf(hop.request);
  return { preflight, request: requestOf(hop.request, response !== null), response };
}

function preflightOf(part: Part, recorder: Recorder): Preflight {
  const response = responseOf(part);
  return {
    requestId: part.own?.facts?.preflight?.requestId ?? `har-${part.view.index}`,
    request: requestOf(part, response !== null),
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

function requestOf({ view, own }: Part, answered: boolean): Request {
  const facts = own?.facts ?? null;
  return {
    method: view.method,
    url: urlOf({ view, own }),
    headerList: facts ? (facts.headersSeen ? requestHeadersOf(view) : null) : shownHeaders(view, answered),
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

/** Of a request it never sent Chrome lists a few provisional headers; they are not what would have been sent. */
function shownHeaders(view: EntryView, answered: boolean): HeaderList | null {
  const headerList = requestHeadersOf(view);
  if (answered) return headerList;
  const isWhole = ['origin', 'host', 'accept-encoding'].some((name) => get(headerList, name) !== null);
  return isWhole ? headerList : null;
}

function responseOf({ view, own }: Part): Response | null {
  const facts = own?.facts;
  if (facts && !facts.response) return null;
  const headerList = responseHeadersOf(view);
  // Some tools hear of an answer's headers and then nothing more, when the browser refuses it.
  const statusKnown = facts?.response ? facts.response.statusKnown !== false : view.status > 0;
  if (!facts && !statusKnown && headerList.length === 0) return null;
  return {
    status: Math.max(0, view.status),
    ...(statusKnown ? {} : { statusKnown }),
    statusText: view.statusText,
    headerList,
    deliveredHeaderList: facts?.response?.deliveredHeaderList ?? null,
    fromCache: facts?.response ? facts.response.fromCache : cacheOf(view),
    ip: facts?.response ? facts.response.ip : textOf(view.entry()['serverIPAddress']) || null,
    receivedAt: facts?.response?.receivedAt ?? null,
  };
}

/** Chrome `_fromCache`, Safari `_fetchType`; others do not tell. */
function cacheOf(view: EntryView): boolean | null {
  const entry = view.entry();
  if (textOf(entry['_fromCache']) !== null) return true;
  const fetchType = textOf(entry['_fetchType']);
  if (fetchType !== null) return /cache/i.test(fetchType);
  return numberOf(objectOf(entry['response'])?.['_transferSize']) === null ? null : false;
}

/** The page's origin: from `Origin` (its own, then the preflight's), else from where the page can be read off. */
function initiatorOf({ request, preflight }: HopParts, pageOrigin: () => string | null): string | null {
  for (const part of [request, preflight]) {
    const origin = part?.view.origin;
    if (origin) return origin;
  }
  const view = (request ?? preflight)?.view;
  return originOf(view ? requestHeader(view, 'referer') : null) ?? pageOrigin();
}

export function originOf(url: string | null): string | null {
  if (url === null || url === '') return null;
  if (url === lastUrl) return lastOrigin;
  lastUrl = url;
  lastOrigin = /^https?:/i.test(url) && URL.canParse(url) ? new URL(url).origin : null;
  return lastOrigin;
}

/** All requests of a page name the same one. */
let lastUrl = '';
let lastOrigin: string | null = null;
