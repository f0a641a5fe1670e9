import { defineHint } from '../hint';

/** The standard would have refused an answer that the browser let pass. */
export const passedDespiteHeaders = defineHint({
  id: 'passed-despite-headers',
  headerHelps: false,

  find(c) {
    if (c.disagreement !== 'passed despite headers') return null;
    return { on: 'response', hop: null, confidence: 'certain', params: {} };
  },

  words: () => ({
    title: 'The browser let this pass although the headers do not allow it',
    explanation:
      'By the standard this answer is refused. Another extension may have unlocked CORS, the browser may run without web security, or the request came from an extension with rights of its own. Your users have none of these.',
    short: 'passed despite headers',
  }),
});
