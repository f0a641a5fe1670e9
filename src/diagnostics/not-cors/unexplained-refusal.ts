import { defineHint } from '../hint';
import { wire } from '../wire';

/** The browser's words would fit a CORS failure, but nothing recorded explains it: say both, hide neither. */
export const unexplainedRefusal = defineHint({
  id: 'unexplained-refusal',
  headerHelps: false,

  find(c) {
    if (c.outcome !== 'failed') return null;
    const error = c.ending.kind === 'refused' || c.ending.kind === 'other' ? c.ending.error : null;
    const hop = c.exchange.hops.length - 1;
    const answered = c.answers.some(
      (answer) => answer.tainting === 'cors' && answer.on === 'response' && answer.hop === hop,
    );
    const { end } = c.exchange;
    const why = end.state === 'unknown' ? end.why : '';
    return { on: 'request', hop: null, confidence: 'possible', params: { error, answered, why } };
  },

  words: ({ error, answered, why }) => ({
    title: answered
      ? 'The browser refused an answer whose headers are in order'
      : error === null
        ? 'No answer was recorded'
        : 'The browser stopped this request',
    explanation: answered
      ? `${said(error)}, but the recorded headers pass every step of the standard. Look for another extension that changes headers on their way, then for a reason of the browser's own.`
      : error === null
        ? `${toldWhy(why)} A failure of the network, a call taken back and a refusal look alike in such a recording. Record it with the panel to know.`
        : `${said(error)} and no answer was recorded, so CORS had nothing to judge. Look for another extension, a content security policy or the local network permission.`,
    short: answered ? 'refused despite headers' : error === null ? 'no answer recorded' : 'stopped by the browser',
  }),
});

const said = (error: string | null): string =>
  error === null ? 'The browser gave no reason' : `The browser says ${wire(error)}`;

/** A sentence of ours: words and code. A file that somebody changed may hold anything in its place. */
const sentence = /^(?:[\w,'’:;()-]+|`[^`]*`)(?: (?:[\w,'’:;()-]+|`[^`]*`))*\.$/;

function toldWhy(why: string): string {
  if (why === '') return 'The recording has no answer to it and no word why.';
  return sentence.test(why) ? why : `The recording says ${wire(why)}.`;
}
