import type { Browser } from '../../src/exchange/exchange';
import type { ArrivedEntry } from '../../src/exchange/network-join';
import type { Observation } from '../../src/exchange/observation';

/** One recording in a real browser; `record.ts` and `record-firefox.ts` say how it is made. */
export interface Trace {
  readonly shows: string;
  readonly browser: Browser;
  readonly observations: readonly Observation[];
  /** What `devtools.network` told of the same requests. */
  readonly entries?: readonly ArrivedEntry[];
  /** The page's requests in the order they started. */
  readonly truth: readonly TrueRequest[];
}

export interface TrueRequest {
  readonly method: string;
  readonly url: string;
  /** Absent: the page itself. */
  readonly from?: 'worker';
  /** The tags of its preflights' answers, hop by hop. */
  readonly preflights: readonly string[];
  /** The tags of its answers, hop by hop; absent: not recorded. */
  readonly responses?: readonly string[];
}

/** Header lists in traces are cut to what pairing reads and what tells the truth, so that the files stay small. */
export const keptHeaders = /^(origin|access-control-request-.*|x-.*|location)$/i;
