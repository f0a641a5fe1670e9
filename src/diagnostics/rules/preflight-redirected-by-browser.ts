import { defineRule } from '../rule';
import { hostOf, wire } from '../wire';

/** No server sent this redirect: the browser upgrades the URL, or another extension redirects it, and a preflight may not be redirected. */
export const preflightRedirectedByBrowser = defineRule({
  id: 'preflight-redirected-by-browser',
  stage: 'before any answer',
  on: ['preflight'],
  spec: { algorithm: 'CORS-preflight fetch', step: '7' },
  headerHelps: false,
  chromium: 'PreflightDisallowedRedirect',
  prefixedOnPreflight: false,
  firefox: 'CORSExternalRedirectNotAllowed',

  check: ({ stopped, url }) =>
    stopped?.kind === 'preflight redirected by the browser' ? { upgrade: stopped.upgrade, to: stopped.to, url } : null,

  words: ({ upgrade, to, url }) =>
    upgrade
      ? {
          title: 'The browser turned the preflight over to https',
          explanation: `${wire(hostOf(url))} is known to want https (HSTS), so the browser redirects \`http:\` itself before anything is sent – and a preflight may not be redirected. Write ${wire(to ?? 'https:')} in the page's code.`,
          short: 'http upgraded to https',
        }
      : {
          title: 'Another extension redirected the preflight',
          explanation: `The preflight to ${wire(hostOf(url))} was redirected inside the browser before it was sent, and a preflight may not be redirected. Look for an extension that redirects requests, and exempt \`OPTIONS\` there.`,
          short: 'extension redirects OPTIONS',
        },

  reasons: () => ({
    chromium:
      "Response to preflight request doesn't pass access control check: Redirect is not allowed for a preflight request.",
    firefox: '(Reason: CORS request external redirect not allowed).',
    webkit: 'Preflight response is not successful.',
  }),
});
