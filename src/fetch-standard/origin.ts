/**
 * https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin
 * The serialized origin of a URL; `'null'` when it is opaque or the text is no URL.
 */
export function originOfUrl(url: string): string {
  // URL.origin is "null" for opaque origins, which is also how the standard serializes them.
  return parsedUrl(url)?.origin ?? 'null';
}

/** `URL.canParse` and `new URL` in one, without an exception to catch at every caller. */
export function parsedUrl(url: string, base?: string): URL | null {
  try {
    return new URL(url, base);
  } catch {
    return null;
  }
}

/**
 * https://html.spec.whatwg.org/multipage/browsers.html#same-origin
 * Opaque origins are only the same as themselves; serialized, two of them cannot be told apart, so they count as different.
 */
export function sameOrigin(a: string, b: string): boolean {
  return a !== 'null' && a === b;
}
