import { defineRule, type Words } from '../rule';
import { hostOf, wire } from '../wire';

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

  check: ({ stopped, url, urlList }) =>
    stopped?.kind === 'scheme' ? { scheme: stopped.scheme, url, from: urlList[urlList.length - 2] ?? null } : null,

  words: ({ scheme, url, from }) => (from === null ? ofCall(scheme, url) : ofRedirect(scheme, url, from)),

  reasons: ({ scheme, url, from }) => ({
    chromium:
      from === null
        ? `Fetch API cannot load ${url}. URL scheme "${scheme}" is not supported.`
        : 'Cross origin requests are only supported for protocol schemes: chrome, chrome-extension, chrome-untrusted, data, http, https, isolated-app.',
    frameless: from === null,
    firefox: '(Reason: CORS request not http).',
    webkit: 'Cross origin requests are only supported for HTTP.',
  }),
});

const ofCall = (scheme: string, url: string): Words => ({
  title: `\`fetch()\` cannot load ${wire(`${scheme}:`)} from another origin`,
  explanation: `${wire(url)} is neither http nor https, so the browser never sent a request; no server can change that. ${
    scheme === 'file' ? 'Serve the file from a local web server and use its http URL.' : 'Use an http or https URL.'
  }`,
  short: 'scheme is not http',
});

const ofRedirect = (scheme: string, url: string, from: string): Words => ({
  title: `The redirect leads to ${wire(`${scheme}:`)}`,
  explanation: `${wire(hostOf(from))} redirects to ${wire(url)}, and a page's request goes to http and https only. Let the server redirect there, or send the address in the body for the page to open itself.`,
  short: 'redirect leaves http',
});
