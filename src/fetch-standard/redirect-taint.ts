import { originOfUrl, sameOrigin } from './origin';

export type RedirectTaint = { readonly tainted: false } | { readonly tainted: true; readonly byUrl: number };

/**
 * https://fetch.spec.whatwg.org/#concept-request-tainted-origin
 * The standard tells "same-site" from "cross-site" taint; both serialize the origin as `null`, so one word is enough here.
 *
 * @param origin the request's origin, serialized
 * @param urlList every URL of the request so far, the current URL last
 * @returns `byUrl`: index of the URL whose arrival tainted the request
 */
export function redirectTaint(origin: string, urlList: readonly string[]): RedirectTaint {
  // 2. Let lastURL be null.
  let last: string | null = null;

  // 4. For each url of request's URL list:
  for (const [index, url] of urlList.entries()) {
    const current = originOfUrl(url);
    // 4.1 If lastURL is null, then set lastURL to url and continue.
    // 4.2, 4.3 If url's origin is not same origin with lastURL's origin and request's origin is not same origin with
    // lastURL's origin, then set taint to "same-site" (or return "cross-site").
    if (last !== null && !sameOrigin(current, last) && !sameOrigin(origin, last))
      return { tainted: true, byUrl: index };
    // 4.4 Set lastURL to url.
    last = current;
  }

  // 5. Return taint.
  return { tainted: false };
}

/**
 * https://fetch.spec.whatwg.org/#serializing-a-request-origin
 * What the `Origin` header says, and what `Access-Control-Allow-Origin` is compared with.
 */
export function serializeRequestOrigin(origin: string, urlList: readonly string[]): string {
  // 2. If request's redirect-taint is not "same-origin", then return "null".
  if (redirectTaint(origin, urlList).tainted) return 'null';
  // 3. Return request's origin, serialized.
  return origin;
}
