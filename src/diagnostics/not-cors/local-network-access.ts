import { addressSpaceOfUrl, isTrustworthy } from '../address-space';
import { defineHint } from '../hint';
import { networkErrorOf } from '../network-error';
import { localNetworkWords } from '../rules/local-network-access';

/** Firefox's own word for it; Chromium calls it CORS, so there a rule tells of it. */
export const localNetworkAccessDenied = defineHint({
  id: 'local-network-access',
  headerHelps: false,
  spec: { algorithm: 'Local Network Access check', step: '4.4' },
  chromium: () => 'LocalNetworkAccessPermissionDenied',
  firefox: 'CORSDidNotSucceed',

  find(c) {
    const found = networkErrorOf(c);
    if (found === null || !/^NS_ERROR_LOCAL_NETWORK_ACCESS_DENIED|LOCAL_NETWORK_ACCESS/.test(found.error)) return null;
    const page = c.pageOrigin ?? 'null';
    const why = isTrustworthy(page) || page === 'null' ? ('permission denied' as const) : ('insecure context' as const);
    const params = { why, space: addressSpaceOfUrl(found.url), url: found.url, pageOrigin: page };
    return { on: found.on, hop: found.hop, confidence: 'certain', params };
  },

  words: ({ why, space, url, pageOrigin }) => localNetworkWords(why, space, url, pageOrigin),
});
