import { computed, signal } from '@preact/signals';
import { nothingElse, type Recording, recordingAbout } from '../../diagnostics/recording';
import type { Verdict } from '../../diagnostics/verdict';
import type { Exchange } from '../../exchange/exchange';
import type { Host } from '../host';
import type { Case } from '../view-model/change';
import { type Comparison, candidateOf, candidatesFor, comparisonOf } from '../view-model/comparison';
import { type Detail, detailOf } from '../view-model/detail';
import { groupPageOf } from '../view-model/group-page';
import type { Problem } from '../view-model/problems';
import type { Row } from '../view-model/row';
import type { Steps } from '../view-model/steps';
import type { ListsPart } from './lists';

export type Diagnose = (exchange: Exchange, recording?: Recording) => Verdict;

/** What the right side shows. */
export type Page =
  | { readonly kind: 'case' }
  | { readonly kind: 'group' }
  /** `withId` null: the most similar that passed. */
  | { readonly kind: 'compare'; readonly withId: string | null }
  | { readonly kind: 'ledger' };

export interface Splits {
  readonly beside: number | null;
  readonly above: number | null;
}

const percent = (text: string | null): number | null => {
  const value = Number.parseFloat(text ?? '');
  return value > 5 && value < 90 ? value : null;
};

export type LeftTab = 'problems' | 'timeline';
export type Dialog = 'export' | 'keys' | 'hook';

/** One change for all its requests; beyond this many, more of them add nothing. */
const SIBLINGS_AT_MOST = 200;

/** Verdicts made without the rest of the recording are not remembered: a row costs what it shows. */
export const NOTHING_ELSE: Recording = nothingElse;

/** So many of them are thought about in a millisecond or two. */
const GLANCES_AT_ONCE = 8;

/** What a change that serves several is made of: worked out when it is first read. */
const thinkAbout = ({ verdict }: Case): readonly unknown[] => [verdict.needed, verdict.fixes];

/** Exchanges of one problem; of none, no exchanges. */
interface Group {
  readonly id: string | null;
  readonly exchanges: readonly Exchange[];
}

const isSame = <T>(some: readonly T[], others: readonly T[]): boolean =>
  some.length === others.length && some.every((one, at) => one === others[at]);

