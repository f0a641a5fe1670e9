import { get } from '../../fetch-standard/header-list';
import { type OriginSlip, originSlip, slipInWords } from '../near-miss/origin';
import { defineRule } from '../rule';
import { wire } from '../wire';

/** `Access-Control-Allow-Origin` names an origin, but not this one. The two are compared byte for byte. */
export const allowOriginMismatch = defineRule({
  id: 'allow-origin-mismatch',
  stage: 'access control',
  on: ['preflight', 'response'],
  spec: { algorithm: 'CORS check', step: '4' },
  chromium: 'AllowOriginMismatch',
  prefixedOnPreflight: true,
  firefox: 'CORSAllowOriginNotMatchingOrigin',

  check({ headerList, origin, url }) {
    const allowed = get(headerList, 'Access-Control-Allow-Origin');
    if (allowed === null || allowed === origin || allowed === '*') return null;
    return { origin, allowed, slip: originSlip(origin, allowed, url) };
  },

  words: ({ origin, allowed, slip }) => ({
    title:
      slip === 'trailing slash'
        ? '`Access-Control-Allow-Origin` has a slash too many'
        : `\`Access-Control-Allow-Origin\` is not ${wire(origin)}`,
    explanation: `${slipInWords(slip, origin, allowed)}. Answer ${wire(origin)} to this page, after a look at your list of allowed origins, and \`Vary: Origin\` with it.`,
    short: shortOf(slip),
  }),

  reasons: ({ allowed }, { pageOrigin, status }) => ({
    chromium: `The 'Access-Control-Allow-Origin' header has a value '${allowed}' that is not equal to the supplied origin. Have the server send the header with a valid value.`,
    firefox: `(Reason: CORS header ‘Access-Control-Allow-Origin’ does not match ‘${allowed}’).`,
    webkit: `Origin ${pageOrigin} is not allowed by Access-Control-Allow-Origin. Status code: ${status}`,
  }),
});

function shortOf(slip: OriginSlip): string {
  switch (slip) {
    case 'trailing slash':
      return 'allowed origin has slash';
    case 'path':
      return 'allowed origin has path';
    case 'scheme':
      return 'other scheme allowed';
    case 'port':
    case 'port missing':
      return 'other port allowed';
    case 'default port':
      return 'default port spelled out';
    case 'case':
      return 'allowed origin: case differs';
    case 'www':
      return 'www makes the difference';
    case 'wildcard in host':
      return 'pattern in allowed origin';
    case 'loopback name':
      return 'other name of localhost';
    case 'null value':
      return 'only null is allowed';
    case 'environment':
      return "other environment's origin";
    case 'quotes':
    case 'missing scheme':
    case 'not an origin':
    case 'trailing dot':
    case 'own origin':
    case 'sub-domain':
    case 'parent domain':
    case 'sibling domain':
    case 'other origin':
      return 'another origin is allowed';
  }
}
