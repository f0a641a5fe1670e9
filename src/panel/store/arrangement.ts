import type { Outcome } from '../../diagnostics/verdict';
import { type Axis, axisOf } from '../view-model/axis';
import { countOutcomes, type Filter, matcherOf, type OutcomeCounts } from '../view-model/filter';
import { type Lanes, lanesOf } from '../view-model/lanes';
import { defaultOptions, type ListOptions, sorted } from '../view-model/list-options';
import { type Problem, problemsOf } from '../view-model/problems';
import type { Row } from '../view-model/row';
import type { Steps } from '../view-model/steps';
import type { Work } from './slices';

/** What decides which rows are shown, and how. */
export interface Wishes {
  readonly rows: readonly Row[];
  /** Are there rows for all exchanges? */
  readonly complete: boolean;
  readonly withNoCors: boolean;
  readonly filter: Filter;
  readonly hidden: ReadonlySet<Outcome>;
  /** ms since the epoch; null: everything. */
  readonly range: { readonly from: number; readonly to: number } | null;
  readonly options: ListOptions;
}

/** Everything the lists show, made of the same rows. */
export interface Arrangement {
  readonly complete: boolean;
  readonly listed: readonly Row[];
  readonly noCorsCount: number;
  readonly counts: OutcomeCounts;
  readonly overview: Axis;
  readonly matching: readonly Row[];
  readonly problems: readonly Problem[];
  readonly shown: readonly Row[];
  readonly lanes: Lanes;
  readonly axis: Axis;
}

export const nothingArranged: Arrangement = {
  complete: false,
  listed: [],
  noCorsCount: 0,
  counts: countOutcomes([]),
  overview: axisOf([], 0),
  matching: [],
  problems: [],
  shown: [],
  lanes: lanesOf([], defaultOptions.group, []),
  axis: axisOf([], 0),
};

/** Rows looked at in one go. */
const AT_ONCE = 4_000;

/**
 * Arranges rows as wished, bit by bit, and publishes the whole when it is done. New wishes of the reader's begin anew;
 * mere new rows wait until what was begun is done, or a busy page would never get its list.
 */
export function arranger(options: {
  rulesOf(row: Row): readonly string[];
  /** ms since the epoch. */
  now(): number;
  publish(arrangement: Arrangement): void;
}) {
  // Lanes and problems keep the place they first got, so that nothing moves under the mouse while recording.
  let laneOrder: readonly string[] = [];
  let problemOrder: readonly string[] = [];
  let done: { readonly wishes: Wishes; readonly arrangement: Arrangement } | null = null;
  let doing: { readonly wishes: Wishes; readonly steps: Steps<Arrangement> } | null = null;
  let next: Wishes | null = null;

  /** A step that would come out as it did last time is not done again. */
  function* steps(wishes: Wishes): Steps<Arrangement> {
    const { rows, complete, withNoCors, filter, hidden, range } = wishes;
    const was = done?.wishes;
    const known = done?.arrangement ?? nothingArranged;

    let { listed, noCorsCount, counts, overview } = known;
    const sameRows = was?.rows === rows && was.withNoCors === withNoCors;
    if (!sameRows) {
      const withCors = rows.filter((row) => row.corsApplies);
      noCorsCount = rows.length - withCors.length;
      listed = withNoCors ? rows : withCors;
      counts = countOutcomes(listed);
      yield;
      overview = axisOf(listed, options.now());
      yield;
    }

    let { matching, problems } = known;
    const sameMatch = sameRows && was?.filter === filter && was.hidden === hidden;
    if (!sameMatch) {
      matching = yield* matchingOf(listed, filter, hidden);
      const found = problemsOf(matching, problemOrder);
      problems = found.problems;
      problemOrder = found.order;
      yield;
    }

    const shown =
      range === null
        ? matching
        : matching.filter(({ exchange }) => exchange.startedAt >= range.from && exchange.startedAt <= range.to);
    const inOrder = yield* sorted(shown, wishes.options);
    yield;
    const lanes = lanesOf(inOrder, wishes.options.group, laneOrder);
    laneOrder = lanes.order;
    yield;
    const axis = range === null ? overview : axisOf(shown, options.now());
    return { complete, listed, noCorsCount, counts, overview, matching, problems, shown, lanes, axis };
  }

  function* matchingOf(listed: readonly Row[], filter: Filter, hidden: ReadonlySet<Outcome>): Steps<readonly Row[]> {
    if (hidden.size === 0 && filter.terms.length === 0) return listed;
    const holds = matcherOf(filter, options.rulesOf);
    const found: Row[] = [];
    for (const [index, row] of listed.entries()) {
      if (!hidden.has(row.outcome) && holds(row)) found.push(row);
      if (index % AT_ONCE === AT_ONCE - 1) yield;
    }
    return found;
  }

  const work: Work = {
    step() {
      if (doing === null) {
        if (next === null) return 'done';
        doing = { wishes: next, steps: steps(next) };
        next = null;
      }
      const isShort = doing.wishes.rows.length <= AT_ONCE;
      let made = doing.steps.next();
      // A short list is arranged in one go.
      while (isShort && !made.done) made = doing.steps.next();
      if (!made.done) return 'go on';
      const { value } = made;
      done = { wishes: doing.wishes, arrangement: value };
      doing = null;
      options.publish(value);
      return next === null ? 'done' : 'next frame';
    },
  };

  return {
    work,
    wish(wishes: Wishes): void {
      next = wishes;
      if (doing === null || isOnlyRows(doing.wishes, wishes)) return;
      doing = null;
    },
    forgetOrder(): void {
      laneOrder = [];
      problemOrder = [];
    },
    forgetLanes(): void {
      laneOrder = [];
    },
  };
}

const isOnlyRows = (a: Wishes, b: Wishes): boolean =>
  a.withNoCors === b.withNoCors &&
  a.filter === b.filter &&
  a.hidden === b.hidden &&
  a.range === b.range &&
  a.options === b.options;
