import { defineNetworkCause } from '../define-network-cause';
import { hostOf, wire } from '../wire';

/** CORS passed; the body broke off. */
export const brokenBody = defineNetworkCause({
  id: 'broken-body',
  errors:
    /^net::ERR_(?:CONTENT_LENGTH_MISMATCH|INCOMPLETE_CHUNKED_ENCODING|CONTENT_DECODING_|HTTP2_.*BODY)|^NS_ERROR_NET_PARTIAL_TRANSFER/,
  words: ({ error, url }) => ({
    title: `Not CORS: the body broke off`,
    explanation: `The answer of ${wire(hostOf(url))} passed the CORS check, but its body is not what the headers announced: ${wire(error)}. Look at the server and at proxies that compress or cut.`,
    short: 'body broke off',
  }),
});
