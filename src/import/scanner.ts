/** What looks through a file for the ends of strings and values. The file is read into it, piece by piece. */
export interface Scanner {
  /** Zero-based. Whoever fills it puts two quotes behind `end`, so that every string ends somewhere. */
  readonly bytes: Uint8Array;
  /**
   * Where the JSON string closes that opens before `start`: at the first quote with an even number of backslashes before
   * it.
   * @returns −1: not before `end`
   */
  endOfString(start: number, end: number): number;
  /**
   * Passes over strings and brackets until as many have closed as `nested` says, which it counts up and down.
   * @returns the place behind the last, or `end`, or the opening quote of a string that does not close before `end`
   */
  passNested(from: number, end: number): number;
  readonly nested: { value: number };
}

/** With room for so many bytes. */
export type MakeScanner = (size: number) => Scanner;
