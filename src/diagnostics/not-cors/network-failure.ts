import { defineNetworkCause } from '../define-network-cause';
import { hostOf, wire } from '../wire';

/** The browser stopped for a reason that has nothing to do with CORS, and names it; no other hint knows the word. */
export const networkFailure = defineNetworkCause({
  id: 'network-failure',
  errors: /^(?!net::ERR_FAILED$|NS_ERROR_DOM_BAD_URI$|page:)/,
  words: ({ error, url, on }) => ({
    title: `Not CORS: ${wire(error)}`,
    explanation: `The ${on === 'preflight' ? 'preflight' : 'request'} to ${wire(hostOf(url))} failed for a reason of its own, which the browser names ${wire(error)}. Look up that name; no header helps against it.`,
    short: 'failed on the network',
  }),
});
