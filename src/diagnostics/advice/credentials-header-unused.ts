import { get } from '../../fetch-standard/header-list';
import { defineHint } from '../hint';
import { readableAnswer } from './readable-answer';

/** Only where the page hook has seen the mode: without it the header may well be used by other calls. */
export const credentialsHeaderUnused = defineHint({
  id: 'credentials-header-unused',
  headerHelps: true,

  find(c) {
    const answer = readableAnswer(c);
    if (answer === null || c.credentialsMode?.how !== 'seen' || c.credentialsMode.value === 'include') return null;
    if (get(answer.headerList, 'Access-Control-Allow-Credentials') !== 'true') return null;
    return { on: 'response', hop: answer.hop, confidence: 'certain', params: { mode: c.credentialsMode.value } };
  },

  words: ({ mode }) => ({
    title: '`Access-Control-Allow-Credentials` has no effect on this call',
    explanation: `The call was made with \`credentials: '${mode}'\`, so no cookies were sent to another origin and none were taken. If it needs them, write \`credentials: 'include'\`; if not, all is well.`,
    short: 'call sends no credentials',
  }),
});
