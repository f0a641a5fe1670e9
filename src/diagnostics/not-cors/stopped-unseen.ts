import { defineHint } from '../hint';
import { hostOf, wire } from '../wire';

/** The page hook saw the call fail, and no request came of it; nothing says why. */
export const stoppedUnseen = defineHint({
  id: 'stopped-unseen',
  headerHelps: false,

  find(c) {
    if (c.exchange.invisible?.kind !== 'unknown') return null;
    const url = c.exchange.hops[c.exchange.hops.length - 1]?.request.url ?? '';
    return { on: 'request', hop: null, confidence: 'possible', params: { url } };
  },

  words: ({ url }) => ({
    title: 'The call failed before it became a request',
    explanation: `No request to ${wire(hostOf(url))} was seen, so no server and no header had a part in it. Look at the console's other messages: a content security policy, mixed content or a service worker.`,
    short: 'stopped before sending',
  }),
});
