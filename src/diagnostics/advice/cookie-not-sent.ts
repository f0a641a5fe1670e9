import { get } from '../../fetch-standard/header-list';
import { defineHint } from '../hint';
import { hostOf, wire } from '../wire';

/** Credentials were asked for and no cookie went along: none was there, or the cookie's own rules kept it back. */
export const cookieNotSent = defineHint({
  id: 'cookie-not-sent',
  headerHelps: false,

  find(c) {
    if (c.relation !== 'cors' || c.credentialsMode?.value !== 'include' || c.outcome === 'pending') return null;
    const hop = c.exchange.hops.length - 1;
    const last = c.exchange.hops[hop];
    const sent = last?.request.headerList ?? null;
    if (last === undefined || sent === null || last.response === null || get(sent, 'Cookie') !== null) return null;
    const access = get(sent, 'Sec-Fetch-Storage-Access');
    const unauthorized = last.response.status === 401 || last.response.status === 403;
    // Many servers need no cookie: speak only where something says that one was missed.
    if (access !== 'none' && access !== 'inactive' && !unauthorized) return null;
    const site = get(sent, 'Sec-Fetch-Site');
    const blocked = access === 'none' || access === 'inactive';
    return {
      on: 'request',
      hop,
      confidence: blocked ? 'likely' : 'possible',
      params: { blocked, sameSite: site === 'same-site', status: last.response.status, url: last.request.url },
    };
  },

  words: ({ blocked, sameSite, status, url }) => ({
    title: 'Credentials were asked for, but no cookie was sent',
    explanation: `${wire(hostOf(url))} answered ${status} to a request without cookies. ${
      blocked
        ? 'The browser keeps third-party cookies back here: `Partitioned` cookies or the Storage Access API get through, CORS headers do not.'
        : sameSite
          ? 'Look at the cookie: its domain, path, `Secure` and whether it was set at all.'
          : 'Across sites a cookie needs `SameSite=None; Secure`; look also whether it was set at all.'
    }`,
    short: 'no cookie was sent',
  }),
});
