import { isOkStatus } from '../../fetch-standard/status';
import { defineHint } from '../hint';
import { hostOf, wire } from '../wire';
import { answerThatAllowsNobody } from './blocked-answer';

/** `OPTIONS` was answered well, the request itself without headers. */
export const headersOnPreflightOnly = defineHint({
  id: 'headers-on-preflight-only',
  headerHelps: true,

  find(c) {
    const answer = answerThatAllowsNobody(c);
    if (answer === null || answer.on !== 'response' || !isOkStatus(answer.status)) return null;
    const preflight = c.answers.find((other) => other.hop === answer.hop && other.on === 'preflight');
    if (preflight === undefined) return null;
    return {
      on: answer.on,
      hop: answer.hop,
      confidence: 'certain',
      params: { url: answer.url, method: answer.method, status: answer.status },
    };
  },

  words: ({ url, method, status }) => ({
    title: 'The CORS headers are on the preflight answer only',
    explanation: `${wire(hostOf(url))} answered \`OPTIONS\` well, but ${wire(method)} (${status}) came without \`Access-Control-Allow-Origin\`. Both answers need it: often a gateway answers \`OPTIONS\`, and the function behind it must add the header itself.`,
    short: 'headers on preflight only',
  }),
});
