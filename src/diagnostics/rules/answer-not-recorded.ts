import { defineRule } from '../rule';
import { hostOf, wire } from '../wire';

/** The browser refused it, and the recording holds nothing that it could have refused: test tools drop what pages do not get. */
export const answerNotRecorded = defineRule({
  id: 'answer-not-recorded',
  stage: 'before any answer',
  on: ['request'],
  spec: { algorithm: 'HTTP fetch', step: '4' },
  confidence: 'likely',
  chromium: null,
  prefixedOnPreflight: false,
  firefox: null,

  check: ({ stopped, url, method, pageOrigin }) =>
    stopped?.kind === 'answer not recorded' ? { by: stopped.by, error: stopped.error, url, method, pageOrigin } : null,

  words: ({ by, error, url, method, pageOrigin }) => ({
    title: `Refused with ${wire(error)}; the recording has no answer to look at`,
    explanation: `The browser ended ${wire(method)} from ${wire(pageOrigin)} to ${wire(hostOf(url))} ${signs(by, error)}, so which header was missing is not known. Run the two \`curl\` commands of the report, or open the page with CORS Lens in DevTools, to see what the server answers.`,
    short: 'refused, answer unrecorded',
  }),

  reasons: () => ({ chromium: null, firefox: null, webkit: null }),
});

function signs(by: string | null, error: string): string {
  if (by !== null)
    return `with the word it has for CORS failures; ${wire(by)} keeps neither preflights nor answers that were refused`;
  return error === 'status 0'
    ? 'after its preflight came back, and the file has no status of that answer'
    : 'with its words for CORS failures, and the file does not hold the answer';
}
