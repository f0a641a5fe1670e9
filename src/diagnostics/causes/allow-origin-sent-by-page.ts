import { requestedNames } from '../answers';
import { defineHint } from '../hint';
import { wireList } from '../wire';

/** The page sends the server's header. It means nothing there, and makes a preflight that then has to allow it. */
export const allowOriginSentByPage = defineHint({
  id: 'allow-origin-sent-by-page',
  headerHelps: true,

  find(c) {
    for (const [hop, { preflight, request }] of c.exchange.hops.entries()) {
      if (c.relations[hop] !== 'cors') continue;
      const sent =
        preflight !== null ? requestedNames(preflight) : (request.headerList ?? []).map(([name]) => name.toLowerCase());
      const names = sent.filter((name) => /^access-control-(?:allow|expose|max)-/.test(name));
      if (names.length > 0) return { on: 'request', hop, confidence: 'certain', params: { names } };
    }
    return null;
  },

  words: ({ names }) => ({
    title: `The page sends ${wireList(names, 2)} with its request`,
    explanation: `${wireList(names)} ${names.length === 1 ? 'is a header' : 'are headers'} of the server's answer. In a request ${names.length === 1 ? 'it allows' : 'they allow'} nothing and only make${names.length === 1 ? 's' : ''} a preflight, which must then list ${names.length === 1 ? 'it' : 'them'}. Take ${names.length === 1 ? 'it' : 'them'} out of the page's code.`,
    short: "server's header in request",
  }),
});
