import type { Row } from './row';

/** One line of the timeline: a server's head, or a request under it. */
export type Line =
  | { readonly kind: 'lane'; readonly server: string; readonly allowed: number; readonly count: number }
  | { readonly kind: 'request'; readonly row: Row; readonly index: number };

/**
 * Rows by server. A server keeps the place it first got (`order`), so that nothing moves while recording;
 * within a lane rows stay in the order given. Returns the lines and the order to pass in next time.
 */
export function lanesOf(
  rows: readonly Row[],
  order: readonly string[],
): { readonly lines: Line[]; readonly order: string[] } {
  const lanes = new Map<string, Row[]>();
  for (const row of rows) {
    const lane = lanes.get(row.server);
    if (lane === undefined) lanes.set(row.server, [row]);
    else lane.push(row);
  }
  const known = new Set(order);
  const fresh = [...lanes.keys()].filter((server) => !known.has(server));
  // The sort is stable: among equals, the first seen stays first.
  fresh.sort((a, b) => (lanes.get(b)?.length ?? 0) - (lanes.get(a)?.length ?? 0));
  const servers = [...order, ...fresh];
  const lines: Line[] = [];
  let index = 0;
  for (const server of servers) {
    const lane = lanes.get(server);
    if (lane === undefined) continue;
    const allowed = lane.reduce((sum, row) => sum + (row.outcome === 'allowed' ? 1 : 0), 0);
    lines.push({ kind: 'lane', server, allowed, count: lane.length });
    for (const row of lane) lines.push({ kind: 'request', row, index: index++ });
  }
  return { lines, order: servers };
}
