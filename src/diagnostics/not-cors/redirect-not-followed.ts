import { locationOf } from '../../fetch-standard/http-redirect-fetch';
import { originOfUrl, parsedUrl, sameOrigin } from '../../fetch-standard/origin';
import { isRedirectStatus } from '../../fetch-standard/status';
import { isTrustworthy } from '../address-space';
import type { Case } from '../case';
import { defineHint } from '../hint';
import { networkErrorOf } from '../network-error';
import { hostOf, wire } from '../wire';

type Reason = 'redirect mode error' | 'same-origin mode' | 'userinfo' | 'unknown';

/** The redirect passed CORS, and the browser still did not go there: the page forbade it, or a policy of the page. */
export const redirectNotFollowed = defineHint({
  id: 'redirect-not-followed',
  headerHelps: false,
  spec: { algorithm: 'HTTP fetch', step: '6.3' },

  find(c) {
    const stopped = unfollowedRedirect(c);
    if (stopped === null) return null;
    const reason = reasonOf(c, stopped.target);
    return {
      on: 'response',
      hop: stopped.hop,
      check: 'Location',
      confidence: reason === 'unknown' ? 'possible' : 'certain',
      params: { reason, ...stopped },
    };
  },

  words: ({ reason, url, target, status }) => ({
    title: 'Not CORS: the redirect was not followed',
    explanation: `${wire(hostOf(url))} answered ${status} to ${wire(target)}, and the browser did not go there: ${because(reason)}.`,
    short: 'redirect not followed',
  }),
});

function because(reason: Reason): string {
  switch (reason) {
    case 'redirect mode error':
      return "the call says `redirect: 'error'`. Leave the option out, or call the final URL";
    case 'same-origin mode':
      return "the call says `mode: 'same-origin'`, and the redirect leads to another origin. Leave the option out";
    case 'userinfo':
      return 'the URL carries a user name or password, which Chromium does not follow in requests of a page. Redirect to a URL without them';
    case 'unknown':
      return "the call may say `redirect: 'error'`, `redirect: 'manual'` or `mode: 'same-origin'`, the page's content security policy may forbid the target, or the call was aborted. Look at the call, then at the policy";
  }
}

export interface UnfollowedRedirect {
  readonly hop: number;
  readonly url: string;
  readonly target: string;
  readonly status: number;
}

/** A redirect that came and passed, after which the browser ended the request without going on. */
export function unfollowedRedirect(c: Case): UnfollowedRedirect | null {
  const error = networkErrorOf(c)?.error ?? null;
  if (
    error === null ||
    !/^net::ERR_ABORTED$|^NS_(?:BINDING_ABORTED|ERROR_NET_ON_RECEIVING_FROM|ERROR_UNEXPECTED)$/.test(error)
  ) {
    return null;
  }
  const hop = c.exchange.hops.length - 1;
  const last = c.exchange.hops[hop];
  // A hop that was announced but never asked for stands for the redirect before it.
  const redirected = last?.response == null && hop > 0 ? c.exchange.hops[hop - 1] : last;
  const response = redirected?.response ?? null;
  if (redirected === undefined || response === null || !isRedirectStatus(response.status)) return null;
  const location = locationOf(response.headerList);
  const target = location === null ? null : (parsedUrl(location, redirected.request.url)?.href ?? null);
  if (target === null) return null;
  return { hop: c.exchange.hops.indexOf(redirected), url: redirected.request.url, target, status: response.status };
}

function reasonOf(c: Case, target: string): Reason {
  const page = c.exchange.page;
  if (page?.redirect === 'error') return 'redirect mode error';
  const leaves = c.pageOrigin !== null && !sameOrigin(originOfUrl(target), c.pageOrigin);
  if (page?.mode === 'same-origin' && leaves) return 'same-origin mode';
  const parsed = parsedUrl(target);
  if (parsed !== null && (parsed.username !== '' || parsed.password !== '')) return 'userinfo';
  return 'unknown';
}

/** Would going there have been mixed content? */
export function leadsToMixedContent(c: Case, target: string): boolean {
  const secure = c.pageOrigin?.startsWith('https:') === true;
  return secure && target.startsWith('http:') && !isTrustworthy(originOfUrl(target));
}
