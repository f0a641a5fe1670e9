import { httpRedirectFetch } from '../../fetch-standard/http-redirect-fetch';
import { parsedUrl } from '../../fetch-standard/origin';
import { defineRule } from '../rule';
import { hostOf, wire } from '../wire';

/** A redirect may not carry `user:password@` into a cross-origin request. */
export const redirectWithCredentialsInUrl = defineRule({
  id: 'redirect-with-credentials-in-url',
  stage: 'redirect',
  on: ['response'],
  spec: { algorithm: 'HTTP-redirect fetch', step: '9' },
  chromium: 'RedirectContainsCredentials',
  prefixedOnPreflight: false,
  firefox: 'CORSDidNotSucceed',

  check({ status, headerList, method, pageOrigin, urlList, tainting }) {
    const result = httpRedirectFetch({
      origin: pageOrigin,
      urlList,
      method,
      mode: 'cors',
      responseTainting: tainting,
      streamBody: false,
      status,
      responseHeaders: headerList,
    });
    if (result.result !== 'failure' || (result.step !== '9' && result.step !== '10')) return null;
    return { status, location: withoutUserinfo(result.locationUrl ?? ''), step: result.step };
  },

  step: ({ step }) => step,

  words: ({ status, location }, { url }) => ({
    title: 'The redirect carries a user name or password in its URL',
    explanation: `${wire(hostOf(url))} answered ${status} with a \`Location\` of the form \`user:password@\` before ${wire(hostOf(location))}; browsers refuse that in cross-origin requests. Redirect to ${wire(location)} and pass the credentials in a header.`,
    short: 'password in redirect URL',
  }),

  reasons: (_, { url }) => ({
    chromium: "Redirect location '' contains a username and password, which is disallowed for cross-origin requests.",
    firefox: '(Reason: CORS request did not succeed). Status code: (null).',
    webkit: `Cross-origin redirection from ${url} denied by Cross-Origin Resource Sharing policy: redirection URL has credentials.`,
  }),
});

/** Also keeps the password out of texts and reports. */
function withoutUserinfo(url: string): string {
  const parsed = parsedUrl(url);
  if (parsed === null) return url;
  parsed.username = '';
  parsed.password = '';
  return parsed.href;
}
