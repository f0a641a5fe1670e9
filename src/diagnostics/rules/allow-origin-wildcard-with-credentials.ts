import { get } from '../../fetch-standard/header-list';
import { defineRule } from '../rule';
import { wire } from '../wire';

/** `*` stands for every origin only as long as no credentials are included. */
export const allowOriginWildcardWithCredentials = defineRule({
  id: 'allow-origin-wildcard-with-credentials',
  stage: 'access control',
  on: ['preflight', 'response'],
  spec: { algorithm: 'CORS check', step: '4' },
  chromium: 'WildcardOriginNotAllowed',
  prefixedOnPreflight: true,
  firefox: 'CORSNotSupportingCredentials',

  check: ({ headerList, origin, credentialsMode }) =>
    credentialsMode === 'include' && get(headerList, 'Access-Control-Allow-Origin') === '*' ? { origin } : null,

  words: ({ origin }, { modeAssumed }) => ({
    title: '`*` does not cover a request with credentials',
    explanation:
      origin === 'null'
        ? `${credentialsAsked(modeAssumed)} To such a request \`*\` means nothing, and its origin is \`null\`, which no server should allow with credentials: leave them out.`
        : `${credentialsAsked(modeAssumed)} To such a request \`*\` means nothing. Name the origin, ${wire(origin)}, and answer \`Access-Control-Allow-Credentials: true\` and \`Vary: Origin\` – or leave the credentials out.`,
    short: '* with credentials',
  }),

  reasons: (_, { resource }) => ({
    chromium: `The value of the 'Access-Control-Allow-Origin' header in the response must not be the wildcard '*' when the request's credentials mode is 'include'.${xhrHint(resource)}`,
    firefox: '(Reason: Credential is not supported if the CORS header ‘Access-Control-Allow-Origin’ is ‘*’).',
    webkit: 'Cannot use wildcard in Access-Control-Allow-Origin when credentials flag is true.',
  }),
});

/** No more is said than is known: what a request would meet if it carried credentials is no report of what it did. */
export const credentialsAsked = (assumed: boolean): string =>
  assumed
    ? 'This matters only if the page asked for credentials to be included, which the browser does not tell.'
    : 'The page asked for credentials to be included.';

export const xhrHint = (resource: string): string =>
  resource === 'XMLHttpRequest'
    ? ' The credentials mode of requests initiated by the XMLHttpRequest is controlled by the withCredentials attribute.'
    : '';
