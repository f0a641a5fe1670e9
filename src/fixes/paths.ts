import { jsString } from './strings/js';
import { regexOf } from './strings/regex';

/** `/v1/orders/` and `/v1/orders` name one place to put a rule on; `/` is everything, so nothing is left of it. */
export const withoutSlash = (path: string): string => path.replace(/\/+$/, '');

/** For stacks that compare the path after taking `%20` and the like apart; as it stands where that cannot be done. */
export function decodedPath(path: string): string {
  try {
    const text = decodeURIComponent(path);
    // A control character in a configuration file helps nobody.
    return /[\p{Cc}\p{Cs}\u2028\u2029]/u.test(text) ? path : text;
  } catch {
    return path;
  }
}

/** A path and what lies below it as a pattern of PCRE, Python, Ruby, Go and Java. */
export const pathPattern = (path: string): string => `^${regexOf(withoutSlash(path))}(/|$)`;

/** The same as a literal of JavaScript. It leaves the next slash alone, for Express's `use()` wants to find it there. */
export const jsPattern = (path: string): string => `/^${regexOf(withoutSlash(path)).replaceAll('/', '\\/')}(?=\\/|$)/`;

/** The same for Express's `use()`: a string where no character of it means something else there. */
export const jsPath = (path: string): string => (/^[\w./~-]+$/.test(path) ? jsString(path) : jsPattern(path));
