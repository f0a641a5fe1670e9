import { get } from '../../fetch-standard/header-list';
import { isOkStatus } from '../../fetch-standard/status';
import { defineHint } from '../hint';
import { hostOf, wire, wireHeader } from '../wire';
import { answerThatAllowsNobody } from './blocked-answer';

/** A server's own answer to `OPTIONS`: friendly, 2xx, and without a word of CORS. */
export const defaultOptionsAnswer = defineHint({
  id: 'default-options-answer',
  headerHelps: true,

  find(c) {
    const answer = answerThatAllowsNobody(c);
    if (answer === null || answer.on !== 'preflight' || !isOkStatus(answer.status)) return null;
    const allow = get(answer.headerList, 'Allow');
    const speaksCors = answer.headerList.some(([name]) => /^access-control-/i.test(name));
    if (allow === null || speaksCors) return null;
    return {
      on: answer.on,
      hop: answer.hop,
      confidence: 'certain',
      params: { allow, url: answer.url, status: answer.status },
    };
  },

  words: ({ allow, url, status }) => ({
    title: "The server's default answer to `OPTIONS`, without CORS",
    explanation: `${wire(hostOf(url))} answered ${status} and ${wireHeader('Allow', allow)}, which servers do by themselves. Nothing speaks CORS for this path: install the CORS layer there, before the routes.`,
    short: 'no CORS on this path',
  }),
});
