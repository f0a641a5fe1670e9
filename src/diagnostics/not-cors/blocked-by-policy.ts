import { defineNetworkCause } from '../define-network-cause';
import { hostOf, wire } from '../wire';

/** An administrator forbade the URL. */
export const blockedByPolicy = defineNetworkCause({
  id: 'blocked-by-policy',
  errors: /^net::ERR_BLOCKED_BY_ADMINISTRATOR|^NS_ERROR_BLOCKED_BY_POLICY/,
  words: ({ url }) => ({
    title: `Not CORS: an administrator blocked the URL`,
    explanation: `A policy of this browser forbids ${wire(hostOf(url))}. Ask whoever manages it.`,
    short: 'blocked by policy',
  }),
});
