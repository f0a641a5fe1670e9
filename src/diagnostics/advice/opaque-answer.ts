import { defineHint } from '../hint';
import { hostOf, wire } from '../wire';

/** `mode: 'no-cors'` never fails and never gives anything to read. */
export const opaqueAnswer = defineHint({
  id: 'opaque-answer',
  headerHelps: false,

  find(c) {
    if (c.outcome !== 'allowed' || c.relation !== 'no-cors' || c.exchange.resourceType !== 'xmlhttprequest')
      return null;
    const url = c.exchange.hops[c.exchange.hops.length - 1]?.request.url ?? '';
    return { on: 'response', hop: null, confidence: 'certain', params: { url } };
  },

  words: ({ url }) => ({
    title: "The script cannot read this answer: `mode: 'no-cors'`",
    explanation: `${wire(hostOf(url))} answered, but in this mode the script sees status 0, no headers and an empty body. If it needs the answer, use \`mode: 'cors'\` and let the server allow the page.`,
    short: 'answer is opaque',
  }),
});
