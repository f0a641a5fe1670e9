import type { Rule } from '../rule';
import { allowCredentialsNotTrue } from './allow-credentials-not-true';
import { allowHeadersMalformed } from './allow-headers-malformed';
import { allowMethodsMalformed } from './allow-methods-malformed';
import { allowOriginMalformed } from './allow-origin-malformed';
import { allowOriginMismatch } from './allow-origin-mismatch';
import { allowOriginMissing } from './allow-origin-missing';
import { allowOriginSeveralValues } from './allow-origin-several-values';
import { allowOriginWildcardWithCredentials } from './allow-origin-wildcard-with-credentials';
import { answerNotRecorded } from './answer-not-recorded';
import { localNetworkAccess } from './local-network-access';
import { methodNotAllowed } from './method-not-allowed';
import { modeNoCorsRedirect } from './mode-no-cors-redirect';
import { modeSameOrigin } from './mode-same-origin';
import { originOpaque } from './origin-opaque';
import { preflightRedirect } from './preflight-redirect';
import { preflightRedirectedByBrowser } from './preflight-redirected-by-browser';
import { preflightStatusNotOk } from './preflight-status-not-ok';
import { redirectWithCredentialsInUrl } from './redirect-with-credentials-in-url';
import { requestHeaderNotAllowed } from './request-header-not-allowed';
import { schemeNotHttp } from './scheme-not-http';

/**
 * Every way in which the CORS protocol refuses an answer. In the order of the standard, and within one step from the
 * particular to the general: of the rules for one step only the first that speaks is heard.
 *
 * A new rule: write `rules/<id>.ts` (id = noun of the failing state), add a line here, and say in its test which wire text
 * makes it speak and which keeps it silent. `every-failure-has-a-rule.test.ts` complains if it names the wrong step.
 */
export const rules: readonly Rule[] = [
  // Main fetch, step 12
  modeSameOrigin,
  modeNoCorsRedirect,
  schemeNotHttp,
  // Local Network Access check
  localNetworkAccess,
  // CORS-preflight fetch, step 7, without an answer
  preflightRedirectedByBrowser,
  // HTTP fetch, step 4, without an answer
  answerNotRecorded,
  // CORS check, step 2
  allowOriginMissing,
  // CORS check, step 4
  allowOriginWildcardWithCredentials,
  allowOriginSeveralValues,
  allowOriginMalformed,
  originOpaque,
  allowOriginMismatch,
  // CORS check, step 8
  allowCredentialsNotTrue,
  // CORS-preflight fetch, step 7
  preflightRedirect,
  preflightStatusNotOk,
  // CORS-preflight fetch, step 7.3
  allowMethodsMalformed,
  allowHeadersMalformed,
  // CORS-preflight fetch, step 7.5
  methodNotAllowed,
  // CORS-preflight fetch, steps 7.6 and 7.7
  requestHeaderNotAllowed,
  // HTTP-redirect fetch, steps 9 and 10
  redirectWithCredentialsInUrl,
];
