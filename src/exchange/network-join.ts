import type { HeaderList } from '../fetch-standard/header-list';
import type { Exchange, NetworkEntry, Request, Response } from './exchange';
import { withHop } from './hop-facts';
import { repeatedHeadersOf, withRepeatedHeaders } from './repeated-headers';
import { withoutFragment } from './url';

/**
 * Joins what `devtools.network` tells (timings, initiator, exact error) to what webRequest told. They share no id:
 * URL and method are equal, and the entry starts within some ms of the request (measured: Chromium −3.8 … +0.1,
 * Firefox 0 … +10). Identical concurrent requests are told apart by their answers' headers, then by their start.
 */
export interface ArrivedEntry extends Omit<NetworkEntry, 'repeatedHeaderList'> {
  readonly url: string;
  readonly method: string;
  /** Chromium says so; Firefox does not, but only preflights bear `Access-Control-Request-Method`. */
  readonly isPreflight: boolean;
  /** 0: no answer came. */
  readonly status: number;
  /** Of a request that never went out a few provisional ones, or none. */
  readonly requestHeaderList: HeaderList;
  /** Empty: the entry shows none. */
  readonly responseHeaderList: HeaderList;
  /** DevTools' own word (`fetch`, `script`, `font`); null: Firefox has none. */
  readonly resourceType: string | null;
}

/** Entries and requests further apart than this are not the same. ms */
const CLOSE_ENOUGH = 1_500;

/** Firefox reads both clocks in one process: an entry never starts before its request (measured: 0 … 62 after it). ms */
const FIREFOX_BEFORE_AT_MOST = 2;

/** The part of an exchange an entry is about. */
export interface EntryPlace {
  readonly hop: number;
  readonly isPreflight: boolean;
}

/**
 * @param candidates the exchanges that may hold the entry's request, oldest first.
 * @returns the exchange with the entry in it, and where; null when none fits.
 */
export function join(
  candidates: Iterable<Exchange>,
  arrived: ArrivedEntry,
): { readonly exchange: Exchange; readonly place: EntryPlace } | null {
  let best: { exchange: Exchange; place: EntryPlace; unlike: number; distance: number } | null = null;
  for (const exchange of candidates) {
    for (const [hop, { request, preflight, response }] of exchange.hops.entries()) {
      const [found, answer] = arrived.isPreflight ? [preflight?.request, preflight?.response] : [request, response];
      if (!found || found.network !== null || !isSame(found, arrived)) continue;
      const unlike = exchange.browser === 'firefox' ? unlikeness(answer ?? null, arrived) : 0;
      const isBefore = found.startedAt !== null && arrived.startedAt < found.startedAt - FIREFOX_BEFORE_AT_MOST;
      // That of an equal request that is gone from the recording.
      if (exchange.browser === 'firefox' && isBefore) continue;
      const distance = Math.abs((found.startedAt ?? exchange.startedAt) - arrived.startedAt);
      if (unlike === null || distance > CLOSE_ENOUGH || !isOfWorker(exchange, answer ?? null, arrived)) continue;
      if (best !== null && (unlike > best.unlike || (unlike === best.unlike && distance >= best.distance))) continue;
      best = { exchange, place: { hop, isPreflight: arrived.isPreflight }, unlike, distance };
    }
  }
  return best && { exchange: withEntry(best.exchange, best.place, arrived), place: best.place };
}

const isSame = (request: Request, arrived: ArrivedEntry): boolean =>
  withoutFragment(request.url) === withoutFragment(arrived.url) &&
  (request.method === arrived.method || arrived.isPreflight);

/**
 * A page's call and what its service worker makes of it have the same URL and start at almost the same time; DevTools
 * shows both, webRequest the worker's alone, without a tab. Their ends tell them apart, once there are two.
 */
function isOfWorker(exchange: Exchange, answer: Response | null, arrived: ArrivedEntry): boolean {
  if (exchange.tabId !== -1) return true;
  return exchange.end.state !== 'pending' && (answer?.status ?? 0) === arrived.status;
}

/** How many headers of the entry the answer does not have (Firefox's entries have them all); null: it is another answer. */
function unlikeness(response: Response | null, arrived: ArrivedEntry): number | null {
  if (response === null) return arrived.status === 0 ? 0 : null;
  if (arrived.status !== 0 && arrived.status !== response.status) return null;
  const ours = withRepeatedHeaders(response.headerList, repeatedHeadersOf(arrived.responseHeaderList));
  const has = ([name, value]: HeaderList[number]): boolean =>
    ours.some(([other, its]) => other.toLowerCase() === name.toLowerCase() && its.trim() === value.trim());
  return arrived.responseHeaderList.filter((header) => !has(header)).length;
}

function withEntry(exchange: Exchange, { hop, isPreflight }: EntryPlace, arrived: ArrivedEntry): Exchange {
  const repeatedHeaderList = exchange.browser === 'firefox' ? repeatedHeadersOf(arrived.responseHeaderList) : null;
  const network: NetworkEntry = { ...networkOf(arrived), repeatedHeaderList };
  const asSent = (response: Response | null): Response | null =>
    response && {
      ...response,
      headerList: withRepeatedHeaders(response.headerList, repeatedHeaderList),
      deliveredHeaderList:
        response.deliveredHeaderList && withRepeatedHeaders(response.deliveredHeaderList, repeatedHeaderList),
    };
  return withHop(exchange, hop, (h) => {
    if (!isPreflight) return { ...h, request: { ...h.request, network }, response: asSent(h.response) };
    if (h.preflight === null) return h;
    const { request, response } = h.preflight;
    return { ...h, preflight: { ...h.preflight, request: { ...request, network }, response: asSent(response) } };
  });
}

/** What an exchange keeps of an entry. */
export function networkOf(arrived: ArrivedEntry): NetworkEntry {
  const {
    url: _url,
    method: _method,
    isPreflight: _isPreflight,
    status: _status,
    requestHeaderList: _asked,
    responseHeaderList: _answered,
    resourceType: _type,
    ...network
  } = arrived;
  return network;
}
