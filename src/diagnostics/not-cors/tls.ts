import { defineHint } from '../hint';
import { networkErrorOf } from '../network-error';
import { hostOf, wire } from '../wire';

/** No secure connection came about; a certificate that nobody accepted is the usual reason in development. */
export const tls = defineHint({
  id: 'tls',
  headerHelps: false,
  firefox: 'CORSDidNotSucceed',

  find(c) {
    const found = networkErrorOf(c);
    if (found === null) return null;
    const named =
      /^net::ERR_(?:CERT|SSL|BAD_SSL|ECH|CT_)|^(?:SSL_|SEC_|MOZILLA_PKIX_)|^NS_ERROR_(?:NET_INADEQUATE_SECURITY|GENERATE_FAILURE)/;
    // Firefox tells these failures in a sentence of the user's language, and only these.
    const sentence = c.browser === 'firefox' && / /.test(found.error);
    if (!named.test(found.error) && !sentence) return null;
    const certificate = /CERT|SEC_|PKIX/.test(found.error);
    return { on: found.on, hop: found.hop, confidence: 'certain', params: { ...found, certificate } };
  },

  words: ({ url, error, certificate }) => ({
    title: certificate
      ? 'Not CORS: the browser does not trust the certificate'
      : 'Not CORS: no secure connection came about',
    explanation: certificate
      ? `The certificate of ${wire(hostOf(url))} was not accepted (${wire(error)}), so nothing was sent. Open that address in a tab of its own to see why; in development, install the certificate authority.`
      : `Browser and ${wire(hostOf(url))} did not agree on TLS (${wire(error)}), so nothing was sent. Look whether the server speaks plain http on this port, or an old version of TLS.`,
    short: certificate ? 'certificate not trusted' : 'TLS failed',
  }),
});
