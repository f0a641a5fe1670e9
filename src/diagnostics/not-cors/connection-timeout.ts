import { defineNetworkCause } from '../define-network-cause';
import { hostOf, wire } from '../wire';

/** The browser gave up waiting. */
export const connectionTimeout = defineNetworkCause({
  id: 'connection-timeout',
  errors: /^net::ERR_(?:TIMED_OUT|CONNECTION_TIMED_OUT)|^NS_ERROR_NET_TIMEOUT/,
  words: ({ url }) => ({
    title: `Not CORS: the server did not answer in time`,
    explanation: `The browser gave up waiting for ${wire(hostOf(url))}. Look for a firewall that drops packets, a wrong address or a server that hangs.`,
    short: 'no answer in time',
  }),
});
