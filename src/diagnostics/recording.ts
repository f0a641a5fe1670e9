import type { Exchange } from '../exchange/exchange';

/** What else was recorded, as far as it tells something about one exchange. */
export interface Recording {
  readonly exchanges: readonly Exchange[];
}

/** Pure and incremental: pass the recording so far to add to it. */
export function recordingOf(exchanges: Iterable<Exchange>): Recording {
  return { exchanges: [...exchanges] };
}
