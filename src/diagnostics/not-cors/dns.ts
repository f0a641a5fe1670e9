import { defineNetworkCause } from '../define-network-cause';
import { hostOf, wire } from '../wire';

/** The name has no address. */
export const dns = defineNetworkCause({
  id: 'dns',
  errors: /^net::ERR_(?:NAME_|DNS_|ICANN_)|^NS_ERROR_(?:UNKNOWN_HOST|UNKNOWN_PROXY_HOST)/,
  words: ({ url }) => ({
    title: `Not CORS: the name does not resolve`,
    explanation: `The browser found no address for ${wire(hostOf(url))}, so nothing was sent. Correct the host name, or look at DNS, VPN and proxy.`,
    short: 'host name not found',
  }),
});
