import { defineNetworkCause } from '../define-network-cause';
import { wire } from '../wire';

/** Twenty redirects are followed, the next is not. */
export const redirectLimit = defineNetworkCause({
  id: 'redirect-limit',
  errors: /^net::ERR_TOO_MANY_REDIRECTS|^NS_ERROR_REDIRECT_LOOP/,
  words: ({ url }) => ({
    title: `Not CORS: too many redirects`,
    explanation: `The server kept redirecting, at last from ${wire(url)}, and browsers follow 20 redirects. Break the loop on the server: often two rules that send each other the request, or a login that is never accepted.`,
    short: 'redirect loop',
  }),
});
