import type { EntryBytes, FoundEntries } from './entry-finder';
import type { KeptBytes } from './kept-bytes';
import { rememberingLast } from './remembering-last';

/** `log.entries`, from 0 on; an array is one. */
export interface Entries {
  readonly length: number;
  /** @throws SyntaxError if the entry is parsed only now and is no JSON */
  at(index: number): unknown;
}

/** Entries that are parsed when they are asked for. */
export function entriesIn({ kept, entries }: FoundEntries): Entries {
  const decoder = new TextDecoder();
  return {
    length: entries.length,
    at: rememberingLast((index) => {
      const place = entries[index];
      return place && JSON.parse(decoder.decode(kept.part(place.start, place.end)));
    }),
  };
}

/** A function that gives the JSON of an entry with 0 for its details. Not a copy: it holds until the next. */
export function sketcher(): (kept: Pick<KeptBytes, 'part'>, place: EntryBytes) => Uint8Array {
  let sketch = new Uint8Array(0);
  return (kept, { start, end, details }) => {
    const bytes = kept.part(start, end);
    if (details.length === 0) return bytes;
    if (sketch.length < bytes.length) sketch = new Uint8Array(2 * bytes.length);
    let length = 0;
    let from = 0;
    for (let i = 0; i < details.length; i += 2) {
      const to = (details[i] as number) - start;
      sketch.set(bytes.subarray(from, to), length);
      length += to - from;
      sketch[length++] = ZERO;
      from = (details[i + 1] as number) - start;
    }
    sketch.set(bytes.subarray(from), length);
    return sketch.subarray(0, length + bytes.length - from);
  };
}

const ZERO = 0x30;
