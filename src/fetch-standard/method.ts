/** https://fetch.spec.whatwg.org/#concept-method */

/** https://fetch.spec.whatwg.org/#cors-safelisted-method */
export function isCorsSafelistedMethod(method: string): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'POST';
}

/** https://fetch.spec.whatwg.org/#forbidden-method */
export function isForbiddenMethod(method: string): boolean {
  return /^(?:connect|trace|track)$/i.test(method);
}

/**
 * https://fetch.spec.whatwg.org/#concept-method-normalize
 * `patch` is not in the list: it goes out as `patch`, and `PATCH` in an answer does not allow it.
 */
export function normalizeMethod(method: string): string {
  return /^(?:delete|get|head|options|post|put)$/i.test(method) ? method.toUpperCase() : method;
}
