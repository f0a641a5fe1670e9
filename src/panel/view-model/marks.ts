import { diffChars } from 'diff';

/** A value with the characters that differ marked. */
export type Marked = readonly { readonly text: string; readonly marked: boolean }[];

export const unmarked = (text: string): Marked => (text === '' ? [] : [{ text, marked: false }]);

const LONGEST = 600;

/**
 * Sent and needed side by side, the differing characters marked in each: the slash too many, the missing `s`.
 * Values that have little in common are left unmarked: there, everything differs.
 */
export function marksOf(received: string, needed: string): { readonly received: Marked; readonly needed: Marked } {
  const none = { received: unmarked(received), needed: unmarked(needed) };
  if (received === needed || received === '' || needed === '') return none;
  if (received.length > LONGEST || needed.length > LONGEST) return none;
  const parts = diffChars(received, needed);
  const common = parts.reduce((sum, part) => sum + (part.added || part.removed ? 0 : part.value.length), 0);
  if (common * 2 < Math.min(received.length, needed.length)) return none;
  return {
    received: parts.filter((part) => !part.added).map((part) => ({ text: part.value, marked: part.removed })),
    needed: parts.filter((part) => !part.removed).map((part) => ({ text: part.value, marked: part.added })),
  };
}
