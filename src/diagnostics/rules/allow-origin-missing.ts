import { get } from '../../fetch-standard/header-list';
import { isRedirectStatus } from '../../fetch-standard/status';
import { defineRule } from '../rule';
import { hostOf, wire, wireHeader } from '../wire';

/** The answer says nothing about who may read it. */
export const allowOriginMissing = defineRule({
  id: 'allow-origin-missing',
  stage: 'access control',
  on: ['preflight', 'response'],
  spec: { algorithm: 'CORS check', step: '2' },
  chromium: 'MissingAllowOriginHeader',
  prefixedOnPreflight: true,
  firefox: 'CORSMissingAllowOrigin',

  check: ({ headerList, origin, status }) =>
    get(headerList, 'Access-Control-Allow-Origin') === null ? { origin, status } : null,

  words: ({ origin, status }, { on, url }) => ({
    title: `The ${on === 'preflight' ? 'preflight answer' : isRedirectStatus(status) ? 'redirect' : 'response'} ${status > 0 ? `(${status}) ` : ''}has no \`Access-Control-Allow-Origin\``,
    explanation:
      origin === 'null'
        ? `${wire(hostOf(url))} does not say who may read this answer, and this request's origin is \`null\`, which no server should allow: give the request a real origin first.`
        : `${wire(hostOf(url))} does not say who may read this answer, so only its own pages may${on === 'response' && isRedirectStatus(status) ? '; a redirect is an answer like any other' : ''}. Answer ${wireHeader('Access-Control-Allow-Origin', origin)}${on === 'preflight' ? ' to `OPTIONS` and to the request itself' : ''}.`,
    short: 'no Allow-Origin',
  }),

  reasons: ({ status }, { pageOrigin }) => ({
    chromium: "No 'Access-Control-Allow-Origin' header is present on the requested resource.",
    firefox: `(Reason: CORS header ‘Access-Control-Allow-Origin’ missing). Status code: ${status}.`,
    webkit: `Origin ${pageOrigin} is not allowed by Access-Control-Allow-Origin. Status code: ${status}`,
  }),
});
