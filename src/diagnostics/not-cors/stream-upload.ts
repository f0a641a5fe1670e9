import { defineNetworkCause } from '../define-network-cause';
import { hostOf, wire } from '../wire';

/** A stream as body needs HTTP/2. */
export const streamUpload = defineNetworkCause({
  id: 'stream-upload',
  errors: /^net::ERR_ALPN_NEGOTIATION_FAILED/,
  words: ({ url }) => ({
    title: `Not CORS: a streamed body needs HTTP/2`,
    explanation: `The page sends a stream as body, which Chromium does over HTTP/2 or later only, and ${wire(hostOf(url))} speaks HTTP/1. Send the body as a whole, or offer HTTP/2.`,
    short: 'stream needs HTTP/2',
  }),
});
