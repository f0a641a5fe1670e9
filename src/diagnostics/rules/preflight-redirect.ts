import { get } from '../../fetch-standard/header-list';
import { locationOf } from '../../fetch-standard/http-redirect-fetch';
import { isRedirectStatus } from '../../fetch-standard/status';
import { defineRule } from '../rule';
import { wire } from '../wire';

/** A preflight is never followed anywhere; a redirect is just not an ok status. */
export const preflightRedirect = defineRule({
  id: 'preflight-redirect',
  stage: 'redirected preflight',
  on: ['preflight'],
  spec: { algorithm: 'CORS-preflight fetch', step: '7' },
  chromium: 'PreflightDisallowedRedirect',
  prefixedOnPreflight: false,
  firefox: 'CORSExternalRedirectNotAllowed',

  check({ status, headerList }) {
    const location = locationOf(headerList);
    if (!isRedirectStatus(status) || location === null) return null;
    return { status, location, internal: get(headerList, 'Non-Authoritative-Reason') };
  },

  words: ({ status, location, internal }) =>
    internal === null
      ? {
          title: 'The preflight was redirected',
          explanation: `The server answered \`OPTIONS\` with ${status} to ${wire(location)}, and browsers do not follow a redirected preflight. Call that URL itself, or answer \`OPTIONS\` before the redirect.`,
          short: 'preflight redirected',
        }
      : {
          title: `The browser itself redirected the preflight (${wire(internal)})`,
          explanation: `The site is known to use https, so the browser turned the URL into ${wire(location)} – with a redirect of its own, which a preflight may not meet. Use the https URL in your code.`,
          short: 'upgraded to https',
        },

  reasons: ({ status }) => ({
    chromium:
      "Response to preflight request doesn't pass access control check: Redirect is not allowed for a preflight request.",
    firefox: '(Reason: CORS request external redirect not allowed).',
    webkit: `Preflight response is not successful. Status code: ${status}`,
  }),
});
