import { defineRule } from '../rule';
import { wire } from '../wire';

/** Two options of one call that do not go together. */
export const modeNoCorsRedirect = defineRule({
  id: 'mode-no-cors-redirect',
  stage: 'before any answer',
  on: ['request'],
  spec: { algorithm: 'Main fetch', step: '12' },
  headerHelps: false,
  chromium: 'NoCorsRedirectModeNotFollow',
  prefixedOnPreflight: false,
  firefox: null,

  check: ({ stopped, url }) =>
    stopped?.kind === 'mode no-cors with redirect mode' ? { redirectMode: stopped.redirectMode, url } : null,

  words: ({ redirectMode }) => ({
    title: "`mode: 'no-cors'` only goes with `redirect: 'follow'`",
    explanation: `The call asks for ${wire(`redirect: '${redirectMode}'`)} in mode \`no-cors\`, so the browser never sent the request. Leave \`redirect\` out, or use \`mode: 'cors'\`.`,
    short: 'redirect mode not follow',
  }),

  reasons: ({ url }) => ({
    chromium: `Fetch API cannot load ${url}. Request mode is "no-cors" but the redirect mode is not "follow".`,
    frameless: true,
    firefox: null,
    webkit: 'Load failed',
  }),
});
