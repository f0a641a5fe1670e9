import { get } from '../../fetch-standard/header-list';
import { defineHint } from '../hint';
import { hostOf, wire, wireHeader } from '../wire';
import { answerWithoutHeaders } from './blocked-answer';

/** 404, 405 or 501 on `OPTIONS`: the router knows the path for other methods, or not at all. */
export const optionsNotRouted = defineHint({
  id: 'options-not-routed',
  headerHelps: true,

  find(c) {
    const answer = answerWithoutHeaders(c);
    if (answer === null || answer.on !== 'preflight' || ![404, 405, 501].includes(answer.status)) return null;
    const params = {
      status: answer.status,
      allow: get(answer.headerList, 'Allow'),
      url: answer.url,
      method: answer.method,
    };
    return { on: answer.on, hop: answer.hop, check: 'Status', confidence: 'certain', params };
  },

  words: ({ status, allow, url, method }) => ({
    title: 'Routing runs before CORS: nothing answers `OPTIONS`',
    explanation: `${wire(hostOf(url))} answered \`OPTIONS\` with ${status}${allow === null ? '' : ` (${wireHeader('Allow', allow)})`}, so ${wire(method)} was never sent. Let the CORS layer answer \`OPTIONS\` for this path before the router does; if the path itself is wrong, correct that first.`,
    short: `OPTIONS answered ${status}`,
  }),
});
