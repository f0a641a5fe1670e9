import { defineHint } from '../hint';
import { wire } from '../wire';

/** The browser's words would fit a CORS failure, but the headers are in order: say both, hide neither. */
export const unexplainedRefusal = defineHint({
  id: 'unexplained-refusal',
  headerHelps: false,

  find(c) {
    if (c.outcome !== 'failed' || c.ending.kind !== 'refused') return null;
    const params = { error: c.ending.error, answered: c.answers.length > 0 };
    return { on: 'request', hop: null, confidence: 'possible', params };
  },

  words: ({ error, answered }) => ({
    title: answered ? 'The browser refused an answer whose headers are in order' : 'The browser stopped this request',
    explanation: answered
      ? `The browser says ${wire(error)}, but the recorded headers pass every step of the standard. Another extension may change them on their way, or the browser stopped for a reason of its own.`
      : `The browser says ${wire(error)} and no answer was recorded, so CORS had nothing to judge. Look for another extension, a content security policy or the local network permission.`,
    short: answered ? 'refused despite headers' : 'stopped by the browser',
  }),
});
