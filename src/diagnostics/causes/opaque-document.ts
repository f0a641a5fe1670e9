import { get } from '../../fetch-standard/header-list';
import { defineHint } from '../hint';
import { wire } from '../wire';
import { blockedAnswer } from './blocked-answer';

/** Which kind of document says `Origin: null`, as far as frame and referrer tell. */
export const opaqueDocument = defineHint({
  id: 'opaque-document',
  headerHelps: false,

  find(c) {
    const answer = blockedAnswer(c);
    const first = c.failures[0];
    if (answer === null || answer.origin !== 'null' || c.pageOrigin !== 'null') return null;
    if (first?.rule.stage !== 'access control' || first.rule.id === 'allow-credentials-not-true') return null;
    const hop = c.exchange.hops[answer.hop];
    const sent = hop?.request.headerList ?? hop?.preflight?.request.headerList ?? null;
    const referrer = sent === null ? null : get(sent, 'Referer');
    const framed = c.exchange.frameId !== 0;
    const kind =
      framed && referrer !== null ? 'sandbox' : framed ? 'frame' : referrer !== null ? 'sandboxed page' : 'file';
    return {
      on: 'request',
      hop: answer.hop,
      confidence: kind === 'frame' ? 'possible' : 'likely',
      params: { kind, referrer },
    } as const;
  },

  words: ({ kind, referrer }) => ({
    title: documents[kind].title,
    explanation: `${documents[kind].what(referrer)}, so the browser says \`Origin: null\` for it. ${documents[kind].todo}; do not let the server allow \`null\`, since every sandboxed page would match it.`,
    short: documents[kind].short,
  }),
});

const documents = {
  sandbox: {
    title: 'A sandboxed frame has no origin of its own',
    what: (referrer: string | null) => `The frame of ${wire(referrer ?? '')} is sandboxed`,
    todo: 'Add `allow-same-origin` to its `sandbox` attribute if the content is your own, or let the page around it make the request',
    short: 'sandboxed frame',
  },
  frame: {
    title: 'This frame has no origin of its own',
    what: () => 'The request comes from a sandboxed frame or from a `data:` document',
    todo: 'Give the frame a URL of its own and, in a sandbox, `allow-same-origin`; or let the page around it make the request',
    short: 'frame without origin',
  },
  'sandboxed page': {
    title: "The page's own policy takes its origin away",
    what: (referrer: string | null) =>
      `${wire(referrer ?? '')} is served with a sandbox in its \`Content-Security-Policy\``,
    todo: 'Add `allow-same-origin` to that sandbox',
    short: 'sandboxed page',
  },
  file: {
    title: 'A page from a file has no origin',
    what: () => 'The page was opened as a `file:` or `data:` URL',
    todo: 'Serve it from a local web server and open its http URL',
    short: 'page is a local file',
  },
} as const;
