import type { EntryBytes } from './entry-finder';

/** `log.entries`, from 0 on; an array is one. */
export interface Entries {
  readonly length: number;
  at(index: number): unknown;
}

/**
 * Entries that are parsed when they are asked for, and each time anew: kept, the objects of a large file cost more time to
 * move about in memory than to make twice.
 * @throws SyntaxError from `at`, if an entry is not JSON
 */
export function entriesIn(bytes: Uint8Array, places: readonly EntryBytes[]): Entries {
  const decoder = new TextDecoder();
  const text = (start: number, end: number): string => (start < end ? decoder.decode(bytes.subarray(start, end)) : '');
  return {
    length: places.length,
    at(index) {
      const place = places[index];
      if (place === undefined) return undefined;
      return JSON.parse(text(place.start, place.bodyStart) + text(place.bodyEnd, place.end));
    },
  };
}
