import { batch, computed, effect, signal } from '@preact/signals';
import { type Recording, recordingOf } from '../diagnostics/recording';
import type { Outcome, Verdict } from '../diagnostics/verdict';
import type { Exchange } from '../exchange/exchange';
import { sharedHeaders } from '../exchange/shared-headers';
import { isLogMessage, type LogMessage } from '../protocol/messages';
import { applyAll, emptyReplica } from '../protocol/replica';
import type { HandOver } from './hand-over';
import type { Host, Theme } from './host';
import { rowIndex } from './row-index';
import { type Axis, axisOf } from './view-model/axis';
import { detailOf } from './view-model/detail';
import { countOutcomes, matches, parseFilter } from './view-model/filter';
import { lanesOf } from './view-model/lanes';
import { type Problem, problemsOf } from './view-model/problems';
import { type Row, rowOf } from './view-model/row';
import { many } from './view-model/text';

export type LeftTab = 'problems' | 'timeline';

/** One change for all its requests; beyond this many, more of them add nothing. */
const SIBLINGS_AT_MOST = 200;

export type Diagnose = (exchange: Exchange, recording?: Recording) => Verdict;

/** Rows are made without the rest of the recording: its verdicts are not remembered, so a row costs what it shows. */
const NOTHING_ELSE: Recording = { exchanges: [] };

