import { originOfUrl } from '../../fetch-standard/origin';
import { defineHint } from '../hint';
import { hostOf, wire } from '../wire';
import { redirected } from './redirected';

/** The session is over: instead of 401 the server sends the request to a login page, which is made for people. */
export const loginRedirect = defineHint({
  id: 'login-redirect',
  headerHelps: false,

  find(c) {
    const found = redirected(c);
    if (found === null || !looksLikeLogin(found.to)) return null;
    const { answer, from, to, isAnswer } = found;
    return {
      on: answer.on,
      hop: answer.hop,
      ...(isAnswer && answer.on === 'preflight' && { check: 'Status' }),
      confidence: originOfUrl(to) === originOfUrl(from) ? 'likely' : 'certain',
      params: { from, target: withoutQuery(to), on: answer.on },
    };
  },

  words: ({ from, target, on }) => ({
    title: 'Not signed in: the server redirects to a login page',
    explanation: `${wire(hostOf(from))} sends ${on === 'preflight' ? '`OPTIONS`' : 'the request'} to ${wire(target)}, which is for people, not for ${wire('fetch()')}. Answer 401 to such requests instead, and let the page itself go to the login; the login server needs no CORS header.`,
    short: 'redirected to login',
  }),
});

const looksLikeLogin = (url: string): boolean =>
  /(?:^|[/._-])(?:log-?in|sign-?in|sso|oauth2?|authorize|saml2?|openid|idp|adfs|cas|auth)(?:[/._?#-]|$)|\/\/(?:login|accounts?|auth|idp|sso|id)\./i.test(
    url.slice(0, 2000),
  );

const withoutQuery = (url: string): string => url.slice(0, 2000).split(/[?#]/)[0] ?? '';
