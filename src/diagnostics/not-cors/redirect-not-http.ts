import { locationOf } from '../../fetch-standard/http-redirect-fetch';
import { parsedUrl } from '../../fetch-standard/origin';
import { isRedirectStatus } from '../../fetch-standard/status';
import { defineHint } from '../hint';
import { networkErrorOf } from '../network-error';
import { hostOf, wire, wireHeader } from '../wire';

/** Where the redirect leads cannot be read as a URL. */
const NO_URL = 'no URL';

/** A redirect to `data:`, `ftp:`, an app's own scheme: nothing that a page may follow. */
export const redirectNotHttp = defineHint({
  id: 'redirect-not-http',
  headerHelps: false,
  spec: { algorithm: 'HTTP-redirect fetch', step: '6' },

  find(c) {
    const found = networkErrorOf(c);
    // A hop that was announced but cannot be asked for stands for the redirect before it.
    const end = c.exchange.hops.length - 1;
    const hop = end > 0 && !/^https?:/i.test(c.exchange.hops[end]?.request.url ?? '') ? end - 1 : end;
    const last = c.exchange.hops[hop];
    const on = last?.response == null ? 'preflight' : 'response';
    const response = last?.response ?? last?.preflight?.response ?? null;
    if (last === undefined || response === null || !isRedirectStatus(response.status)) return null;
    const location = locationOf(response.headerList);
    const scheme = location === null ? null : (parsedUrl(location, last.request.url)?.protocol ?? NO_URL);
    const foreign = scheme !== null && scheme !== 'http:' && scheme !== 'https:';
    const named =
      found !== null &&
      /^net::ERR_(?:UNSAFE_REDIRECT|UNKNOWN_URL_SCHEME|INVALID_REDIRECT|DISALLOWED_URL_SCHEME)/.test(found.error);
    // A preflight goes nowhere, wherever it is sent; only what is no URL at all fails it before CORS has a say.
    if (on === 'preflight' && scheme !== NO_URL) return null;
    // Firefox gives no end at all, or one that fits other failures; the target tells.
    if (!named && !(foreign && (c.outcome === 'failed' || c.outcome === 'pending'))) return null;
    return {
      on,
      hop,
      confidence: 'certain',
      check: 'Location',
      params: { status: response.status, location: location ?? '', url: last.request.url, isUrl: scheme !== NO_URL },
    };
  },

  words: ({ status, location, url, isUrl }) =>
    isUrl
      ? {
          title: 'Not CORS: the redirect does not lead to http or https',
          explanation: `${wire(hostOf(url))} answered ${status} with ${wire(location)}, and a page's request follows redirects to http and https only. Let the server redirect there, or send the address in the body for the page to open itself.`,
          short: 'redirect leaves http',
        }
      : {
          title: 'Not CORS: the redirect leads to something that is no URL',
          explanation: `${wire(hostOf(url))} answered ${status} with ${wireHeader('Location', location)}, which the browser cannot read as a URL. Look at how the server puts the address together: a host or a variable that is empty is the usual reason.`,
          short: 'redirect to no URL',
        },
});
