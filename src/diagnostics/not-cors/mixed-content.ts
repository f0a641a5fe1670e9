import { defineHint } from '../hint';
import { hostOf, wire } from '../wire';
import { leadsToMixedContent, unfollowedRedirect } from './redirect-not-followed';

/** A page that came over https may not fetch over http. The request is never sent, or never follows its redirect. */
export const mixedContent = defineHint<{
  readonly page: string;
  readonly target: string;
  readonly from: string | null;
}>({
  id: 'mixed-content',
  headerHelps: false,
  spec: { algorithm: 'Main fetch', step: '7' },

  find(c) {
    const { invisible } = c.exchange;
    const url = c.exchange.hops[c.exchange.hops.length - 1]?.request.url ?? '';
    if (invisible?.kind === 'mixed-content') {
      return {
        on: 'request',
        hop: null,
        confidence: 'certain',
        params: { page: invisible.securePage, target: url, from: null },
      };
    }
    const redirect = unfollowedRedirect(c);
    if (redirect === null || !leadsToMixedContent(c, redirect.target)) return null;
    const params = { page: c.pageOrigin ?? '', target: redirect.target, from: redirect.url };
    return { on: 'response', hop: redirect.hop, check: 'Location', confidence: 'likely', params };
  },

  words: ({ page, target, from }) => ({
    title: 'Not CORS: an https page may not fetch http',
    explanation:
      from === null
        ? `${wire(page)} came over https and ${wire(hostOf(target))} was asked for over http, so the browser never sent the request. Use the https URL; if the server has none, proxy it through your own origin.`
        : `${wire(hostOf(from))} redirects ${wire(page)}, an https page, to ${wire(target)}, which is http, so the browser did not go there. Let the server redirect to https; behind a proxy it may not know that it was asked over https.`,
    short: 'mixed content',
  }),
});
