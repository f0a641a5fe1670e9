/** https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name */
export function isNonWildcardRequestHeaderName(name: string): boolean {
  return name.toLowerCase() === 'authorization';
}

/** https://fetch.spec.whatwg.org/#forbidden-response-header-name */
export function isForbiddenResponseHeaderName(name: string): boolean {
  const lowerCaseName = name.toLowerCase();
  return lowerCaseName === 'set-cookie' || lowerCaseName === 'set-cookie2';
}

/** https://fetch.spec.whatwg.org/#request-body-header-name */
export function isRequestBodyHeaderName(name: string): boolean {
  return /^content-(?:encoding|language|location|type)$/i.test(name);
}

/** https://fetch.spec.whatwg.org/#forbidden-request-header: the browser sets these itself, a script cannot. */
export function isForbiddenRequestHeader(name: string, value: string): boolean {
  const lowerCaseName = name.toLowerCase();
  // 1. If name is a byte-case-insensitive match for one of: … then return true.
  if (forbiddenRequestHeaderNames.has(lowerCaseName)) return true;
  // 2. If name when byte-lowercased starts with `proxy-` or `sec-`, then return true.
  if (lowerCaseName.startsWith('proxy-') || lowerCaseName.startsWith('sec-')) return true;
  // 3. X-HTTP-Method and its kin, when the value names a forbidden method.
  return (
    (lowerCaseName === 'x-http-method' ||
      lowerCaseName === 'x-http-method-override' ||
      lowerCaseName === 'x-method-override') &&
    /(?:^|,)[\t ]*(?:connect|trace|track)[\t ]*(?:,|$)/i.test(value)
  );
}

const forbiddenRequestHeaderNames = new Set([
  'accept-charset',
  'accept-encoding',
  'access-control-request-headers',
  'access-control-request-method',
  'connection',
  'content-length',
  'cookie',
  'cookie2',
  'date',
  'dnt',
  'expect',
  'host',
  'keep-alive',
  'origin',
  'referer',
  'set-cookie',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'via',
]);
