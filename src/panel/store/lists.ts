import { batch, computed, signal } from '@preact/signals';
import type { Outcome } from '../../diagnostics/verdict';
import type { Exchange } from '../../exchange/exchange';
import type { Host } from '../host';
import { type Axis, axisOf } from '../view-model/axis';
import { countOutcomes, matcherOf, parseFilter } from '../view-model/filter';
import { lanesOf } from '../view-model/lanes';
import { type ListOptions, readOptions, sorted, writeOptions } from '../view-model/list-options';
import { problemsOf } from '../view-model/problems';
import type { Row } from '../view-model/row';
import type { LogPart } from './log';
import { rowIndex } from './row-index';

const OPTIONS = 'list options';

/** Rows, what of them is shown, and in which order. */
export function listsPart(host: Host, log: LogPart, rowOf: (exchange: Exchange) => Row) {
  const rows = signal<readonly Row[]>([]);
  /** Are there rows for all exchanges? */
  const indexed = signal(true);
  const filterText = signal('');
  const hiddenOutcomes = signal<ReadonlySet<Outcome>>(new Set());
  const withNoCors = signal(false);
  /** A span of time, ms since the epoch; null: everything. */
  const brush = signal<{ readonly from: number; readonly to: number } | null>(null);
  const options = signal<ListOptions>(readOptions(host.memory.recall(OPTIONS)));

  const index = rowIndex({
    rowOf,
    publish(made, complete) {
      batch(() => {
        // The first slices of a long log must not decide which lane stands first.
        if (complete && !indexed.value) forgetOrder();
        rows.value = made;
        indexed.value = complete;
      });
    },
    later: (run) => host.nextFrame(run),
    now: () => performance.now(),
  });

  // Lanes and problems keep the place they first got, so that nothing moves under the mouse while recording.
  let laneOrder: readonly string[] = [];
  let problemOrder: readonly string[] = [];
  let laidOutLife = 0;
  function forgetOrder(): void {
    laneOrder = [];
    problemOrder = [];
  }
  function startAnewAfterClearing(): void {
    if (laidOutLife === log.life.value) return;
    laidOutLife = log.life.value;
    forgetOrder();
  }

  const listed = computed(() => (withNoCors.value ? rows.value : rows.value.filter((row) => row.corsApplies)));
  const noCorsCount = computed(() => rows.value.reduce((sum, row) => sum + (row.corsApplies ? 0 : 1), 0));
  const counts = computed(() => countOutcomes(listed.value));
  const filter = computed(() => parseFilter(filterText.value));
  const matching = computed(() => {
    const hidden = hiddenOutcomes.value;
    if (hidden.size === 0 && filter.value.terms.length === 0) return listed.value;
    const holds = matcherOf(filter.value);
    return listed.value.filter((row) => !hidden.has(row.outcome) && holds(row));
  });
  const shown = computed(() => {
    const range = brush.value;
    if (range === null) return matching.value;
    return matching.value.filter(({ exchange }) => exchange.startedAt >= range.from && exchange.startedAt <= range.to);
  });
  const problems = computed(() => {
    startAnewAfterClearing();
    const found = problemsOf(matching.value, problemOrder);
    problemOrder = found.order;
    return found.problems;
  });
  const lanes = computed(() => {
    startAnewAfterClearing();
    const found = lanesOf(sorted(shown.value, options.value), options.value.group, laneOrder);
    laneOrder = found.order;
    return found;
  });
  const overview = computed<Axis>(() => axisOf(listed.value, host.now()));
  const axis = computed<Axis>(() => (brush.value === null ? overview.value : axisOf(shown.value, host.now())));

  return {
    rows,
    indexed,
    filterText,
    hiddenOutcomes,
    withNoCors,
    brush,
    options,
    listed,
    noCorsCount,
    counts,
    matching,
    shown,
    problems,
    lanes,
    overview,
    axis,
    index,
    filterBy(text: string): void {
      filterText.value = text;
    },
    toggleOutcome(outcome: Outcome): void {
      const hidden = new Set(hiddenOutcomes.value);
      if (!hidden.delete(outcome)) hidden.add(outcome);
      hiddenOutcomes.value = hidden;
    },
    toggleNoCors(): void {
      withNoCors.value = !withNoCors.value;
    },
    showEverything(): void {
      batch(() => {
        filterText.value = '';
        hiddenOutcomes.value = new Set();
        brush.value = null;
      });
    },
    /** null: the whole recording. */
    zoom(range: { readonly from: number; readonly to: number } | null): void {
      brush.value = range;
    },
    arrange(change: Partial<ListOptions>): void {
      laneOrder = change.group === undefined ? laneOrder : [];
      options.value = { ...options.value, ...change };
      host.memory.remember(OPTIONS, writeOptions(options.value));
    },
  };
}

export type ListsPart = ReturnType<typeof listsPart>;
