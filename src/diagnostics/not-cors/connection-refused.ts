import { defineNetworkCause } from '../define-network-cause';
import { hostOf, wire } from '../wire';

/** Nobody listens there. */
export const connectionRefused = defineNetworkCause({
  id: 'connection-refused',
  errors:
    /^net::ERR_(?:CONNECTION_REFUSED|CONNECTION_FAILED|ADDRESS_UNREACHABLE|ADDRESS_INVALID)|^NS_ERROR_CONNECTION_REFUSED/,
  words: ({ url }) => ({
    title: `Not CORS: the server refused the connection`,
    explanation: `Nothing listens at ${wire(hostOf(url))}. Start the server, or correct the port.`,
    short: 'connection refused',
  }),
});
