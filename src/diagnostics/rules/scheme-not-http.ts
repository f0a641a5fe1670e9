import { defineRule } from '../rule';
import { wire } from '../wire';

/** CORS is spoken over http and https only. */
export const schemeNotHttp = defineRule({
  id: 'scheme-not-http',
  stage: 'before any answer',
  on: ['request'],
  spec: { algorithm: 'Main fetch', step: '12' },
  headerHelps: false,
  chromium: 'CorsDisabledScheme',
  prefixedOnPreflight: false,
  firefox: 'CORSRequestNotHttp',

  check: ({ stopped, url }) => (stopped?.kind === 'scheme' ? { scheme: stopped.scheme, url } : null),

  words: ({ scheme, url }) => ({
    title: `\`fetch()\` cannot load ${wire(`${scheme}:`)} from another origin`,
    explanation: `${wire(url)} is neither http nor https, so the browser never sent a request; no server can change that. ${
      scheme === 'file' ? 'Serve the file from a local web server and use its http URL.' : 'Use an http or https URL.'
    }`,
    short: 'scheme is not http',
  }),

  reasons: ({ scheme, url }) => ({
    chromium: `Fetch API cannot load ${url}. URL scheme "${scheme}" is not supported.`,
    frameless: true,
    firefox: '(Reason: CORS request not http).',
    webkit: 'Cross origin requests are only supported for HTTP.',
  }),
});
