import type { Exchange } from '../../exchange/exchange';
import type { Row } from '../view-model/row';
import type { LogChange } from './log';
import type { Work } from './slices';

/** Rows are published this often at most, ms: nobody reads faster. */
const PUBLISH_EVERY = 100;
/** Publishing walks all rows: 50,000 are published twice a second at most. */
const ROWS_PER_MS = 100;

/** Rows for exchanges, a few at a time, and all there are in order of time. */
export function rowIndex(options: {
  rowOf(exchange: Exchange): Row;
  /** Called with all rows made so far, in order of time. `complete`: nothing is left to do. */
  publish(rows: readonly Row[], complete: boolean): void;
  /** ms, any origin. */
  now(): number;
}) {
  const rows = new Map<string, Row>();
  /** The rows published last, in order of time; and what has changed since: who comes, who leaves, what is out of date. */
  let order: readonly Row[] = [];
  const coming = new Map<string, Row>();
  const leaving = new Set<string>();
  const stale = new Set<Row>();
  /** What has no row yet, or a new one to get; the newest version of each. */
  const queue = new Map<string, Exchange>();
  let published = Number.NEGATIVE_INFINITY;
  /** When the queue last began to fill. */
  let begun = Number.NEGATIVE_INFINITY;

  const changed = (): boolean => coming.size > 0 || leaving.size > 0 || stale.size > 0;

  function put(row: Row): void {
    const old = rows.get(row.id);
    rows.set(row.id, row);
    if (old === undefined || coming.has(row.id)) {
      coming.set(row.id, row);
    } else if (old.exchange.startedAt !== row.exchange.startedAt) {
      leaving.add(row.id);
      coming.set(row.id, row);
    } else {
      stale.add(old);
    }
  }

  function publish(): void {
    if (leaving.size > 0) order = order.filter(({ id }) => !leaving.has(id));
    if (stale.size > 0) order = order.map((row) => (stale.has(row) ? (rows.get(row.id) ?? row) : row));
    order = merged(order, [...coming.values()].sort(byTime));
    coming.clear();
    leaving.clear();
    stale.clear();
    options.publish(order, queue.size === 0);
    published = options.now();
  }

  const work: Work = {
    step() {
      // Few: the first ones, when the browser has not compiled anything yet, take milliseconds each.
      let left = 2;
      for (const [id, exchange] of queue) {
        queue.delete(id);
        put(options.rowOf(exchange));
        if (--left === 0) break;
      }
      if (changed()) {
        const since = queue.size === 0 ? published : Math.max(published, begun);
        if (options.now() - since >= Math.max(PUBLISH_EVERY, rows.size / ROWS_PER_MS)) publish();
      }
      return queue.size > 0 ? 'go on' : changed() ? 'next frame' : 'done';
    },
  };

  return {
    work,
    rowOf: (id: string): Row | null => rows.get(id) ?? null,
    change({ told, gone }: LogChange): void {
      for (const id of gone) {
        queue.delete(id);
        coming.delete(id);
        if (rows.delete(id)) leaving.add(id);
      }
      // A list that lost rows shows it at once.
      if (leaving.size > 0) published = Number.NEGATIVE_INFINITY;
      if (queue.size === 0) begun = options.now();
      for (const exchange of told) queue.set(exchange.id, exchange);
    },
  };
}

const byTime = (a: Row, b: Row): number => a.exchange.startedAt - b.exchange.startedAt;

/** Two lists in order of time as one; among equals the first list goes first. */
function merged(first: readonly Row[], second: readonly Row[]): readonly Row[] {
  if (second.length === 0) return first;
  const out: Row[] = [];
  let at = 0;
  for (const row of second) {
    while (at < first.length && byTime(first[at]!, row) <= 0) out.push(first[at++]!);
    out.push(row);
  }
  while (at < first.length) out.push(first[at++]!);
  return out;
}
