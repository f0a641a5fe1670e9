import { defineNetworkCause } from '../define-network-cause';
import { hostOf, wire } from '../wire';

/** Firefox blocks the host as a tracker. */
export const trackingProtection = defineNetworkCause({
  id: 'tracking-protection',
  errors:
    /^NS_ERROR_(?:TRACKING|MALWARE|PHISHING|UNWANTED|HARMFUL|CRYPTOMINING|FINGERPRINTING|SOCIALTRACKING|EMAILTRACKING)_URI/,
  words: ({ error, url }) => ({
    title: `Not CORS: tracking protection blocked the request`,
    explanation: `Firefox knows ${wire(hostOf(url))} as a tracker (${wire(error)}) and sent nothing. Switch the protection off for this site to test, and expect your users to have it on.`,
    short: 'tracking protection',
  }),
});
