import type { Browser, Exchange, Request } from './exchange';
import { currentHop } from './exchange';
import type { Observation } from './observation';

/** Nothing of it was seen. */
const unsent: Omit<Request, 'method' | 'url'> = {
  headerList: null,
  composedHeaderList: null,
  startedAt: null,
  sentAt: null,
  network: null,
};

/**
 * Measured: Firefox refuses a redirect to `ftp:` and the like and sends an extension no event for it. Chromium sends two for
 * `ftp:` and `ws:`, and none for schemes that extensions may not see (`mailto:`, an app's own): the hop that it does not
 * tell of is put there, so that both look alike.
 *
 * @param exchange with the redirect's answer in its last hop.
 */
export function leavingHttp(
  browser: Browser | null,
  exchange: Exchange,
  { location }: Observation & { kind: 'redirected' },
): Exchange {
  if (/^https?:/i.test(location)) return exchange;
  const scheme = location.slice(0, location.indexOf(':') + 1);
  switch (browser) {
    case 'chromium': {
      const { method } = currentHop(exchange).request;
      const request = { ...unsent, method, url: location };
      return {
        ...exchange,
        hops: [...exchange.hops, { request, preflight: null, response: null }],
        end: { state: 'unknown', why: `Chromium shows an extension nothing of a request to \`${scheme}\`.` },
      };
    }
    case 'firefox':
      return {
        ...exchange,
        end: {
          state: 'unknown',
          why: `Firefox reports nothing more of a request that was redirected to \`${scheme}\`.`,
        },
      };
    case 'webkit':
    case null:
      return exchange;
  }
}
