import { defineNetworkCause } from '../define-network-cause';
import { hostOf, wire } from '../wire';

/** Browsers never speak HTTP to the ports of other protocols. */
export const badPort = defineNetworkCause({
  id: 'bad-port',
  errors: /^net::ERR_UNSAFE_PORT|^page:bad-port/,
  words: ({ url }) => ({
    title: `Not CORS: browsers do not use this port`,
    explanation: `The port in ${wire(hostOf(url))} belongs to another protocol, and browsers refuse to speak HTTP to it. Move the server to another port.`,
    short: 'port not allowed',
  }),
});
