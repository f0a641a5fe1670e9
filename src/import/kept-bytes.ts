/** Some bytes of a file, end to end. Their places stay the same when others between them are forgotten. */
export interface KeptBytes {
  /** How many were kept, forgotten ones included. */
  readonly length: number;
  keep(bytes: Uint8Array, from: number, to: number): void;
  /** Those between two places, none of which is forgotten. Not a copy: it holds until something more is forgotten. */
  part(start: number, end: number): Uint8Array;
  /** @param from the same place each time */
  forget(from: number, to: number): void;
}

/** @param room for so many bytes at first. Memory nobody has written to costs nothing, so of a file that is kept it may be its size */
export function keptBytes(room: number): KeptBytes {
  let kept = new Uint8Array(room);
  let length = 0;
  let gap = 0;
  let forgotten = 0;
  const inside = (place: number): number => (place > gap ? place - forgotten : place);
  return {
    get length() {
      return length;
    },
    keep(bytes, from, to) {
      const at = length - forgotten;
      const end = at + to - from;
      if (end > kept.length) {
        const larger = new Uint8Array(2 * end);
        larger.set(kept.subarray(0, at));
        kept = larger;
      }
      kept.set(bytes.subarray(from, to), at);
      length += to - from;
    },
    part: (start, end) => kept.subarray(inside(start), inside(end)),
    forget(from, to) {
      kept.copyWithin(from, inside(to), length - forgotten);
      gap = from;
      forgotten = to - from;
    },
  };
}
