import { locationOf } from '../../fetch-standard/http-redirect-fetch';
import { isOkStatus, isRedirectStatus } from '../../fetch-standard/status';
import { defineRule } from '../rule';
import { hostOf, wire } from '../wire';

/** Any status from 200 to 299 will do for a preflight, no other. */
export const preflightStatusNotOk = defineRule({
  id: 'preflight-status-not-ok',
  stage: 'status',
  on: ['preflight'],
  spec: { algorithm: 'CORS-preflight fetch', step: '7' },
  chromium: 'PreflightInvalidStatus',
  prefixedOnPreflight: false,
  firefox: 'CORSPreflightDidNotSucceed',

  check: ({ status, headerList }) =>
    isOkStatus(status) || (isRedirectStatus(status) && locationOf(headerList) !== null) ? null : { status },

  words: ({ status }, { url, method }) => ({
    title: `The preflight was answered ${status}`,
    explanation: `Before ${wire(method)} the browser asks ${wire(hostOf(url))} with \`OPTIONS\`, and any status from 200 to 299 would do. Answer \`OPTIONS\` with 204 before authentication, routing and rate limits.`,
    short: `preflight answered ${status}`,
  }),

  reasons: ({ status }) => ({
    chromium: "Response to preflight request doesn't pass access control check: It does not have HTTP ok status.",
    firefox: `(Reason: CORS preflight response did not succeed). Status code: ${status}.`,
    webkit: `Preflight response is not successful. Status code: ${status}`,
  }),
});
