import { get } from '../../fetch-standard/header-list';
import { defineRule } from '../rule';
import { wire } from '../wire';
import { credentialsAsked, xhrHint } from './allow-origin-wildcard-with-credentials';

/** Credentials are included, and the server did not say `true`, in lower case and once, to that. */
export const allowCredentialsNotTrue = defineRule({
  id: 'allow-credentials-not-true',
  stage: 'access control',
  on: ['preflight', 'response'],
  spec: { algorithm: 'CORS check', step: '8' },
  chromium: 'InvalidAllowCredentials',
  prefixedOnPreflight: true,
  firefox: 'CORSMissingAllowCredentials',

  check({ headerList, credentialsMode, origin }) {
    if (credentialsMode !== 'include') return null;
    const value = get(headerList, 'Access-Control-Allow-Credentials');
    return value === 'true' ? null : { value, origin };
  },

  words: ({ value }, { on, modeAssumed }) => ({
    title:
      value === null
        ? `The ${on === 'preflight' ? 'preflight answer' : 'response'} has no \`Access-Control-Allow-Credentials\``
        : '`Access-Control-Allow-Credentials` is not `true`',
    explanation: `${credentialsAsked(modeAssumed)} ${received(value)} Answer \`Access-Control-Allow-Credentials: true\`, once and in lower case${on === 'preflight' ? ', to `OPTIONS` as well' : ''} – or leave the credentials out.`,
    short: 'credentials not allowed',
  }),

  reasons: ({ value }, { resource }) => ({
    chromium: `The value of the 'Access-Control-Allow-Credentials' header in the response is '${value ?? ''}' which must be 'true' when the request's credentials mode is 'include'.${xhrHint(resource)}`,
    firefox: '(Reason: expected ‘true’ in CORS header ‘Access-Control-Allow-Credentials’).',
    webkit: 'Credentials flag is true, but Access-Control-Allow-Credentials is not "true".',
  }),
});

function received(value: string | null): string {
  if (value === null) return 'The answer must allow that, and the header is missing.';
  if (value === '') return 'The header came empty; only `true` counts.';
  if (/^true(?:, true)+$/.test(value))
    return `${wire(value)} is the header sent more than once, which is not \`true\`.`;
  return `${wire(value)} is not \`true\`: the value is compared byte for byte.`;
}
