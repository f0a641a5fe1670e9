import { defineHint } from '../hint';
import { hostOf, wire } from '../wire';

/** `fetch('https://user:password@…')` throws before anything is sent. */
export const urlCredentials = defineHint({
  id: 'url-credentials',
  headerHelps: false,

  find(c) {
    if (c.exchange.invisible?.kind !== 'url-credentials') return null;
    const url = c.exchange.hops[c.exchange.hops.length - 1]?.request.url ?? '';
    return { on: 'request', hop: null, confidence: 'certain', params: { url } };
  },

  words: ({ url }) => ({
    title: 'The URL carries a user name or password',
    explanation: `Browsers do not load such URLs for a page, so nothing was sent to ${wire(hostOf(url))}. Take them out of the URL; where the server needs them, let \`fetch()\` send an \`Authorization\` header.`,
    short: 'password in the URL',
  }),
});
