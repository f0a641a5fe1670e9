import { addressOf } from './address';
import type { Group } from './list-options';
import type { Row } from './row';

/** One line of the timeline: a lane's head, or a request under it. */
export type Line =
  | {
      readonly kind: 'lane';
      readonly key: string;
      readonly title: string;
      readonly allowed: number;
      readonly count: number;
    }
  | { readonly kind: 'request'; readonly lane: string; readonly row: Row; readonly index: number };

export interface Lanes {
  readonly lines: readonly Line[];
  /** Keys of lanes; pass them in next time. */
  readonly order: readonly string[];
  /** How many lanes are shown. */
  readonly count: number;
  readonly servers: number;
}

/**
 * Rows in lanes. A lane keeps the place it first got (`order`), so that nothing moves while recording;
 * new ones come at the end, the most requests first. Within a lane rows stay in the order given.
 */
export function lanesOf(rows: readonly Row[], group: Group, order: readonly string[]): Lanes {
  const servers = new Set(rows.map((row) => row.server)).size;
  if (group === 'none') {
    const lines = rows.map((row, index) => ({ kind: 'request', lane: '', row, index }) as const);
    return { lines, order, count: 0, servers };
  }
  const lanes = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row, group);
    const lane = lanes.get(key);
    if (lane === undefined) lanes.set(key, [row]);
    else lane.push(row);
  }
  const known = new Set(order);
  const fresh = [...lanes.keys()].filter((key) => !known.has(key));
  // The sort is stable: among equals, the first seen stays first.
  fresh.sort((a, b) => (lanes.get(b)?.length ?? 0) - (lanes.get(a)?.length ?? 0));
  const keys = [...order, ...fresh];
  const lines: Line[] = [];
  let index = 0;
  for (const key of keys) {
    const lane = lanes.get(key);
    if (lane?.[0] === undefined) continue;
    const allowed = lane.reduce((sum, row) => sum + (row.outcome === 'allowed' ? 1 : 0), 0);
    lines.push({ kind: 'lane', key, title: titleOf(lane[0], group), allowed, count: lane.length });
    for (const row of lane) lines.push({ kind: 'request', lane: key, row, index: index++ });
  }
  return { lines, order: keys, count: lanes.size, servers };
}

const keyOf = (row: Row, group: 'server' | 'problem'): string =>
  group === 'server' ? row.server : (row.problem?.id ?? '');

function titleOf(row: Row, group: 'server' | 'problem'): string {
  if (group === 'server') return row.server;
  if (row.problem === null) return 'No problem';
  return `${addressOf(row.problem.server).host} ${row.problem.finding.short.replaceAll('`', '')}`;
}
