import { defineHint } from '../hint';
import { hostOf, wire } from '../wire';

/** A service worker answered for the network, with nothing or with something a CORS request may not have. */
export const serviceWorker = defineHint({
  id: 'service-worker',
  headerHelps: false,
  spec: { algorithm: 'HTTP fetch', step: '3' },

  find(c) {
    if (c.exchange.invisible?.kind !== 'service-worker') return null;
    const url = c.exchange.hops[c.exchange.hops.length - 1]?.request.url ?? '';
    return { on: 'request', hop: null, confidence: 'likely', params: { url } };
  },

  words: ({ url }) => ({
    title: "Not CORS on this request: the page's service worker answered it",
    explanation: `The service worker took the call to ${wire(hostOf(url))} and failed it, or passed on an answer that it got with \`mode: 'no-cors'\`. Its own requests stand in the list without a tab: look at those, and let it fetch with \`mode: 'cors'\`.`,
    short: 'service worker answered',
  }),
});
