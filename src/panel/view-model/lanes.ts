import { addressOf } from './address';
import type { Group } from './list-options';
import type { Row } from './row';

/** One line of the timeline: a lane's head, or a request under it. */
export type Line =
  | { readonly kind: 'lane'; readonly lane: Lane }
  /** `index`: counts requests alone. `lane` null: not grouped. */
  | { readonly kind: 'request'; readonly lane: Lane | null; readonly row: Row; readonly index: number };

export interface Lane {
  readonly key: string;
  readonly title: string;
  readonly allowed: number;
  readonly rows: readonly Row[];
}

/** Lines are looked up, not listed: a list of 50,000 objects for each picture would be most of its cost. */
export interface Lanes {
  /** How many lines there are, heads included. */
  readonly lineCount: number;
  lineAt(at: number): Line | null;
  /** Where the request stands; −1: it is not shown. */
  lineOf(id: string): number;
  /** All requests in the order of their lines. */
  rows(): Iterable<Row>;
  /** Keys of lanes; pass them in next time. */
  readonly order: readonly string[];
  readonly servers: number;
}

/**
 * Rows in lanes. A lane keeps the place it first got (`order`), so that nothing moves while recording;
 * new ones come at the end, the most requests first. Within a lane rows stay in the order given.
 */
export function lanesOf(rows: readonly Row[], group: Group, order: readonly string[]): Lanes {
  if (group === 'none') return { ...ungrouped(rows), order, servers: new Set(rows.map((row) => row.server)).size };
  const byKey = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row, group);
    const lane = byKey.get(key);
    if (lane === undefined) byKey.set(key, [row]);
    else lane.push(row);
  }
  const known = new Set(order);
  const fresh = [...byKey.keys()].filter((key) => !known.has(key));
  // The sort is stable: among equals, the first seen stays first.
  fresh.sort((a, b) => (byKey.get(b)?.length ?? 0) - (byKey.get(a)?.length ?? 0));
  const keys = [...order, ...fresh];
  const lanes = keys.flatMap((key) => {
    const lane = byKey.get(key);
    return lane === undefined ? [] : [laneOf(key, lane, group)];
  });
  const servers = group === 'server' ? lanes.length : new Set(rows.map((row) => row.server)).size;
  return { ...grouped(lanes), order: keys, servers };
}

function laneOf(key: string, rows: readonly Row[], group: 'server' | 'problem'): Lane {
  let allowed = 0;
  for (const row of rows) if (row.outcome === 'allowed') allowed += 1;
  return { key, title: titleOf(rows[0]!, group), allowed, rows };
}

type Lookup = Pick<Lanes, 'lineCount' | 'lineAt' | 'lineOf' | 'rows'>;

const ungrouped = (rows: readonly Row[]): Lookup => ({
  lineCount: rows.length,
  lineAt(index) {
    const row = rows[index];
    return row === undefined ? null : { kind: 'request', lane: null, row, index };
  },
  lineOf: (id) => rows.findIndex((row) => row.id === id),
  rows: () => rows,
});

function grouped(lanes: readonly Lane[]): Lookup {
  // A lane's head stands after all lanes before it, which have a head each.
  const heads: number[] = [];
  let lineCount = 0;
  for (const { rows } of lanes) {
    heads.push(lineCount);
    lineCount += rows.length + 1;
  }
  return {
    lineCount,
    lineAt(at) {
      if (at < 0 || at >= lineCount) return null;
      const number = lastAtMost(heads, at);
      const lane = lanes[number]!;
      const within = at - heads[number]! - 1;
      if (within < 0) return { kind: 'lane', lane };
      return { kind: 'request', lane, row: lane.rows[within]!, index: at - number - 1 };
    },
    lineOf(id) {
      for (const [number, { rows }] of lanes.entries()) {
        const within = rows.findIndex((row) => row.id === id);
        if (within >= 0) return heads[number]! + 1 + within;
      }
      return -1;
    },
    *rows() {
      for (const { rows } of lanes) yield* rows;
    },
  };
}

/** Index of the last of the rising numbers that is not above `value`. */
function lastAtMost(numbers: readonly number[], value: number): number {
  let low = 0;
  let high = numbers.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (numbers[middle]! <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

const keyOf = (row: Row, group: 'server' | 'problem'): string =>
  group === 'server' ? row.server : (row.problem?.id ?? '');

function titleOf(row: Row, group: 'server' | 'problem'): string {
  if (group === 'server') return row.server;
  if (row.problem === null) return 'No problem';
  return `${addressOf(row.problem.server).host} ${row.problem.finding.short.replaceAll('`', '')}`;
}
