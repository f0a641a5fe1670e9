import { locationOf } from '../../fetch-standard/http-redirect-fetch';
import { parsedUrl } from '../../fetch-standard/origin';
import { isRedirectStatus } from '../../fetch-standard/status';
import { defineHint } from '../hint';
import { networkErrorOf } from '../network-error';
import { hostOf, wire } from '../wire';

/** A redirect to `data:`, `ftp:`, an app's own scheme: nothing that a page may follow. */
export const redirectNotHttp = defineHint({
  id: 'redirect-not-http',
  headerHelps: false,
  spec: { algorithm: 'HTTP-redirect fetch', step: '6' },

  find(c) {
    const found = networkErrorOf(c);
    const hop = c.exchange.hops.length - 1;
    const last = c.exchange.hops[hop];
    const response = last?.response ?? null;
    if (last === undefined || response === null || !isRedirectStatus(response.status)) return null;
    const location = locationOf(response.headerList);
    const scheme = location === null ? null : (parsedUrl(location, last.request.url)?.protocol ?? 'no URL');
    const foreign = scheme !== null && scheme !== 'http:' && scheme !== 'https:';
    const named =
      found !== null &&
      /^net::ERR_(?:UNSAFE_REDIRECT|UNKNOWN_URL_SCHEME|INVALID_REDIRECT|DISALLOWED_URL_SCHEME)/.test(found.error);
    // Firefox gives no end at all, or one that fits other failures; the target tells.
    if (!named && !(foreign && (c.outcome === 'failed' || c.outcome === 'pending'))) return null;
    return {
      on: 'response',
      hop,
      confidence: 'certain',
      check: 'Location',
      params: { status: response.status, location: location ?? '', url: last.request.url },
    };
  },

  words: ({ status, location, url }) => ({
    title: 'Not CORS: the redirect does not lead to http or https',
    explanation: `${wire(hostOf(url))} answered ${status} with ${wire(location)}, and a page's request follows redirects to http and https only. Let the server redirect there, or send the address in the body for the page to open itself.`,
    short: 'redirect leaves http',
  }),
});
