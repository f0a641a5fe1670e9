import { isToken } from './extract-header-list-values';
import { stripHttpWhitespace } from './whitespace';

/**
 * https://mimesniff.spec.whatwg.org/#parse-a-mime-type
 * Only the essence is needed here; parameters never make parsing fail.
 *
 * @returns `type/subtype` in lower case, or null for failure
 */
export function mimeTypeEssence(input: string): string | null {
  const trimmed = stripHttpWhitespace(input);
  const slash = trimmed.indexOf('/');
  if (slash === -1) return null;
  const type = trimmed.slice(0, slash);
  const semicolon = trimmed.indexOf(';', slash);
  const subtype = stripHttpWhitespace(trimmed.slice(slash + 1, semicolon === -1 ? undefined : semicolon));
  // HTTP token code points are the characters of a token. Whitespace before the subtype is not one.
  return isToken(type) && isToken(subtype) && trimmed[slash + 1] === subtype[0]
    ? `${type}/${subtype}`.toLowerCase()
    : null;
}
