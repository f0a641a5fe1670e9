import type { Exchange } from '../../exchange/exchange';
import type { Row } from '../view-model/row';
import type { Work } from './slices';

/**
 * Rows of a file that is still being read, so that its lists are there as soon as it is. Nothing but its exchanges holds
 * them: a file that the reader does not want after all leaves nothing behind.
 */
export function rowsAhead(makeRow: (exchange: Exchange) => Row) {
  const rows = new WeakMap<Exchange, Row>();
  let queue: readonly Exchange[] = [];
  let at = 0;
  let whenMade: (() => void) | null = null;

  function make(): void {
    const exchange = queue[at];
    if (exchange === undefined) return;
    rows.set(exchange, makeRow(exchange));
    at += 1;
  }

  const work: Work = {
    step() {
      // As few as in the index of rows, and for the same reason.
      make();
      make();
      if (at < queue.length) return 'go on';
      whenMade?.();
      whenMade = null;
      return 'done';
    },
  };

  return {
    work,
    rowOf: (exchange: Exchange): Row => rows.get(exchange) ?? makeRow(exchange),
    /** Begins with these, to which more may be added; those of before are forgotten. */
    begin(exchanges: readonly Exchange[]): void {
      if (exchanges === queue) return;
      queue = exchanges;
      at = 0;
      whenMade?.();
      whenMade = null;
    },
    /** When there is a row for each, or others were begun with. */
    made: (): Promise<void> =>
      new Promise((resolve) => {
        whenMade = resolve;
      }),
  };
}
