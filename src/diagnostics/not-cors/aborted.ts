import { defineHint } from '../hint';
import { networkErrorOf } from '../network-error';
import { hostOf, wire } from '../wire';

/** The page took the call back, its time ran out, or the page went away. Browsers do not tell which – the page hook may. */
export const aborted = defineHint({
  id: 'aborted',
  headerHelps: false,

  find(c) {
    const found = networkErrorOf(c);
    if (found === null || !/^net::ERR_ABORTED|^NS_BINDING_ABORTED/.test(found.error)) return null;
    const outcome = c.exchange.page?.outcome ?? null;
    const name = outcome?.state === 'threw' ? outcome.name : null;
    // A preflight goes on after its request was taken back.
    return { on: 'request', hop: found.hop, confidence: 'certain', params: { url: found.url, name } };
  },

  words: ({ url, name }) => ({
    title: name === 'TimeoutError' ? 'Not CORS: the call ran out of time' : 'Not CORS: the page took the call back',
    explanation:
      name === 'TimeoutError'
        ? `The call set a time limit, and ${wire(hostOf(url))} did not answer within it. Look why the server is slow, or allow more time.`
        : `The call to ${wire(hostOf(url))} was aborted${name === 'AbortError' ? '' : ', ran out of the time it was given, or the page went away'}; the server may have got it all the same. Look for \`abort()\`, \`timeout\`, a navigation or a component that was removed.`,
    short: name === 'TimeoutError' ? 'call ran out of time' : 'aborted by the page',
  }),
});
