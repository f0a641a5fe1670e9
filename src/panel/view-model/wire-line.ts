import type { Marked } from './marks';
import { unmarked } from './marks';

/** A line of a message: a header or a status, and what it has to do with the outcome. */
export interface WireLine {
  readonly sign: Sign;
  /** Lower-case, as on the wire; null: a status or a sentence. */
  readonly name: string | null;
  readonly value: Marked;
  /** The value whole, to copy. */
  readonly text: string;
  /** What we say about it; ''. */
  readonly note: string;
}

/** `sent`: was there and must go. `needed`: was missing. `right`: carried it. `look`: evidence. `plain`: context. `quiet`: our words. */
export type Sign = 'sent' | 'needed' | 'right' | 'look' | 'plain' | 'quiet';

export function wireLine(
  sign: Sign,
  name: string | null,
  value: string,
  note = '',
  marked: Marked = unmarked(value),
): WireLine {
  return { sign, name: name === null ? null : name.toLowerCase(), value: marked, text: value, note };
}
