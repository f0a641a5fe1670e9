import type { FoundEntries } from './entry-finder';

/** `log.entries`, from 0 on; an array is one. */
export interface Entries {
  readonly length: number;
  at(index: number): unknown;
  /** The same entry with 0 for details that are read only of requests that somebody looks at. */
  sketchAt?(index: number): unknown;
}

/**
 * Entries that are parsed when they are asked for, and each time anew: kept, the objects of a large file cost more time to
 * move about in memory than to make twice.
 * @throws SyntaxError from `at` and `sketchAt`, if what they parse is not JSON
 */
export function entriesIn({ bytes, entries }: FoundEntries): Entries {
  const decoder = new TextDecoder();
  const parse = (json: Uint8Array): unknown => JSON.parse(decoder.decode(json));
  let sketch = new Uint8Array(0);
  return {
    length: entries.length,
    at(index) {
      const place = entries[index];
      return place && parse(bytes.subarray(place.start, place.end));
    },
    sketchAt(index) {
      const place = entries[index];
      if (place === undefined) return undefined;
      const { start, end, details } = place;
      if (sketch.length < end - start) sketch = new Uint8Array(2 * (end - start));
      let length = 0;
      let from = start;
      for (let i = 0; i < details.length; i += 2) {
        const to = details[i] as number;
        sketch.set(bytes.subarray(from, to), length);
        length += to - from;
        sketch[length++] = ZERO;
        from = details[i + 1] as number;
      }
      sketch.set(bytes.subarray(from, end), length);
      return parse(sketch.subarray(0, length + end - from));
    },
  };
}

const ZERO = 0x30;
