import { get } from '../../fetch-standard/header-list';
import { defineHint } from '../hint';
import { hostOf, wire } from '../wire';

/** `Access-Control-Allow-Origin: null` opens the answer to every sandboxed page there is. */
export const nullAllowed = defineHint({
  id: 'null-allowed',
  headerHelps: true,

  find(c) {
    const answer = c.answers.find(
      (a) => a.tainting === 'cors' && get(a.headerList, 'Access-Control-Allow-Origin') === 'null',
    );
    if (answer === undefined) return null;
    const credentials = get(answer.headerList, 'Access-Control-Allow-Credentials') === 'true';
    return { on: answer.on, hop: answer.hop, confidence: 'certain', params: { url: answer.url, credentials } };
  },

  words: ({ url, credentials }) => ({
    title: '`Access-Control-Allow-Origin: null` lets every sandboxed page in',
    explanation: `Any site can put a page into a sandboxed frame, and its origin is \`null\`; so what ${wire(hostOf(url))} answers is open to all of them${credentials ? ', with the cookies of your users' : ''}. Name real origins instead.`,
    short: 'null is allowed',
  }),
});
