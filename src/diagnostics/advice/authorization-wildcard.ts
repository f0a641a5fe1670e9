import { corsPreflightFetch } from '../../fetch-standard/cors-preflight-fetch';
import { departuresOf } from '../../fetch-standard/departures';
import { defineHint } from '../hint';
import { wireHeader } from '../wire';

/** The standard wants `Authorization` listed by name; today's browsers let `*` cover it and warn. */
export const authorizationWildcard = defineHint({
  id: 'authorization-wildcard',
  headerHelps: true,
  spec: { algorithm: 'CORS-preflight fetch', step: '7.6' },
  firefox: 'CORSAllowHeaderFromPreflightDeprecation',

  find(c) {
    for (const answer of c.answers) {
      if (answer.on !== 'preflight' || !answer.unsafeNames.includes('authorization')) continue;
      const input = { ...answer, credentialsMode: c.assumedMode, responseHeaders: answer.headerList };
      const result = corsPreflightFetch(input, departuresOf(c.browser));
      if (result.result !== 'success' || !result.authorizationCoveredByWildcard) continue;
      return { on: 'preflight', hop: answer.hop, confidence: 'certain', params: { names: answer.unsafeNames } };
    }
    return null;
  },

  words: ({ names }) => ({
    title: '`*` covers `Authorization` only for now',
    explanation: `The standard says that \`Access-Control-Allow-Headers: *\` does not cover \`Authorization\`; browsers still let it pass, with a warning. List the names: ${wireHeader('Access-Control-Allow-Headers', names.join(', '))}.`,
    short: 'list Authorization by name',
  }),
});
