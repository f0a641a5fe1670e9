import type { Outcome } from '../../diagnostics/verdict';
import { type Axis, placeOf } from './axis';
import { type Row, toneOf } from './row';
import { spansOf } from './spans';

/** One mark of the overview. */
export interface Blip {
  /** Marks are drawn into places, not for requests: a long recording shows others every time. */
  readonly slot: number;
  readonly tone: Outcome;
  /** Percent of the width. */
  readonly left: number;
  readonly width: number;
  /** Which server, counted from 0. */
  readonly server: number;
}

/** The most marks worth drawing of what went wrong, and of the rest: the overview is some 170 pixels wide. */
const PROBLEMS_AT_MOST = 250;
const OTHERS_AT_MOST = 150;

/** Rows in order of time; evenly thinned out where there are too many. */
export function blipsOf(rows: readonly Row[], axis: Axis): readonly Blip[] {
  let problems = 0;
  for (const row of rows) if (row.problem !== null) problems += 1;
  const everyProblem = Math.max(1, Math.ceil(problems / PROBLEMS_AT_MOST));
  const everyOther = Math.max(1, Math.ceil((rows.length - problems) / OTHERS_AT_MOST));
  const servers = new Map<string, number>();
  const blips: Blip[] = [];
  let problem = 0;
  let other = 0;
  for (const row of rows) {
    if (!servers.has(row.server)) servers.set(row.server, servers.size);
    const isDrawn = row.problem !== null ? problem++ % everyProblem === 0 : other++ % everyOther === 0;
    if (!isDrawn) continue;
    const left = placeOf(axis, row.exchange.startedAt);
    const end = spansOf(row.exchange).at(-1)?.to ?? null;
    const right = end === null ? 100 : placeOf(axis, end);
    const width = Math.max(0, right - left);
    blips.push({ slot: blips.length, tone: toneOf(row), left, width, server: servers.get(row.server) ?? 0 });
  }
  return blips;
}