/** The panel's state. The host brings the browser, `diagnose` the opinions, `handOver` what leaves and enters as text. */
export function createStore(host: Host, diagnose: Diagnose, handOver: HandOver) {
  const replica = signal(emptyReplica);
  const imported = signal<{ readonly name: string; readonly exchanges: readonly Exchange[] } | null>(null);
  const rows = signal<readonly Row[]>([]);
  const indexed = signal(true);

  const filterText = signal('');
  const hiddenOutcomes = signal<ReadonlySet<Outcome>>(new Set());
  const withNoCors = signal(false);
  const brush = signal<{ readonly from: number; readonly to: number } | null>(null);
  const selectedId = signal<string | null>(null);
  const leftTab = signal<LeftTab>(host.memory.recall('left tab') === 'timeline' ? 'timeline' : 'problems');
  const theme = signal<Theme | null>(host.theme.current());
  const announcement = signal('');
  /** Why the last file could not be opened, a sentence. */
  const problemWithFile = signal<string | null>(null);

  // ——— what arrives ———

  const shared = sharedHeaders();
  let arrived: LogMessage[] = [];
  function receive(message: unknown): void {
    if (!isLogMessage(message)) return;
    arrived.push(
      message.type === 'cleared' ? message : { ...message, exchanges: message.exchanges.map(shared.ofExchange) },
    );
    if (arrived.length === 1) host.nextFrame(applyArrived);
  }
  function applyArrived(): void {
    const messages = arrived;
    arrived = [];
    const next = applyAll(replica.value, messages);
    if (next === 'resync') host.send({ type: 'subscribe', cursor: replica.value.cursor });
    else if (messages.some((message) => message.type === 'cleared')) batch(() => replaceLog(next));
    else replica.value = next;
  }
  function replaceLog(next: typeof emptyReplica): void {
    replica.value = next;
    brush.value = null;
    forgetOrder();
  }

  const exchanges = computed<ReadonlyMap<string, Exchange>>(() => {
    if (imported.value === null) return replica.value.exchanges;
    return new Map([...replica.value.exchanges, ...imported.value.exchanges.map((one) => [one.id, one] as const)]);
  });
  const index = rowIndex({
    rowOf: (exchange) => rowOf(exchange, diagnose(exchange, NOTHING_ELSE)),
    publish: (made, complete) => {
      batch(() => {
        if (complete && !indexed.value) forgetOrder();
        rows.value = made;
        indexed.value = complete;
      });
    },
    later: (run) => host.nextFrame(run),
    now: () => performance.now(),
  });

  // ——— what is shown ———

  // Lanes and problems keep the place they first got, so that nothing moves under the mouse while recording.
  let laneOrder: string[] = [];
  let problemOrder: string[] = [];
  function forgetOrder(): void {
    laneOrder = [];
    problemOrder = [];
  }

  const listed = computed(() => (withNoCors.value ? rows.value : rows.value.filter((row) => row.corsApplies)));
  const noCorsCount = computed(() => rows.value.reduce((sum, row) => sum + (row.corsApplies ? 0 : 1), 0));
  const counts = computed(() => countOutcomes(listed.value));
  const filter = computed(() => parseFilter(filterText.value));
  const matching = computed(() => {
    const hidden = hiddenOutcomes.value;
    if (hidden.size === 0 && filter.value.terms.length === 0) return listed.value;
    return listed.value.filter((row) => !hidden.has(row.outcome) && matches(filter.value, row));
  });
  const shown = computed(() => {
    const range = brush.value;
    if (range === null) return matching.value;
    return matching.value.filter(({ exchange }) => exchange.startedAt >= range.from && exchange.startedAt <= range.to);
  });
  const problems = computed(() => {
    const found = problemsOf(matching.value, problemOrder);
    problemOrder = found.order;
    return found.problems;
  });
  const lines = computed(() => {
    const found = lanesOf(shown.value, laneOrder);
    laneOrder = found.order;
    return found.lines;
  });
  const overview = computed<Axis>(() => axisOf(listed.value, host.now()));
  const axis = computed<Axis>(() => (brush.value === null ? overview.value : axisOf(shown.value, host.now())));

  const selectedRow = computed(() => rows.value.find((row) => row.id === selectedId.value) ?? null);
  const selectedProblem = computed<Problem | null>(() => {
    const id = selectedRow.value?.problem?.id;
    return id === undefined ? null : (problems.value.find((problem) => problem.id === id) ?? null);
  });
  const detail = computed(() => {
    const row = selectedRow.value;
    if (row === null) return null;
    const siblings = (selectedProblem.value?.rows ?? []).filter((one) => one.id !== row.id).slice(0, SIBLINGS_AT_MOST);
    const recording = recordingOf(exchanges.peek().values());
    return detailOf(
      row.exchange,
      diagnose(row.exchange, recording),
      siblings.map(({ exchange }) => ({ exchange, verdict: diagnose(exchange, NOTHING_ELSE) })),
    );
  });

  // ——— what the reader does ———

  const actions = {
    start(): () => void {
      const stops = [
        host.listen(receive),
        effect(() => index.update(exchanges.value)),
        effect(openTheFirstProblem),
        effect(announceBlocked),
      ];
      host.theme.listen((changed) => {
        theme.value = changed;
      });
      host.send({ type: 'subscribe', cursor: null });
      return () => {
        for (const stop of stops) stop();
      };
    },
    clear(): void {
      batch(() => {
        imported.value = null;
        selectedId.value = null;
        brush.value = null;
      });
      host.send({ type: 'clear' });
    },
    keepLog(keep: boolean): void {
      host.send({ type: 'keep-log', keep });
    },
    select(id: string | null): void {
      selectedId.value = id;
    },
    selectProblem(id: string): void {
      const first = problems.value.find((problem) => problem.id === id)?.rows[0];
      if (first !== undefined) selectedId.value = first.id;
    },
    /** The next or previous request of the open problem, round and round. */
    turnPage(step: 1 | -1): void {
      const group = selectedProblem.value?.rows ?? [];
      const at = group.findIndex((row) => row.id === selectedId.value);
      const next = group[(at + step + group.length) % group.length];
      if (next !== undefined) selectedId.value = next.id;
    },
    toggleOutcome(outcome: Outcome): void {
      const hidden = new Set(hiddenOutcomes.value);
      if (!hidden.delete(outcome)) hidden.add(outcome);
      hiddenOutcomes.value = hidden;
    },
    showLeft(tab: LeftTab): void {
      leftTab.value = tab;
      host.memory.remember('left tab', tab);
    },
    open(name: string, opened: readonly Exchange[]): void {
      batch(() => {
        imported.value = { name, exchanges: opened };
        selectedId.value = null;
      });
      announcement.value = `${many(opened.length, 'exchange')} from ${name}`;
    },
    closeImport(): void {
      imported.value = null;
    },
    filterBy(text: string): void {
      filterText.value = text;
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
    /** null: the whole recording. Times in ms since the epoch. */
    zoom(range: { readonly from: number; readonly to: number } | null): void {
      brush.value = range;
    },
    /** @returns whether the browser took it. */
    async copy(text: string, what: string): Promise<boolean> {
      try {
        await host.copy(text);
        announcement.value = `Copied: ${what}`;
        return true;
      } catch {
        announcement.value = 'The browser did not allow copying';
        return false;
      }
    },
    curlOf: (exchange: Exchange): string => handOver.curl(exchange),
    /** The open exchange, or everything blocked when none is. */
    async copyReport(): Promise<void> {
      const row = selectedRow.value;
      const about =
        row === null ? shown.value.filter((one) => one.problem !== null).map((one) => one.exchange) : [row.exchange];
      await actions.copy(
        handOver.report(about),
        about.length === 1 ? 'report' : `report on ${many(about.length, 'request')}`,
      );
    },
    /** What the reader narrowed the list to; the whole recording, with what needs no CORS, when they did not. */
    exportHar(): void {
      const narrowed = shown.value.length < listed.value.length;
      const about = (narrowed ? shown : rows).value.map((row) => row.exchange);
      host.save('cors-lens.har', 'application/json', handOver.har(about, replica.value.state.navigations));
      announcement.value = `Saved ${many(about.length, 'exchange')}`;
    },
    async importHar(): Promise<void> {
      const file = await host.pickFile('.har,application/json');
      if (file !== null) await actions.importFile(file);
    },
    async importFile(file: File): Promise<void> {
      const read = handOver.readHar(await file.text());
      if (read.exchanges === null) {
        problemWithFile.value = `${file.name}: ${read.why}`;
        announcement.value = problemWithFile.value;
      } else {
        problemWithFile.value = null;
        actions.open(file.name, read.exchanges);
      }
    },
  };

  function openTheFirstProblem(): void {
    if (!indexed.value) return;
    const known = selectedId.value !== null && selectedRow.value !== null;
    const first = problems.value[0]?.rows[0];
    if (!known && first !== undefined) selectedId.value = first.id;
  }

  let saidBlocked = 0;
  let saidAt = Number.NEGATIVE_INFINITY;
  function announceBlocked(): void {
    const { blocked } = counts.value;
    if (blocked < saidBlocked) saidBlocked = blocked;
    if (blocked === saidBlocked || host.now() - saidAt < 5_000) return;
    saidBlocked = blocked;
    saidAt = host.now();
    announcement.value = `${many(blocked, 'request')} blocked`;
  }

  return {
    replica,
    imported,
    rows,
    filterText,
    hiddenOutcomes,
    withNoCors,
    brush,
    selectedId,
    leftTab,
    theme,
    announcement,
    problemWithFile,
    matching,
    noCorsCount,
    counts,
    listed,
    shown,
    problems,
    lines,
    overview,
    axis,
    selectedRow,
    selectedProblem,
    detail,
    host,
    ...actions,
  };
}

export type Store = ReturnType<typeof createStore>;
