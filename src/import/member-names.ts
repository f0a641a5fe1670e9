import { backslash } from './json-bytes';

/** Names of members that lead to bodies, and names of details. */
const ways = ['log', 'entries', 'response', 'content', 'text'] as const;
const ofEntry = ['timings', 'cache', '_webSocketMessages'] as const;
/** Of the request, the answer or `_initiator`. Headers are none: any may hold a secret that a URL repeats elsewhere. */
const within = ['cookies', 'queryString', 'postData', 'content', 'stack'] as const;
const names = [...new Set([...ways, ...ofEntry, ...within, 'request', '_initiator'] as const)];

/** null: another. `disguised`: it may be any of them, with escapes in it. */
export type MemberName = (typeof names)[number] | 'disguised' | null;

export const isDetailOfEntry = (name: MemberName): boolean => isOneOf(ofEntry, name);
export const isDetailWithin = (name: MemberName): boolean => isOneOf(within, name);

const isOneOf = (list: readonly MemberName[], name: MemberName): boolean => name !== null && list.includes(name);

/** Few are of one length, so few are compared. */
const longest = Math.max(...names.map((name) => name.length));
const byLength = Array.from({ length: longest + 1 }, (_, length) =>
  names
    .filter((name) => name.length === length)
    .map((name) => ({ name, bytes: [...name].map((character) => character.charCodeAt(0)) })),
);

/** @returns what stands between two places, the quotes not included */
export function memberName(bytes: Uint8Array, start: number, end: number): MemberName {
  const candidates = byLength[end - start];
  if (candidates === undefined) return null;
  for (let i = 0; i < candidates.length; i++) {
    const { name, bytes: wanted } = candidates[i] as (typeof candidates)[number];
    if (is(bytes, start, wanted)) return name;
  }
  return null;
}

/** The same where a name that was written otherwise would mislead: `l\u006fg` is `log`. */
export function memberNameOrDisguise(bytes: Uint8Array, start: number, end: number): MemberName {
  const mayBeDisguised = end - start <= longestDisguise && bytes.subarray(start, end).includes(backslash);
  return mayBeDisguised ? 'disguised' : memberName(bytes, start, end);
}

/** Each letter of it as `\u006c`. */
const longestDisguise = 6 * 'entries'.length;

function is(bytes: Uint8Array, start: number, wanted: readonly number[]): boolean {
  for (let i = 0; i < wanted.length; i++) if (bytes[start + i] !== wanted[i]) return false;
  return true;
}
