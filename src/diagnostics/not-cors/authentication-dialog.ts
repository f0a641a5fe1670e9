import { get } from '../../fetch-standard/header-list';
import { defineHint } from '../hint';
import { hostOf, wire } from '../wire';

/** The browser shows its own login window and says nothing more until the user has answered. */
export const authenticationDialog = defineHint({
  id: 'authentication-dialog',
  headerHelps: false,

  find(c) {
    if (c.exchange.end.state !== 'asking') return null;
    const last = c.exchange.hops[c.exchange.hops.length - 1];
    const challenge = last?.response == null ? null : get(last.response.headerList, 'WWW-Authenticate');
    return { on: 'response', hop: null, confidence: 'certain', params: { url: last?.request.url ?? '', challenge } };
  },

  words: ({ url, challenge }) => ({
    title: 'Waiting: the browser asks for a user name and password',
    explanation: `${wire(hostOf(url))} answered 401${challenge === null ? '' : ` with ${wire(challenge)}`}, and the request rests until the login window is answered. If users are not to see that window, do not send \`WWW-Authenticate: Basic\` to a page's requests.`,
    short: 'login window is open',
  }),
});