/** Which exchange is open, and on which page. */
export function pagesPart(host: Host, lists: ListsPart, diagnose: Diagnose) {
  const selectedId = signal<string | null>(null);
  const page = signal<Page>({ kind: 'case' });
  /** Sizes of the lists in percent: beside the diagnosis, or above it; null: as designed. */
  const splits = signal<Splits>({
    beside: percent(host.memory.recall('split beside')),
    above: percent(host.memory.recall('split above')),
  });
  // Where one of them stands in front, it is the list of requests: what a problem is about is open beside it anyway.
  const leftTab = signal<LeftTab>(host.memory.recall('left tab') === 'problems' ? 'problems' : 'timeline');
  const dialog = signal<Dialog | null>(null);

  const rowById = (id: string | null) => (id === null ? null : lists.rowOf(id));
  const selectedRow = computed(() => {
    // Whenever rows were made anew, it may be another one.
    lists.rows.value;
    return rowById(selectedId.value);
  });
  const selectedProblem = computed<Problem | null>(() => {
    const id = selectedRow.value?.problem?.id;
    return id === undefined ? null : (lists.problems.value.find((problem) => problem.id === id) ?? null);
  });

  const glances = new WeakMap<Exchange, Case>();
  function glance(exchange: Exchange): Case {
    const known = glances.get(exchange) ?? { exchange, verdict: diagnose(exchange, NOTHING_ELSE) };
    glances.set(exchange, known);
    return known;
  }
  function look(exchange: Exchange): Case {
    const rows = lists.rows.peek();
    const recorded = { length: rows.length, at: (index: number) => rows[index]?.exchange };
    return { exchange, verdict: diagnose(exchange, recordingAbout(exchange, recorded)) };
  }

  // The whole group, whatever the filter hides; the same array as long as it holds the same, so that a detail is made once.
  // Who is in it stays: a busy page must not have the diagnosis made anew with every request.
  let group: Group = { id: null, exchanges: [] };
  const openGroup = computed(() => {
    group = groupOf(selectedRow.value, group, lists.rows.value);
    return group.exchanges;
  });

  /** The group of a row's problem: whoever was in it, and others as far as there is room. */
  function groupOf(row: Row | null, was: Group, rows: readonly Row[]): Group {
    const id = row?.problem?.id ?? null;
    const members = id === was.id ? was.exchanges : [];
    const found = members.flatMap((exchange) => {
      const row = lists.rowOf(exchange.id);
      return row?.problem?.id === id ? [row.exchange] : [];
    });
    const known = new Set(found.map((exchange) => exchange.id));
    for (const row of id === null ? [] : rows) {
      if (found.length >= SIBLINGS_AT_MOST) break;
      if (row.problem?.id === id && !known.has(row.id)) found.push(row.exchange);
    }
    return { id, exchanges: isSame(found, was.exchanges) ? was.exchanges : found };
  }

  const detailAmong = (exchange: Exchange, among: readonly Exchange[]): Detail =>
    detailOf(exchange, look(exchange).verdict, among.filter((one) => one.id !== exchange.id).map(glance), host.now());

  /** Made before it is opened, in a task of its own. */
  let ahead: { readonly exchange: Exchange; readonly among: readonly Exchange[]; readonly detail: Detail } | null =
    null;

  const openExchange = computed(() => selectedRow.value?.exchange ?? null);
  const detail = computed<Detail | null>(() => {
    const exchange = openExchange.value;
    const among = openGroup.value;
    if (exchange === null) return null;
    const made = ahead?.exchange === exchange && isSame(ahead.among, among) ? ahead.detail : null;
    ahead = null;
    return made ?? detailAmong(exchange, among);
  });
  const groupPage = computed(() => {
    const problem = selectedProblem.value;
    if (page.value.kind !== 'group' || problem === null) return null;
    const [first, ...rest] = openGroup.value;
    return first === undefined ? null : groupPageOf(problem, [look(first), ...rest.map(glance)], host.now());
  });
  let candidateRows: readonly Row[] = [];
  const candidates = computed(() => {
    const row = selectedRow.value;
    const found = page.value.kind === 'compare' && row !== null ? candidatesFor(row, lists.rows.value) : [];
    candidateRows = isSame(found, candidateRows) ? candidateRows : found;
    return candidateRows;
  });
  // The right side stays what it was when the page was opened: what arrives must not change what is being read.
  let compared: { readonly id: string; readonly withId: string } | null = null;
  const comparedRow = computed(() => {
    const row = selectedRow.value;
    if (page.value.kind !== 'compare' || row === null) return null;
    const { withId } = page.value;
    const other = rowById(withId ?? (compared?.id === row.id ? compared.withId : null)) ?? candidates.value[0] ?? null;
    compared = other === null ? null : { id: row.id, withId: other.id };
    return other;
  });
  const comparison = computed<Comparison | null>(() => {
    const row = selectedRow.value;
    if (page.value.kind !== 'compare' || row === null) return null;
    const other = comparedRow.value;
    return comparisonOf(look(row.exchange), other === null ? null : look(other.exchange));
  });

  /** Opened for want of anything better: what the reader opens, and the first problem, come before it. */
  let opened: string | null = null;

  const pages = {
    select(id: string | null): void {
      if (page.value.kind === 'compare' && id !== null && id !== selectedId.value) {
        page.value = { kind: 'compare', withId: id };
        return;
      }
      opened = null;
      selectedId.value = id;
      if (page.value.kind !== 'compare') page.value = { kind: 'case' };
    },
    /** Opens one exchange, whatever page is open. */
    openCase(id: string): void {
      opened = null;
      page.value = { kind: 'case' };
      selectedId.value = id;
    },
    /** Works out what opening it will show: then only the drawing is left. */
    *prepareCase(id: string): Steps<void> {
      const row = rowById(id);
      if (row === null) return;
      const { exchange } = row;
      const { exchanges } = groupOf(row, group, lists.rows.peek());
      for (const [at, one] of exchanges.entries()) {
        thinkAbout(glance(one));
        if (at % GLANCES_AT_ONCE === GLANCES_AT_ONCE - 1) yield;
      }
      yield;
      ahead = { exchange, among: exchanges, detail: detailAmong(exchange, exchanges) };
    },
    /** Opens one nobody asked for; it gives way. */
    openForNow(id: string): void {
      pages.openCase(id);
      opened = id;
    },
    isOpenForNow: (): boolean => opened !== null && opened === selectedId.value && page.value.kind === 'case',
    /** A problem of several requests opens the page of them all; of one, that one. */
    selectProblem(id: string): void {
      const group = lists.problems.value.find((problem) => problem.id === id)?.rows ?? [];
      const [first] = group;
      if (first === undefined) return;
      opened = null;
      selectedId.value = first.id;
      page.value = { kind: group.length > 1 ? 'group' : 'case' };
    },
    /** The next or previous request of the open problem, round and round. */
    turnPage(step: 1 | -1): void {
      const group = selectedProblem.value?.rows ?? [];
      const at = group.findIndex((row) => row.id === selectedId.value);
      const next = group[(at + step + group.length) % group.length];
      if (next !== undefined) pages.openCase(next.id);
    },
    /** The next or previous request that did not come through. */
    goToProblem(step: 1 | -1): void {
      const here = selectedId.value;
      const stops = [...lists.lanes.value.rows()].filter((row) => row.problem !== null || row.id === here);
      const next = stops[stops.findIndex((row) => row.id === here) + step];
      if (next !== undefined) pages.openCase(next.id);
    },
    compare(): void {
      compared = null;
      page.value = { kind: 'compare', withId: null };
    },
    compareWith(id: string): void {
      page.value = { kind: 'compare', withId: id };
    },
    /** Trades the two sides. */
    swapSides(): void {
      const other = comparison.value?.right?.id;
      const here = selectedId.value;
      if (other === undefined || here === null) return;
      selectedId.value = other;
      page.value = { kind: 'compare', withId: here };
    },
    openLedger(): void {
      page.value = { kind: 'ledger' };
    },
    closePage(): void {
      page.value = { kind: 'case' };
    },
    showLeft(tab: LeftTab): void {
      leftTab.value = tab;
      host.memory.remember('left tab', tab);
    },
    /** The list that has the focus is seen, wherever there is room for one alone. */
    bringToFront(tab: LeftTab): void {
      leftTab.value = tab;
    },
    split(change: Partial<Splits>): void {
      splits.value = { ...splits.value, ...change };
      host.memory.remember('split beside', String(splits.value.beside ?? ''));
      host.memory.remember('split above', String(splits.value.above ?? ''));
    },
    openDialog(which: Dialog | null): void {
      dialog.value = which;
    },
  };

  return {
    selectedId,
    page,
    leftTab,
    splits,
    dialog,
    selectedRow,
    selectedProblem,
    detail,
    groupPage,
    candidates: computed(() => candidates.value.map(candidateOf)),
    comparison,
    ...pages,
  };
}

export type PagesPart = ReturnType<typeof pagesPart>;
