import type { Exchange } from '../../exchange/exchange';
import type { Row } from '../view-model/row';

/** 50,000 rows are published twice a second at most, 5,000 twenty times. */
const ROWS_PER_MS = 100;

/**
 * Rows for exchanges, made a slice at a time: a log of 50,000 shows its first rows at once and never blocks a frame.
 * A row is made once per exchange; exchanges are replaced whole, so identity says whether a row still holds.
 */
export function rowIndex(options: {
  rowOf(exchange: Exchange): Row;
  /** Called with all rows made so far, in order of time. `complete`: nothing is left to do. */
  publish(rows: readonly Row[], complete: boolean): void;
  /** Runs soon, after the browser had a chance to draw. */
  later(run: () => void): void;
  /** ms, any origin. */
  now(): number;
  /** How long one slice may take, ms. */
  slice?: number;
}) {
  const slice = options.slice ?? 12;
  let rows = new Map<string, Row>();
  let queue: Exchange[] = [];
  let running = false;
  let published = Number.NEGATIVE_INFINITY;
  /** Is there something to publish? */
  let changed = false;

  function work(): void {
    running = false;
    const until = options.now() + slice;
    let done = 0;
    // Looking at the clock costs as much as a row: eight rows per look.
    while (done < queue.length && (done % 8 !== 0 || options.now() < until)) {
      const exchange = queue[done++]!;
      rows.set(exchange.id, options.rowOf(exchange));
      changed = true;
    }
    queue = queue.slice(done);
    // Publishing walks all rows: the more there are, the longer it may wait.
    if (changed && options.now() - published >= rows.size / ROWS_PER_MS) publish();
    if (changed || queue.length > 0) run();
  }

  function publish(): void {
    changed = false;
    options.publish(inOrder([...rows.values()]), queue.length === 0);
    published = options.now();
  }

  function run(): void {
    if (running) return;
    running = true;
    options.later(work);
  }

  return {
    /** All exchanges there are now. */
    update(exchanges: ReadonlyMap<string, Exchange>): void {
      if (rows.size > exchanges.size || [...rows.keys()].some((id) => !exchanges.has(id))) {
        rows = new Map([...rows].filter(([id]) => exchanges.has(id)));
        changed = true;
        published = Number.NEGATIVE_INFINITY;
      }
      queue = [];
      for (const exchange of exchanges.values()) {
        if (rows.get(exchange.id)?.exchange !== exchange) queue.push(exchange);
      }
      // The first slice at once: what arrived is on the next picture.
      if (!running) work();
    },
  };
}

function inOrder(rows: Row[]): Row[] {
  for (let index = 1; index < rows.length; index++) {
    if (rows[index]!.exchange.startedAt < rows[index - 1]!.exchange.startedAt) {
      return rows.sort((a, b) => a.exchange.startedAt - b.exchange.startedAt);
    }
  }
  return rows;
}
