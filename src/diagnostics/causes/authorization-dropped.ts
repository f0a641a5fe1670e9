import { get } from '../../fetch-standard/header-list';
import { originOfUrl, sameOrigin } from '../../fetch-standard/origin';
import { defineHint } from '../hint';
import { hostOf, wire } from '../wire';
import { blockedAnswer } from './blocked-answer';

/** On the way to another origin the browser takes `Authorization` off, and the next server knows nobody. */
export const authorizationDropped = defineHint({
  id: 'authorization-dropped',
  headerHelps: false,
  spec: { algorithm: 'HTTP-redirect fetch', step: '13' },

  find(c) {
    const answer = blockedAnswer(c);
    if (answer === null || answer.on !== 'response' || ![401, 403].includes(answer.status)) return null;
    const before = c.exchange.hops[answer.hop - 1]?.request;
    const now = c.exchange.hops[answer.hop]?.request.headerList ?? null;
    if (before?.headerList == null || now === null) return null;
    if (get(before.headerList, 'Authorization') === null || get(now, 'Authorization') !== null) return null;
    if (sameOrigin(originOfUrl(before.url), originOfUrl(answer.url))) return null;
    const params = { from: before.url, to: answer.url, status: answer.status };
    return { on: answer.on, hop: answer.hop, check: 'Status', confidence: 'certain', params };
  },

  words: ({ from, to, status }) => ({
    title: 'The redirect lost `Authorization`',
    explanation: `${wire(hostOf(from))} redirects to ${wire(hostOf(to))}, another origin, and on the way the browser takes \`Authorization\` off; so it was answered ${status}. Call ${wire(to)} itself.`,
    short: 'redirect drops the token',
  }),
});
