import { get } from '../../fetch-standard/header-list';
import { parsedUrl } from '../../fetch-standard/origin';
import { originSlip, slipInWords } from '../near-miss/origin';
import { defineRule } from '../rule';
import { wire, wireHeader } from '../wire';

/** A value that is not even a URL: a host without scheme, a pattern, `true`, nothing at all. */
export const allowOriginMalformed = defineRule({
  id: 'allow-origin-malformed',
  stage: 'access control',
  on: ['preflight', 'response'],
  spec: { algorithm: 'CORS check', step: '4' },
  chromium: 'InvalidAllowOriginValue',
  prefixedOnPreflight: true,
  firefox: 'CORSAllowOriginNotMatchingOrigin',

  check({ headerList, origin, url }) {
    const allowed = get(headerList, 'Access-Control-Allow-Origin');
    if (allowed === null || allowed === origin || allowed === '*' || allowed === 'null') return null;
    if (/[ ,]/.test(allowed) || parsedUrl(allowed) !== null) return null;
    return { origin, allowed, slip: originSlip(origin, allowed, url) };
  },

  words: ({ origin, allowed, slip }) => ({
    title:
      allowed === ''
        ? '`Access-Control-Allow-Origin` is empty'
        : `${wireHeader('Access-Control-Allow-Origin', allowed)} is not an origin`,
    explanation:
      origin === 'null'
        ? `The header takes one whole origin. This request's own is \`null\`, which no server should allow: give the request a real origin first.`
        : allowed === ''
          ? `The header is there without a value, often a variable that is not set. Answer ${wire(origin)}.`
          : `${slipInWords(slip, origin, allowed)}. Answer ${wire(origin)}.`,
    short: allowed === '' ? 'Allow-Origin is empty' : 'Allow-Origin is no origin',
  }),

  reasons: ({ allowed }, { pageOrigin, status }) => ({
    chromium: `The 'Access-Control-Allow-Origin' header contains the invalid value '${allowed}'. Have the server send the header with a valid value.`,
    firefox: `(Reason: CORS header ‘Access-Control-Allow-Origin’ does not match ‘${allowed}’).`,
    webkit: `Origin ${pageOrigin} is not allowed by Access-Control-Allow-Origin. Status code: ${status}`,
  }),
});
