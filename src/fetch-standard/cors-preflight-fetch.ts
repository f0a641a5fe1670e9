import { type CorsCheckResult, corsCheck } from './cors-check';
import type { CredentialsMode } from './credentials-mode';
import { type Departures, specification } from './departures';
import { extractHeaderListValues } from './extract-header-list-values';
import type { HeaderList } from './header-list';
import { isNonWildcardRequestHeaderName } from './header-names';
import { isCorsSafelistedMethod } from './method';
import { isOkStatus } from './status';

export interface CorsPreflightFetchInput {
  /** As `corsCheck` wants it: the actual request's. */
  readonly origin: string;
  readonly credentialsMode: CredentialsMode;
  /** The actual request's method, normalized. */
  readonly method: string;
  /** CORS-unsafe request-header names: lower case, sorted. */
  readonly unsafeNames: readonly string[];
  readonly useCorsPreflightFlag: boolean;
  readonly status: number;
  readonly responseHeaders: HeaderList;
}

/** The step that decided. On step 7 either the CORS check failed (`corsCheck`) or the status was not ok. */
export type CorsPreflightFetchResult =
  | { readonly result: 'success'; readonly maxAge: number; readonly authorizationCoveredByWildcard: boolean }
  | { readonly result: 'failure'; readonly step: '7'; readonly why: 'CORS check'; readonly corsCheck: CorsCheckResult }
  | { readonly result: 'failure'; readonly step: '7'; readonly why: 'status' }
  | { readonly result: 'failure'; readonly step: '7.3'; readonly why: 'methods' | 'header names' }
  | { readonly result: 'failure'; readonly step: '7.5' }
  | { readonly result: 'failure'; readonly step: '7.6' | '7.7'; readonly name: string };

/**
 * https://fetch.spec.whatwg.org/#cors-preflight-fetch-0, from the answer on (steps 1 to 6 make and send the request).
 * Within step 7 the standard has no order; this one is Chromium's and Firefox's.
 */
export function corsPreflightFetch(
  input: CorsPreflightFetchInput,
  departures: Departures = specification,
): CorsPreflightFetchResult {
  const include = input.credentialsMode === 'include';

  // 7. If a CORS check for request and response returns success and response's status is an ok status, then: …
  // 8. Otherwise, return a network error.
  const check = corsCheck(input);
  if (check.result === 'failure') return { result: 'failure', step: '7', why: 'CORS check', corsCheck: check };
  if (!isOkStatus(input.status)) return { result: 'failure', step: '7', why: 'status' };

  // 7.1 Let methods be the result of extracting header list values given `Access-Control-Allow-Methods` and response's header list.
  const extractedMethods = extractHeaderListValues('Access-Control-Allow-Methods', input.responseHeaders);
  // 7.2 Let headerNames be the result of extracting header list values given `Access-Control-Allow-Headers` and response's header list.
  const extractedNames = extractHeaderListValues('Access-Control-Allow-Headers', input.responseHeaders);

  // 7.3 If either methods or headerNames is failure, return a network error.
  if (extractedMethods !== null && extractedMethods.values === null)
    return { result: 'failure', step: '7.3', why: 'methods' };
  if (extractedNames !== null && extractedNames.values === null)
    return { result: 'failure', step: '7.3', why: 'header names' };

  // 7.4 If methods is null and request's use-CORS-preflight flag is set, then set methods to a new list containing request's method.
  const ownMethod = input.useCorsPreflightFlag && departures.flagAllowsMethod ? [input.method] : [];
  const methods = extractedMethods?.values ?? ownMethod;
  const headerNames = new Set((extractedNames?.values ?? []).map((name) => name.toLowerCase()));
  const anyHeader = !include && headerNames.has('*');

  // 7.5 If request's method is not in methods, request's method is not a CORS-safelisted method, and request's credentials
  // mode is "include" or methods does not contain `*`, then return a network error.
  if (!methods.includes(input.method) && !isCorsSafelistedMethod(input.method) && (include || !methods.includes('*'))) {
    return { result: 'failure', step: '7.5' };
  }

  // 7.6 If one of request's header list's names is a CORS non-wildcard request-header name and is not a byte-case-insensitive
  // match for an item in headerNames, then return a network error.
  let authorizationCoveredByWildcard = false;
  for (const name of input.unsafeNames) {
    if (!isNonWildcardRequestHeaderName(name) || headerNames.has(name.toLowerCase())) continue;
    if (!(departures.authorizationCoveredByWildcard && anyHeader)) return { result: 'failure', step: '7.6', name };
    authorizationCoveredByWildcard = true;
  }

  // 7.7 For each unsafeName of the CORS-unsafe request-header names with request's header list, if unsafeName is not a
  // byte-case-insensitive match for an item in headerNames and request's credentials mode is "include" or headerNames does
  // not contain `*`, return a network error.
  for (const name of input.unsafeNames) {
    if (!headerNames.has(name.toLowerCase()) && !anyHeader) return { result: 'failure', step: '7.7', name };
  }

  return { result: 'success', maxAge: maxAgeOf(input.responseHeaders), authorizationCoveredByWildcard };
}

/** Steps 7.8 and 7.9: the lifetime in seconds before any browser's own limit. */
export function maxAgeOf(responseHeaders: HeaderList): number {
  // 7.8 Let max-age be the result of extracting header list values given `Access-Control-Max-Age` and response's header list.
  const values = responseHeaders.filter(([name]) => name.toLowerCase() === 'access-control-max-age');
  // The ABNF (delta-seconds) allows a single header: more than one is failure.
  const [only] = values;
  // 7.9 If max-age is failure or null, then set max-age to 5.
  if (values.length !== 1 || only === undefined || !/^[0-9]+$/.test(only[1])) return 5;
  return Number(only[1]);
}
