import { get } from '../../fetch-standard/header-list';
import { defineHint } from '../hint';
import { hostOf, wire } from '../wire';
import { answerWithoutHeaders } from './blocked-answer';

/** The gateway refused before any integration ran, so nobody added headers. */
export const apiGatewayError = defineHint({
  id: 'api-gateway-error',
  headerHelps: true,

  find(c) {
    const answer = answerWithoutHeaders(c);
    if (answer === null || answer.status < 400) return null;
    const type = get(answer.headerList, 'x-amzn-ErrorType');
    if (type === null) return null;
    return {
      on: answer.on,
      hop: answer.hop,
      check: 'Status',
      confidence: 'certain',
      params: { type, status: answer.status, url: answer.url, on: answer.on },
    };
  },

  words: ({ type, status, url, on }) => ({
    title: `API Gateway itself answered ${status}`,
    explanation: `${wire(hostOf(url))} answered ${wire(type)} before your code ran. ${
      on === 'preflight'
        ? 'Give the path an `OPTIONS` method without authorizer and API key, and deploy the stage.'
        : 'Mend what it names, and add the CORS headers to the gateway responses `DEFAULT_4XX` and `DEFAULT_5XX`; then deploy the stage.'
    }`,
    short: 'API Gateway refused it',
  }),
});
