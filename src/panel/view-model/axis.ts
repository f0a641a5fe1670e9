import type { Row } from './row';
import { endedAt } from './spans';

/** The time axis: busy stretches in proportion, idle ones cut out. Places in percent of the width. */
export interface Axis {
  readonly from: number;
  readonly to: number;
  readonly stretches: readonly Stretch[];
  readonly gaps: readonly { readonly at: number; readonly width: number; readonly lasted: number }[];
}

export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly left: number;
  readonly width: number;
}

/** More cannot be told apart. */
export const GAPS_AT_MOST = 60;

const IDLE = 2_000;
const GAP = 2;
const SPARE = 30;

/** `now` ends what is still pending. Rows in order of time. */
export function axisOf(rows: readonly Row[], now: number): Axis {
  const busy: { from: number; to: number }[] = [];
  for (const { exchange } of rows) {
    const from = exchange.startedAt;
    const to = Math.max(from, endedAt(exchange.end) ?? (exchange.end.state === 'unknown' ? lastKnown(exchange) : now));
    const last = busy.at(-1);
    if (last !== undefined && from <= last.to + IDLE) {
      last.to = Math.max(last.to, to);
      last.from = Math.min(last.from, from);
    } else {
      busy.push({ from, to });
    }
  }
  const total = busy.reduce((sum, { from, to }) => sum + Math.max(SPARE, to - from), 0);
  const gapWidth = busy.length < 2 ? 0 : Math.min(GAP, 30 / (busy.length - 1));
  const room = 100 - gapWidth * Math.max(0, busy.length - 1);
  const stretches: Stretch[] = [];
  const gaps: Axis['gaps'][number][] = [];
  let left = 0;
  for (const [index, { from, to }] of busy.entries()) {
    const before = busy[index - 1];
    if (before !== undefined) {
      gaps.push({ at: left, width: gapWidth, lasted: from - before.to });
      left += gapWidth;
    }
    const width = (Math.max(SPARE, to - from) / total) * room;
    stretches.push({ from, to: Math.max(to, from + SPARE), left, width });
    left += width;
  }
  return { from: busy[0]?.from ?? now, to: busy.at(-1)?.to ?? now, stretches, gaps };
}

function lastKnown(exchange: Row['exchange']): number {
  return exchange.hops.reduce((latest, hop) => Math.max(latest, hop.response?.receivedAt ?? 0), exchange.startedAt);
}

/** Where a time stands, in percent. Times in a cut stand at its edge. */
export function placeOf(axis: Axis, at: number): number {
  // Stretches are in order: the last that begins before `at`.
  let low = 0;
  let high = axis.stretches.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (axis.stretches[middle]!.from <= at) low = middle;
    else high = middle - 1;
  }
  const stretch = axis.stretches[low];
  if (stretch === undefined) return 0;
  const share = (at - stretch.from) / Math.max(1, stretch.to - stretch.from);
  return stretch.left + Math.min(1, Math.max(0, share)) * stretch.width;
}

/** The time at a place, the inverse of `placeOf`. */
export function timeAt(axis: Axis, place: number): number {
  for (const stretch of axis.stretches) {
    if (place <= stretch.left + stretch.width) {
      const share = Math.max(0, (place - stretch.left) / stretch.width);
      return stretch.from + share * (stretch.to - stretch.from);
    }
  }
  return axis.to;
}
