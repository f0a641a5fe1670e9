import { get } from '../../fetch-standard/header-list';
import { defineHint } from '../hint';

/** Left over from Private Network Access, which became a permission of the user. */
export const privateNetworkHeader = defineHint({
  id: 'private-network-header',
  headerHelps: true,

  find(c) {
    const answer = c.answers.find((a) => get(a.headerList, 'Access-Control-Allow-Private-Network') !== null);
    return answer === undefined ? null : { on: answer.on, hop: answer.hop, confidence: 'certain', params: {} };
  },

  words: () => ({
    title: '`Access-Control-Allow-Private-Network` is no longer read',
    explanation:
      'Browsers ask the user for permission to reach the local network instead; the header does no harm and nothing else. Take it out when you next touch the configuration.',
    short: 'obsolete header',
  }),
});
