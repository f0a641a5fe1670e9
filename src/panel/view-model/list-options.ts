import type { Row } from './row';
import { endedAt } from './spans';
import { type Steps, sortedBySteps } from './steps';

/** How the timeline is laid out; remembered between sessions. */
export interface ListOptions {
  readonly group: Group;
  readonly sort: Sort;
  readonly descending: boolean;
  readonly hidden: readonly Column[];
}

export type Group = 'server' | 'problem' | 'none';
export type Sort = 'time' | 'outcome' | 'method' | 'path' | 'status' | 'duration';
/** Columns that can be hidden; outcome and path stay. */
export type Column = 'method' | 'status' | 'why' | 'initiator' | 'duration' | 'bars';

export const GROUPS: readonly Group[] = ['server', 'problem', 'none'];
export const SORTS: readonly Sort[] = ['time', 'outcome', 'method', 'path', 'status', 'duration'];
export const COLUMNS: readonly Column[] = ['method', 'status', 'why', 'initiator', 'duration', 'bars'];

export const defaultOptions: ListOptions = {
  group: 'server',
  sort: 'time',
  descending: false,
  hidden: ['why', 'initiator', 'duration'],
};

/** What was remembered; anything that is not ours gives the defaults. */
export function readOptions(text: string | null): ListOptions {
  if (text === null) return defaultOptions;
  try {
    const read: unknown = JSON.parse(text);
    if (typeof read !== 'object' || read === null) return defaultOptions;
    const known = new Map<string, unknown>(Object.entries(read));
    const hidden = known.get('hidden');
    return {
      group: GROUPS.find((group) => group === known.get('group')) ?? defaultOptions.group,
      sort: SORTS.find((sort) => sort === known.get('sort')) ?? defaultOptions.sort,
      descending: known.get('descending') === true,
      hidden: Array.isArray(hidden) ? COLUMNS.filter((column) => hidden.includes(column)) : defaultOptions.hidden,
    };
  } catch {
    return defaultOptions;
  }
}

export const writeOptions = (options: ListOptions): string => JSON.stringify(options);

const WORST_FIRST = { blocked: 0, failed: 1, pending: 2, allowed: 3 } as const;

/** Rows in order of time come out sorted; equals stay in order of time. */
export function* sorted(
  rows: readonly Row[],
  { sort, descending }: Pick<ListOptions, 'sort' | 'descending'>,
): Steps<readonly Row[]> {
  if (sort === 'time') return descending ? [...rows].reverse() : rows;
  const compare = COMPARE[sort];
  return yield* sortedBySteps(rows, descending ? (a, b) => compare(b, a) : compare);
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const COMPARE: Readonly<Record<Exclude<Sort, 'time'>, (a: Row, b: Row) => number>> = {
  outcome: (a, b) => WORST_FIRST[a.outcome] - WORST_FIRST[b.outcome],
  method: (a, b) => byText(a.method, b.method),
  path: (a, b) => byText(a.path, b.path),
  status: (a, b) => byText(a.status, b.status),
  duration: (a, b) => durationOf(a) - durationOf(b),
};

/** ms from the start to the end; 0: not ended. */
export function durationOf({ exchange }: Row): number {
  return Math.max(0, (endedAt(exchange.end) ?? exchange.startedAt) - exchange.startedAt);
}
