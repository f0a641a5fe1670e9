import { allowedMethods } from './allowed-methods';
import type { CorsPolicy } from './fix';
import { jsEntries, jsStrings } from './js-options';

/**
 * The options of npm's `cors`, which `@fastify/cors` and NestJS took over: https://github.com/expressjs/cors#configuration-options
 * `at`: how deep the object's braces stand.
 */
export const corsOptions = (policy: CorsPolicy, at: number): string =>
  jsEntries(
    [
      // An array, even of one: a string alone would be sent to every website.
      ['origin', policy.origins === '*' ? "'*'" : jsStrings(policy.origins, at + 1)],
      ['methods', jsStrings(allowedMethods(policy), at + 1)],
      // Left out, the package echoes whatever the preflight asks for.
      ['allowedHeaders', jsStrings(policy.requestHeaders, at + 1)],
      policy.exposedHeaders.length > 0 ? ['exposedHeaders', jsStrings(policy.exposedHeaders, at + 1)] : null,
      policy.credentials ? ['credentials', 'true'] : null,
      policy.maxAge === null ? null : ['maxAge', String(policy.maxAge)],
    ],
    at,
  );
