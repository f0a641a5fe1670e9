import { defineNetworkCause } from '../define-network-cause';
import { hostOf, wire } from '../wire';

/** What came back is not HTTP as browsers know it. */
export const malformedResponse = defineNetworkCause({
  id: 'malformed-response',
  errors:
    /^net::ERR_(?:INVALID_HTTP_RESPONSE|INVALID_RESPONSE|RESPONSE_HEADERS_|INVALID_CHUNKED|UNEXPECTED|HTTP_1_1_REQUIRED|UNSUPPORTED_|METHOD_NOT)|^NS_ERROR_(?:NET_CORRUPTED|INVALID_CONTENT_ENCODING|NET_BAD)/,
  words: ({ error, url }) => ({
    title: `Not CORS: the answer is not proper HTTP`,
    explanation: `What ${wire(hostOf(url))} answered cannot be read as HTTP: ${wire(error)}. Look whether something else listens on this port, and at headers that are too long or written twice.`,
    short: 'answer is not HTTP',
  }),
});
