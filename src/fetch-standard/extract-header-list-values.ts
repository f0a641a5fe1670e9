import type { HeaderList } from './header-list';
import { stripHttpWhitespace } from './whitespace';

/** null: no such header. `failure`: `element` is the first list element that is not a token. */
export type ExtractedValues =
  | { readonly values: readonly string[]; readonly failure: null }
  | { readonly values: null; readonly failure: string };

/**
 * https://fetch.spec.whatwg.org/#extract-header-list-values
 * for the headers whose ABNF is a list of tokens: `#method` and `#field-name`
 * (https://fetch.spec.whatwg.org/#http-new-header-syntax). Repeated headers add up; empty elements are allowed.
 */
export function extractHeaderListValues(name: string, list: HeaderList): ExtractedValues | null {
  const wanted = name.toLowerCase();
  const values: string[] = [];
  let contained = false;

  // 4. For each header header list contains whose name is name:
  for (const [n, value] of list) {
    if (n.toLowerCase() !== wanted) continue;
    contained = true;
    // 4.1 Let extract be the result of extracting header values from header.
    for (const element of value.split(',')) {
      const trimmed = stripHttpWhitespace(element);
      if (trimmed === '') continue;
      // 4.2 If extract is failure, then return failure.
      if (!isToken(trimmed)) return { values: null, failure: trimmed };
      // 4.3 Append each value in extract, in order, to values.
      values.push(trimmed);
    }
  }

  // 1. If list does not contain name, then return null.
  return contained ? { values, failure: null } : null;
}

/** https://httpwg.org/specs/rfc9110.html#rule.token.separators */
export function isToken(text: string): boolean {
  return /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(text);
}
