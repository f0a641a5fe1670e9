import { defineHint } from '../hint';
import { wire } from '../wire';

/** The browser's words would fit a CORS failure, but nothing recorded explains it: say both, hide neither. */
export const unexplainedRefusal = defineHint({
  id: 'unexplained-refusal',
  headerHelps: false,

  find(c) {
    if (c.outcome !== 'failed') return null;
    const error = c.ending.kind === 'refused' || c.ending.kind === 'other' ? c.ending.error : 'nothing';
    const params = { error, answered: c.answers.some((answer) => answer.tainting === 'cors') };
    return { on: 'request', hop: null, confidence: 'possible', params };
  },

  words: ({ error, answered }) => ({
    title: answered ? 'The browser refused an answer whose headers are in order' : 'The browser stopped this request',
    explanation: answered
      ? `The browser says ${wire(error)}, but the recorded headers pass every step of the standard. Look for another extension that changes headers on their way, then for a reason of the browser's own.`
      : `The browser says ${wire(error)} and no answer was recorded, so CORS had nothing to judge. Look for another extension, a content security policy or the local network permission.`,
    short: answered ? 'refused despite headers' : 'stopped by the browser',
  }),
});
