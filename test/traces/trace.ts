import type { Browser } from '../../src/exchange/exchange';
import type { Observation } from '../../src/exchange/observation';

/** One recording in a real browser; `record.ts` says how it is made. */
export interface Trace {
  readonly shows: string;
  readonly browser: Browser;
  readonly observations: readonly Observation[];
  /** The page's requests in the order they started, each with the tags of its preflights' answers, hop by hop. */
  readonly truth: readonly { readonly method: string; readonly url: string; readonly preflights: readonly string[] }[];
}
