import type { HeaderList } from './header-list';
import { isNonWildcardRequestHeaderName, isRequestBodyHeaderName } from './header-names';
import { originOfUrl, parsedUrl, sameOrigin } from './origin';
import { isRedirectStatus } from './status';

export interface HttpRedirectFetchInput {
  /** The request's origin, serialized, before any taint. */
  readonly origin: string;
  /** The request's URL list; the current URL is the last. */
  readonly urlList: readonly string[];
  readonly method: string;
  readonly mode: 'cors' | 'no-cors' | 'same-origin' | 'navigate';
  /** https://fetch.spec.whatwg.org/#concept-request-response-tainting of the answered request. */
  readonly responseTainting: 'basic' | 'cors' | 'opaque';
  readonly streamBody: boolean;
  readonly status: number;
  readonly responseHeaders: HeaderList;
}

export type HttpRedirectFetchResult =
  /** No redirect: another status, or no `Location` (step 4). */
  | { readonly result: 'response' }
  | {
      readonly result: 'redirect';
      readonly locationUrl: string;
      readonly method: string;
      /** Does this header survive on the next hop? */
      readonly keepsHeader: (name: string) => boolean;
    }
  | {
      readonly result: 'failure';
      readonly step: '5' | '6' | '7' | '9' | '10' | '11';
      /** null: `Location` is not a URL. */
      readonly locationUrl: string | null;
    };

/** https://fetch.spec.whatwg.org/#concept-http-redirect-fetch */
export function httpRedirectFetch(input: HttpRedirectFetchInput): HttpRedirectFetchResult {
  const currentUrl = input.urlList[input.urlList.length - 1] ?? '';
  if (!isRedirectStatus(input.status)) return { result: 'response' };

  // 3. Let locationURL be internalResponse's location URL given request's current URL's fragment.
  const location = locationOf(input.responseHeaders);
  // 4. If locationURL is null, then return response.
  if (location === null) return { result: 'response' };
  const locationUrl = parsedUrl(location, currentUrl);

  // 5. If locationURL is failure, then return a network error.
  if (locationUrl === null) return { result: 'failure', step: '5', locationUrl: null };

  const failure = (step: '6' | '7' | '9' | '10' | '11') =>
    ({ result: 'failure', step, locationUrl: locationUrl.href }) as const;

  // 6. If locationURL's scheme is not an HTTP(S) scheme, then return a network error.
  if (locationUrl.protocol !== 'http:' && locationUrl.protocol !== 'https:') return failure('6');

  // 7. If request's redirect count is 20, then return a network error.
  if (input.urlList.length - 1 >= 20) return failure('7');

  const includesCredentials = locationUrl.username !== '' || locationUrl.password !== '';
  // 9. If request's mode is "cors", locationURL includes credentials, and request's origin is not same origin with
  // locationURL's origin, then return a network error.
  if (input.mode === 'cors' && includesCredentials && !sameOrigin(input.origin, locationUrl.origin))
    return failure('9');

  // 10. If request's response tainting is "cors" and locationURL includes credentials, then return a network error.
  if (input.responseTainting === 'cors' && includesCredentials) return failure('10');

  // 11. If internalResponse's status is not 303, request's body is non-null, and request's body's source is null, then
  // return a network error.
  if (input.status !== 303 && input.streamBody) return failure('11');

  // 12. If internalResponse's status is 301 or 302 and request's method is `POST`, or internalResponse's status is 303 and
  // request's method is not `GET` or `HEAD`, then set request's method to `GET` and delete every request-body-header name.
  const becomesGet =
    ((input.status === 301 || input.status === 302) && input.method === 'POST') ||
    (input.status === 303 && input.method !== 'GET' && input.method !== 'HEAD');

  // 13. If request's current URL's origin is not same origin with locationURL's origin, then delete every CORS non-wildcard
  // request-header name.
  const leavesOrigin = !sameOrigin(originOfUrl(currentUrl), locationUrl.origin);

  return {
    result: 'redirect',
    locationUrl: locationUrl.href,
    method: becomesGet ? 'GET' : input.method,
    keepsHeader: (name) =>
      !(becomesGet && isRequestBodyHeaderName(name)) && !(leavesOrigin && isNonWildcardRequestHeaderName(name)),
  };
}

/**
 * The standard fails on several `Location` headers and takes an empty one for the current URL; browsers take the first
 * that is not empty, and see no redirect without one.
 */
export function locationOf(headerList: HeaderList): string | null {
  for (const [name, value] of headerList) {
    if (name.toLowerCase() === 'location' && value !== '') return value;
  }
  return null;
}
