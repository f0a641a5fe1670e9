import { batch, computed, effect, signal, untracked } from '@preact/signals';
import type { Outcome } from '../../diagnostics/verdict';
import type { Exchange } from '../../exchange/exchange';
import type { Host } from '../host';
import { parseFilter } from '../view-model/filter';
import { type ListOptions, readOptions, writeOptions } from '../view-model/list-options';
import type { Row } from '../view-model/row';
import { arranger, nothingArranged } from './arrangement';
import type { LogPart } from './log';
import { rowIndex } from './row-index';
import { rowsAhead } from './rows-ahead';
import { inSlices } from './slices';

const OPTIONS = 'list options';

/** Rows, what of them is shown, and in which order. */
export function listsPart(
  host: Host,
  log: LogPart,
  about: { rowOf(exchange: Exchange): Row; rulesOf(row: Row): readonly string[] },
) {
  const rows = signal<readonly Row[]>([]);
  /** Are there rows for all exchanges? */
  let indexed = true;
  /** Were there rows for all of them once? */
  let settled = false;
  const filterText = signal('');
  const hiddenOutcomes = signal<ReadonlySet<Outcome>>(new Set());
  const withNoCors = signal(false);
  /** A span of time, ms since the epoch; null: everything. */
  const brush = signal<{ readonly from: number; readonly to: number } | null>(null);
  const options = signal<ListOptions>(readOptions(host.memory.recall(OPTIONS)));
  const arrangement = signal(nothingArranged);

  const now = (): number => performance.now();
  const slices = inSlices({ later: (run) => host.nextFrame(run), now });
  const lists = arranger({
    rulesOf: about.rulesOf,
    now: () => host.now(),
    publish(arranged) {
      arrangement.value = arranged;
    },
  });
  const ahead = rowsAhead(about.rowOf);
  const index = rowIndex({
    rowOf: ahead.rowOf,
    publish(made, complete) {
      // The first slices of the log must not decide which lane stands first; afterwards nothing may move.
      if (complete && !settled) lists.forgetOrder();
      settled ||= complete;
      indexed = complete;
      rows.value = made;
    },
    now,
  });
  // What the reader waits for comes before new rows.
  const arrange = slices.add(lists.work);
  const makeRows = slices.add(index.work);
  const makeAhead = slices.add(ahead.work);

  const filter = computed(() => parseFilter(filterText.value));
  let laidOutLife = 0;
  function wish(): void {
    if (laidOutLife !== log.life.value) {
      laidOutLife = log.life.value;
      lists.forgetOrder();
      settled = false;
    }
    lists.wish({
      rows: rows.value,
      complete: indexed,
      withNoCors: withNoCors.value,
      filter: filter.value,
      hidden: hiddenOutcomes.value,
      range: brush.value,
      options: options.value,
    });
    untracked(arrange);
  }

  return {
    rows,
    rowOf: index.rowOf,
    filterText,
    hiddenOutcomes,
    withNoCors,
    brush,
    options,
    /** Do the lists show all exchanges there are? */
    complete: computed(() => arrangement.value.complete),
    listed: computed(() => arrangement.value.listed),
    noCorsCount: computed(() => arrangement.value.noCorsCount),
    counts: computed(() => arrangement.value.counts),
    matching: computed(() => arrangement.value.matching),
    shown: computed(() => arrangement.value.shown),
    problems: computed(() => arrangement.value.problems),
    lanes: computed(() => arrangement.value.lanes),
    overview: computed(() => arrangement.value.overview),
    axis: computed(() => arrangement.value.axis),
    /** Makes rows for a file that is not there yet; called again whenever there are more of the same. */
    prepare(exchanges: readonly Exchange[]): void {
      ahead.begin(exchanges);
      makeAhead();
    },
    /** When all of those rows are made. */
    prepared(): Promise<void> {
      const made = ahead.made();
      makeAhead();
      return made;
    },
    /** What is less urgent than the lists. */
    addWork: slices.add,
    /** @returns how to stop. */
    startLists(): () => void {
      log.onChange((change) => {
        index.change(change);
        makeRows();
      });
      return effect(wish);
    },
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
      if (change.group !== undefined) lists.forgetLanes();
      options.value = { ...options.value, ...change };
      host.memory.remember(OPTIONS, writeOptions(options.value));
    },
  };
}

export type ListsPart = ReturnType<typeof listsPart>;
