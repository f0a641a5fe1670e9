import { defineHint } from '../hint';
import { networkErrorOf } from '../network-error';
import { hostOf, wire } from '../wire';
import { unfollowedRedirect } from './redirect-not-followed';

/** Which directive speaks of what, by webRequest's resource type. */
const DIRECTIVES: Readonly<Record<string, string>> = {
  xmlhttprequest: 'connect-src',
  ping: 'connect-src',
  beacon: 'connect-src',
  image: 'img-src',
  script: 'script-src',
  stylesheet: 'style-src',
  font: 'font-src',
  media: 'media-src',
};

/** The page's own policy forbids the target; the target's answer has no part in it. */
export const contentSecurityPolicy = defineHint({
  id: 'content-security-policy',
  headerHelps: false,
  spec: { algorithm: 'Main fetch', step: '7' },

  find(c) {
    const { invisible, page } = c.exchange;
    const url = c.exchange.hops[c.exchange.hops.length - 1]?.request.url ?? '';
    const violation =
      (invisible?.kind === 'csp' ? invisible.violation : null) ??
      (page?.violation?.disposition === 'enforce' ? page.violation : null);
    const named = /^net::ERR_BLOCKED_BY_CSP/.test(networkErrorOf(c)?.error ?? '');
    const redirect = violation === null ? null : unfollowedRedirect(c);
    if (invisible?.kind !== 'csp' && !named && redirect === null) return null;
    return {
      on: redirect === null ? 'request' : 'response',
      hop: redirect?.hop ?? null,
      confidence: violation === null && !named ? 'likely' : 'certain',
      params: {
        directive: violation?.directive ?? null,
        governing: DIRECTIVES[c.exchange.resourceType] ?? 'default-src',
        url: redirect?.target ?? url,
        page: c.pageOrigin ?? 'the page',
        followed: redirect !== null,
      },
    };
  },

  words: ({ directive, governing, url, page, followed }) => ({
    title: "Not CORS: the page's own content security policy",
    explanation: `The policy of ${wire(page)} does not allow ${wire(hostOf(url))}${directive === null ? '' : ` in ${wire(directive)}`}, so the browser ${followed ? 'went no further' : 'never sent the request'}. Add the origin to ${wire(directive ?? governing)} in the page's \`Content-Security-Policy\`; the target's server has no part in it.`,
    short: 'content security policy',
  }),
});
