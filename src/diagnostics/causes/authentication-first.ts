import { get } from '../../fetch-standard/header-list';
import { defineHint } from '../hint';
import { hostOf, wire } from '../wire';
import { blockedAnswer } from './blocked-answer';

/** A preflight never carries credentials, so whoever asks for them on `OPTIONS` refuses every preflight. */
export const authenticationFirst = defineHint({
  id: 'authentication-first',
  headerHelps: true,

  find(c) {
    const answer = blockedAnswer(c);
    if (answer === null || ![401, 403, 407].includes(answer.status)) return null;
    const challenge = get(answer.headerList, 'WWW-Authenticate');
    // On the response itself, 403 says nothing about the order of things.
    if (answer.on === 'response' && answer.status !== 401) return null;
    return {
      on: answer.on,
      hop: answer.hop,
      check: 'Status',
      confidence: answer.status === 401 || challenge !== null ? 'certain' : 'likely',
      params: { status: answer.status, challenge, url: answer.url, on: answer.on },
    };
  },

  words: ({ status, url, on }) => ({
    title: on === 'preflight' ? 'Authentication runs before CORS' : `Not signed in: the ${status} has no CORS headers`,
    explanation:
      on === 'preflight'
        ? `${wire(hostOf(url))} answered \`OPTIONS\` with ${status}. A preflight never carries cookies or tokens, so it can never pass there: answer \`OPTIONS\` before authentication.`
        : `${wire(hostOf(url))} answered ${status}, and what answers there leaves the CORS headers off, so the page cannot even see the status. Sign in again, and let ${status} answers carry the headers too.`,
    short: on === 'preflight' ? 'auth runs before CORS' : `${status} without CORS headers`,
  }),
});
