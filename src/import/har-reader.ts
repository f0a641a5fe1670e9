import type { ImportedHar } from './har';

/** Is handed a HAR piece by piece. */
export interface HarReader {
  /** Where the next bytes of the file are to be put. */
  room(): Uint8Array;
  /** So many of them are there now. */
  filled(count: number): void;
  /** null: it cannot be read so; parsed whole, it will tell why. */
  found(): ImportedHar | null;
}

/** Bytes of the file, from one place to another. */
export type ReadAgain = (start: number, end: number) => Uint8Array;
