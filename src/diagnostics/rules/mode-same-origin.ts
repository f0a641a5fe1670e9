import { defineRule } from '../rule';
import { hostOf, wire } from '../wire';

/** The page itself forbade its call to leave its origin. */
export const modeSameOrigin = defineRule({
  id: 'mode-same-origin',
  stage: 'before any answer',
  on: ['request'],
  spec: { algorithm: 'Main fetch', step: '12' },
  headerHelps: false,
  chromium: 'DisallowedByMode',
  prefixedOnPreflight: false,
  firefox: null,

  check: ({ stopped, url, pageOrigin }) => (stopped?.kind === 'mode same-origin' ? { url, pageOrigin } : null),

  words: ({ url, pageOrigin }) => ({
    title: "The call says `mode: 'same-origin'`, and the URL is another origin",
    explanation: `${wire(hostOf(url))} is not ${wire(pageOrigin)}, so the browser never sent the request; no server can change that. Leave the option out, or call a URL of the page's own origin.`,
    short: 'mode is same-origin',
  }),

  reasons: ({ url, pageOrigin }) => ({
    chromium: `Fetch API cannot load ${url}. Request mode is "same-origin" but the URL's origin is not same as the request origin ${pageOrigin}.`,
    frameless: true,
    firefox: null,
    webkit: `Unsafe attempt to load URL ${url} from frame with URL ${pageOrigin}. Domains, protocols and ports must match.`,
  }),
});
