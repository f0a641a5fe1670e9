/**
 * The standard's text a second time, written down as literally and as slowly as possible and without a look at `src/`: property
 * tests hold the product against it. Header lists are arrays of [name, value].
 */
type List = readonly (readonly [string, string])[];

const lower = (s: string): string => s.replace(/[A-Z]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 32));

/** "getting": the values of all headers in list whose name is a byte-case-insensitive match for name, separated by 0x2C 0x20. */
export function getting(list: List, name: string): string | null {
  const values: string[] = [];
  for (const header of list) if (lower(header[0]) === lower(name)) values[values.length] = header[1];
  if (values.length === 0) return null;
  let result = values[0] as string;
  for (let i = 1; i < values.length; i++) result = `${result}, ${values[i]}`;
  return result;
}

/** "CORS check", success or failure. */
export function corsCheckSucceeds(origin: string, mode: string, list: List): boolean {
  const allowed = getting(list, 'access-control-allow-origin');
  if (allowed === null) return false;
  if (mode !== 'include' && allowed === '*') return true;
  if (origin !== allowed) return false;
  if (mode !== 'include') return true;
  const credentials = getting(list, 'access-control-allow-credentials');
  if (credentials === 'true') return true;
  return false;
}

const tchar = "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

function isTokenLiterally(s: string): boolean {
  if (s.length === 0) return false;
  for (let i = 0; i < s.length; i++) if (!tchar.includes(s[i] as string)) return false;
  return true;
}

/** "extract header list values" for `#token`: null, failure, or the values. */
export function extracting(list: List, name: string): readonly string[] | 'failure' | null {
  if (!list.some((header) => lower(header[0]) === lower(name))) return null;
  const values: string[] = [];
  for (const header of list) {
    if (lower(header[0]) !== lower(name)) continue;
    let element = '';
    const elements: string[] = [];
    for (const c of `${header[1]},`) {
      if (c === ',') {
        elements.push(element);
        element = '';
      } else element += c;
    }
    for (let e of elements) {
      while (e[0] === ' ' || e[0] === '\t' || e[0] === '\r' || e[0] === '\n') e = e.slice(1);
      while (e.length > 0 && [' ', '\t', '\r', '\n'].includes(e[e.length - 1] as string)) e = e.slice(0, -1);
      if (e === '') continue;
      if (!isTokenLiterally(e)) return 'failure';
      values.push(e);
    }
  }
  return values;
}

/** "CORS-preflight fetch" from step 7 on: the response, or a network error. */
export function preflightSucceeds(
  request: { origin: string; mode: string; method: string; unsafeNames: readonly string[]; flag: boolean },
  status: number,
  list: List,
): boolean {
  const checked = corsCheckSucceeds(request.origin, request.mode, list);
  if (checked && status >= 200 && status <= 299) {
    let methods = extracting(list, 'Access-Control-Allow-Methods');
    const headerNames = extracting(list, 'Access-Control-Allow-Headers');
    if (methods === 'failure' || headerNames === 'failure') return false;
    if (methods === null && request.flag) methods = [request.method];
    const inMethods = methods?.some((m) => m === request.method) ?? false;
    const safelisted = request.method === 'GET' || request.method === 'HEAD' || request.method === 'POST';
    const methodsStar = methods?.some((m) => m === '*') ?? false;
    if (!inMethods && !safelisted && (request.mode === 'include' || !methodsStar)) return false;
    const named = (name: string): boolean => headerNames?.some((h) => lower(h) === lower(name)) ?? false;
    for (const name of request.unsafeNames) if (lower(name) === 'authorization' && !named(name)) return false;
    for (const name of request.unsafeNames) {
      if (!named(name) && (request.mode === 'include' || !named('*'))) return false;
    }
    return true;
  }
  return false;
}

/** "CORS-unsafe request-header byte" */
function isUnsafeByte(c: string): boolean {
  const code = c.charCodeAt(0);
  return (code < 0x20 && code !== 0x09) || '"():<>?@[\\]{}'.includes(c) || code === 0x7f;
}

/** "CORS-safelisted request-header" */
export function isSafelisted(name: string, value: string): boolean {
  if (value.length > 128) return false;
  switch (lower(name)) {
    case 'accept':
      return ![...value].some(isUnsafeByte);
    case 'accept-language':
    case 'content-language':
      return [...value].every((c) =>
        '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz *,-.;='.includes(c),
      );
    case 'content-type': {
      if ([...value].some(isUnsafeByte)) return false;
      const essence = essenceOf(value);
      return ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'].includes(essence ?? '');
    }
    case 'range': {
      const parsed = range(value);
      return parsed !== null && parsed[0] !== null;
    }
    default:
      return false;
  }
}

/** https://mimesniff.spec.whatwg.org/#parse-a-mime-type, position by position */
function essenceOf(input: string): string | null {
  let s = input;
  const white = ['\t', '\n', '\r', ' '];
  while (white.includes(s[0] as string)) s = s.slice(1);
  while (white.includes(s[s.length - 1] as string)) s = s.slice(0, -1);
  let position = 0;
  let type = '';
  while (position < s.length && s[position] !== '/') type += s[position++];
  if (!isTokenLiterally(type)) return null;
  if (position >= s.length) return null;
  position++;
  let subtype = '';
  while (position < s.length && s[position] !== ';') subtype += s[position++];
  while (white.includes(subtype[subtype.length - 1] as string)) subtype = subtype.slice(0, -1);
  if (!isTokenLiterally(subtype)) return null;
  return `${lower(type)}/${lower(subtype)}`;
}

/** "parse a single range header value" with allowWhitespace false, position by position */
function range(data: string): [bigint | null, bigint | null] | null {
  if (!data.startsWith('bytes')) return null;
  let position = 5;
  if (data[position] !== '=') return null;
  position++;
  const digits = (): string => {
    let collected = '';
    while (position < data.length && '0123456789'.includes(data[position] as string)) collected += data[position++];
    return collected;
  };
  const start = digits();
  if (data[position] !== '-') return null;
  position++;
  const end = digits();
  if (position < data.length) return null;
  const startValue = start === '' ? null : BigInt(start);
  const endValue = end === '' ? null : BigInt(end);
  if (startValue === null && endValue === null) return null;
  if (startValue !== null && endValue !== null && startValue > endValue) return null;
  return [startValue, endValue];
}

/** "CORS-unsafe request-header names" */
export function unsafeRequestHeaderNames(headers: List): readonly string[] {
  const unsafe: string[] = [];
  const potentially: string[] = [];
  let size = 0;
  for (const [name, value] of headers) {
    if (!isSafelisted(name, value)) unsafe.push(name);
    else {
      potentially.push(name);
      size += value.length;
    }
  }
  if (size > 1024) unsafe.push(...potentially);
  const sorted = unsafe.map(lower).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return sorted.filter((name, index) => index === 0 || name !== sorted[index - 1]);
}

/** "redirect-taint": is it something else than "same-origin"? */
export function isRedirectTainted(origin: string, urls: readonly string[]): boolean {
  let lastUrl: string | null = null;
  let taint = false;
  for (const url of urls) {
    if (lastUrl === null) {
      lastUrl = url;
      continue;
    }
    const a = new URL(url).origin;
    const b = new URL(lastUrl).origin;
    if (a !== b && origin !== b) taint = true;
    lastUrl = url;
  }
  return taint;
}
