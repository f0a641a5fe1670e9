import { defineHint } from '../hint';
import { hostOf, wire } from '../wire';
import { answerWithoutHeaders } from './blocked-answer';
import { errorsSkipCors } from './errors-skip-cors';
import { gatewayError } from './gateway-error';

/** The application failed, and its error path leaves the CORS headers off. */
export const serverError = defineHint({
  id: 'server-error',
  headerHelps: true,

  find(c) {
    const answer = answerWithoutHeaders(c);
    // 501 is told as a missing route, a gateway's statuses as the gateway's, and with a good answer to compare there is more to say.
    if (answer === null || answer.status < 500 || answer.status === 501 || gatewayError.find(c) !== null) return null;
    if (errorsSkipCors.find(c) !== null) return null;
    const params = { status: answer.status, url: answer.url, on: answer.on };
    return { on: answer.on, hop: answer.hop, check: 'Status', confidence: 'certain', params };
  },

  words: ({ status, url, on }) => ({
    title: on === 'preflight' ? `The server failed on \`OPTIONS\` (${status})` : `The server failed with ${status}`,
    explanation: `${wire(hostOf(url))} answered ${status}, and its error path leaves the CORS headers off, so the browser speaks of CORS. Mend the failure first – the server's log names it – and let errors carry the headers too, so that the page can read them.`,
    short: `server failed with ${status}`,
  }),
});
