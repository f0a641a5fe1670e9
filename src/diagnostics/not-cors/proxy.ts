import { defineNetworkCause } from '../define-network-cause';
import { hostOf, wire } from '../wire';

/** The proxy between browser and server failed. */
export const proxy = defineNetworkCause({
  id: 'proxy',
  errors: /^net::ERR_(?:PROXY_|TUNNEL_CONNECTION|SOCKS_|MANDATORY_PROXY)|^NS_ERROR_(?:PROXY_|UNKNOWN_PROXY)/,
  words: ({ error, url }) => ({
    title: `Not CORS: the proxy failed`,
    explanation: `The browser goes through a proxy, and that could not reach ${wire(hostOf(url))}: ${wire(error)}. Look at the proxy settings of the system or the browser.`,
    short: 'proxy failed',
  }),
});
