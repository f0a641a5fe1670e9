import { defineHint } from '../hint';
import { wire } from '../wire';

/** Mode `no-cors` is for what a form could send. */
export const noCorsMethod = defineHint({
  id: 'no-cors-method',
  headerHelps: false,

  find(c) {
    if (c.exchange.invisible?.kind !== 'mode-no-cors-method') return null;
    const method = c.exchange.hops[c.exchange.hops.length - 1]?.request.method ?? '';
    return { on: 'request', hop: null, confidence: 'certain', params: { method } };
  },

  words: ({ method }) => ({
    title: `\`mode: 'no-cors'\` cannot send ${wire(method)}`,
    explanation: `Without CORS a page may send \`GET\`, \`HEAD\` and \`POST\` only, so the browser never sent the request. Use \`mode: 'cors'\` and let the server allow ${wire(method)}; \`no-cors\` would not let you read the answer anyway.`,
    short: 'method needs CORS',
  }),
});
