import { defineNetworkCause } from '../define-network-cause';
import { hostOf, wire } from '../wire';

/** An ad blocker, a privacy extension or DevTools' own request blocking. */
export const blockedByExtension = defineNetworkCause({
  id: 'blocked-by-extension',
  errors: /^net::ERR_BLOCKED_BY_CLIENT|^NS_ERROR_(?:ABORT|BLOCKED_BY_EXTENSION)$/,
  words: ({ url, on }) => ({
    title: 'Not CORS: an extension blocked the request',
    explanation: `Something inside the browser stopped ${on === 'preflight' ? 'the preflight' : 'the request'} to ${wire(hostOf(url))} before it was sent: an ad blocker, a privacy extension or DevTools' own request blocking. Switch them off for this page to test; your users may have them on.`,
    short: 'blocked by an extension',
  }),
});
