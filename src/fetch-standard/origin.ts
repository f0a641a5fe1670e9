/**
 * https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin
 * The serialized origin of a URL; `'null'` when it is opaque or the text is no URL.
 */
export function originOfUrl(url: string): string {
  // What follows the authority of such a URL decides nothing about its origin, and never makes it invalid.
  const start = /^https?:\/\/[a-z0-9.:-]{1,200}(?=[/?#])/.exec(url)?.[0];
  return start === undefined ? parsedOrigin(url) : (known.get(start) ?? remember(start, parsedOrigin(start)));
}

/** The same few servers come again with every request. */
const known = new Map<string, string>();
function remember(start: string, origin: string): string {
  // URLs from strangers must not fill the memory.
  if (known.size >= 1_000) known.clear();
  known.set(start, origin);
  return origin;
}

/** URL.origin is "null" for opaque origins, which is also how the standard serializes them. */
const parsedOrigin = (url: string): string => parsedUrl(url)?.origin ?? 'null';

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
