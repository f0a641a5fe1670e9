import type { Browser, Exchange } from '../exchange/exchange';
import { isRedirectStatus } from '../fetch-standard/status';

/** How the request ended, as far as the browser's own words tell. */
export type Ending =
  | { readonly kind: 'open' }
  | { readonly kind: 'completed' }
  /**
   * The words the browser uses for CORS failures – and for some other things, so they allow that conclusion, no more.
   * `certain`: with an answer at hand they mean that the answer was refused.
   */
  | { readonly kind: 'refused'; readonly error: string; readonly certain: boolean }
  /** Words that are never used for a CORS failure. */
  | { readonly kind: 'other'; readonly error: string }
  | { readonly kind: 'unknown' };

/** Chromium: every CORS failure of 259 measured cases. Firefox: of 234. */
const wordsForCors = new Set(['net::ERR_FAILED', 'NS_ERROR_DOM_BAD_URI']);

/** Chromium's word for a call that the page, or its end, took back. */
const ABORTED = 'net::ERR_ABORTED';

/** A redirect that Firefox did not follow, for CORS or for another reason; which of the two words varies between runs. */
const wordsForRedirects = new Set(['NS_ERROR_NET_ON_RECEIVING_FROM', 'NS_ERROR_UNEXPECTED']);

/** What WebKit says of CORS failures it says of nothing else. */
const webkitForCors =
  /(?:^| )(?:is not allowed by Access-Control-Allow-(?:Origin|Methods|Headers)\b|Preflight response is not successful\b|Cannot use wildcard in Access-Control-Allow-Origin\b|Access-Control-Allow-Origin cannot contain more than one origin\b|Credentials flag is true, but Access-Control-Allow-Credentials\b)/;

export function endingOf(exchange: Exchange): Ending {
  const { end } = exchange;
  switch (end.state) {
    case 'pending':
    case 'asking':
      return { kind: 'open' };
    case 'completed':
      return wantedNoRedirect(exchange) ? failedWith('NS_ERROR_UNEXPECTED', 'firefox') : { kind: 'completed' };
    case 'unknown': {
      const last = exchange.hops[exchange.hops.length - 1];
      const seenByPage = last?.request.network?.error ?? null;
      if (seenByPage !== null && seenByPage !== '') return failedWith(seenByPage, exchange.browser);
      // An answer came and the page did not get it.
      if (last?.response?.statusKnown === false) return { kind: 'refused', error: 'status 0', certain: true };
      return { kind: 'unknown' };
    }
    case 'failed':
      if (isBeaconDelivered(exchange)) return { kind: 'completed' };
      // A page that takes its call back hears of no failure any more, though the network went on to one.
      return failedWith(wasTakenBack(exchange) ? ABORTED : end.error, exchange.browser);
  }
}

/** Nobody reads the answer to a beacon: Firefox ends it like an abort as soon as its headers are there. */
function isBeaconDelivered({ browser, resourceType, end, hops }: Exchange): boolean {
  return (
    browser === 'firefox' &&
    (resourceType === 'beacon' || resourceType === 'ping') &&
    end.state === 'failed' &&
    end.error === 'NS_BINDING_ABORTED' &&
    (hops[hops.length - 1]?.response?.status ?? 0) > 0
  );
}

/** Firefox ends a request whose redirect the page forbade like one whose redirect it keeps; the call tells which. */
const wantedNoRedirect = ({ browser, page, hops }: Exchange): boolean =>
  browser === 'firefox' &&
  page?.redirect === 'error' &&
  page.outcome?.state === 'threw' &&
  isRedirectStatus(hops[hops.length - 1]?.response?.status ?? 0);

/** The entry may be that of the hop before, where the next was announced and never asked for. */
const wasTakenBack = ({ hops }: Exchange): boolean => hops.some(({ request }) => request.network?.error === ABORTED);

function failedWith(error: string, browser: Browser | null): Ending {
  if (wordsForCors.has(error)) return { kind: 'refused', error, certain: true };
  if (webkitForCors.test(error)) return { kind: 'refused', error, certain: true };
  if (wordsForRedirects.has(error)) return { kind: 'refused', error, certain: false };
  // Firefox tells TLS failures in a sentence of the user's language. Words of other tools allow no conclusion.
  const browsersOwn = /^(?:net::ERR_|NS_|SSL_|SEC_|MOZILLA_PKIX_)/.test(error) || browser === 'firefox';
  return browsersOwn ? { kind: 'other', error } : { kind: 'refused', error, certain: false };
}

/** Does this browser end a blocked request with a failure? Firefox completes one whose body was read before it looked. */
export function completionMeansAllowed(browser: Browser | null): boolean {
  return browser === 'chromium';
}
