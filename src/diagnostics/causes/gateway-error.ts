import { get } from '../../fetch-standard/header-list';
import { defineHint } from '../hint';
import { hostOf, wire } from '../wire';
import { answerWithoutHeaders } from './blocked-answer';

/** The proxy in front answered for an application that did not; its error page knows nothing of CORS. */
export const gatewayError = defineHint({
  id: 'gateway-error',
  headerHelps: false,

  find(c) {
    const answer = answerWithoutHeaders(c);
    if (answer === null) return null;
    const gateway = [502, 503, 504].includes(answer.status) || (answer.status >= 520 && answer.status <= 530);
    if (!gateway) return null;
    const server = get(answer.headerList, 'Server');
    return {
      on: answer.on,
      hop: answer.hop,
      check: 'Status',
      confidence: answer.status === 503 && server === null ? 'likely' : 'certain',
      params: { status: answer.status, server, url: answer.url },
    };
  },

  words: ({ status, server, url }) => ({
    title: `Not CORS: the gateway answered ${status}`,
    explanation: `${server === null ? 'A proxy' : wire(server)} answered for ${wire(hostOf(url))}, whose application is down or too slow, with an error page that has no CORS headers; hence the browser speaks of CORS. Bring the application back; only then look at headers.`,
    short: `gateway answered ${status}`,
  }),
});
