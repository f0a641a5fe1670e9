import { defineNetworkCause } from '../define-network-cause';
import { hostOf, wire } from '../wire';

/** The browser is offline. */
export const offline = defineNetworkCause({
  id: 'offline',
  errors: /^net::ERR_INTERNET_DISCONNECTED|^NS_ERROR_OFFLINE/,
  words: ({ url }) => ({
    title: `Not CORS: the browser is offline`,
    explanation: `There is no network, so nothing reached ${wire(hostOf(url))}. Connect again, or switch off “Offline” in DevTools.`,
    short: 'offline',
  }),
});
