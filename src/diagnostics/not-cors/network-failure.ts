import { defineHint } from '../hint';
import { hostOf, wire } from '../wire';

/** The browser stopped for a reason that has nothing to do with CORS, and names it. */
export const networkFailure = defineHint({
  id: 'network-failure',
  headerHelps: false,

  find(c) {
    if (c.outcome !== 'failed' || c.ending.kind !== 'other') return null;
    const url = c.exchange.hops[c.exchange.hops.length - 1]?.request.url ?? '';
    return { on: 'request', hop: null, confidence: 'certain', params: { error: c.ending.error, url } };
  },

  words: ({ error, url }) => ({
    title: `Not CORS: ${wire(error)}`,
    explanation: `The request to ${wire(hostOf(url))} failed before CORS had a say; the browser names ${wire(error)}. No header can help against that.`,
    short: 'failed on the network',
  }),
});
