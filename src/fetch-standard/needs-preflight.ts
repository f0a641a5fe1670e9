import { corsUnsafeRequestHeaders, type UnsafeHeader } from './cors-unsafe-request-header-names';
import { type Departures, specification } from './departures';
import type { HeaderList } from './header-list';
import { isCorsSafelistedMethod } from './method';

export interface NeedsPreflightInput {
  readonly method: string;
  /** The headers the page set or that came with its body. */
  readonly headerList: HeaderList;
  /** https://fetch.spec.whatwg.org/#use-cors-preflight-flag: an upload listener, or a stream as body. */
  readonly useCorsPreflightFlag: boolean;
  /** https://fetch.spec.whatwg.org/#unsafe-request-flag: set by `fetch()` and XMLHttpRequest, not by elements. */
  readonly unsafeRequestFlag: boolean;
}

export interface NeedsPreflightResult {
  readonly needed: boolean;
  readonly flag: boolean;
  readonly method: boolean;
  readonly unsafeHeaders: readonly UnsafeHeader[];
}

/**
 * https://fetch.spec.whatwg.org/#main-fetch, step 12:
 * "request's use-CORS-preflight flag is set" or "request's unsafe-request flag is set and either request's method is not
 * a CORS-safelisted method or CORS-unsafe request-header names with request's header list is not empty".
 */
export function needsPreflight(
  input: NeedsPreflightInput,
  departures: Departures = specification,
): NeedsPreflightResult {
  const method = input.unsafeRequestFlag && !isCorsSafelistedMethod(input.method);
  const unsafeHeaders = input.unsafeRequestFlag ? corsUnsafeRequestHeaders(input.headerList, departures) : [];
  return {
    needed: input.useCorsPreflightFlag || method || unsafeHeaders.length > 0,
    flag: input.useCorsPreflightFlag,
    method,
    unsafeHeaders,
  };
}
