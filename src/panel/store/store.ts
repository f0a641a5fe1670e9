import { batch, effect, signal } from '@preact/signals';
import type { Verdict } from '../../diagnostics/verdict';
import type { Exchange } from '../../exchange/exchange';
import type { HandOver } from '../hand-over';
import type { Host, Theme } from '../host';
import { type Row, rowMaker } from '../view-model/row';
import { many } from '../view-model/text';
import { leavingPart } from './leaving';
import { ledgerPart } from './ledger';
import { listsPart } from './lists';
import { logPart } from './log';
import { type Diagnose, NOTHING_ELSE, pagesPart } from './pages';

/** Blocked requests are announced this often at most. ms */
const ANNOUNCE_EVERY = 5_000;

/** The panel's state. The host brings the browser, `diagnose` the opinions, `handOver` what leaves as text. */
export function createStore(host: Host, diagnose: Diagnose, handOver: HandOver) {
  const log = logPart(host);
  const makeRow = rowMaker();
  const lists = listsPart(host, log, {
    rowOf: (exchange) => makeRow(exchange, diagnose(exchange, NOTHING_ELSE)),
    rulesOf: rulesMemory((exchange) => diagnose(exchange, NOTHING_ELSE)),
  });
  const pages = pagesPart(host, lists, diagnose);
  const ledger = ledgerPart(host, lists, pages);
  const leaving = leavingPart(host, log, lists, pages, handOver);
  const theme = signal<Theme | null>(host.theme.current());

  /** The first screen answers: without a choice of the reader's, the first problem is open; without one, the first request. */
  function firstToOpen(): (() => void) | null {
    if (!lists.complete.value) return null;
    const known = pages.selectedId.value !== null && pages.selectedRow.value !== null;
    const problem = lists.problems.value[0]?.rows[0];
    const request = lists.shown.value[0];
    if (problem !== undefined) return known && !pages.isOpenForNow() ? null : () => pages.openCase(problem.id);
    return known || request === undefined ? null : () => pages.openForNow(request.id);
  }

  let isOpening = false;
  function openTheFirst(): void {
    if (firstToOpen() === null || isOpening) return;
    isOpening = true;
    // The list is drawn first.
    host.nextFrame(() => {
      isOpening = false;
      firstToOpen()?.();
    });
  }

  let saidBlocked = 0;
  let waiting: ReturnType<typeof setTimeout> | null = null;
  function announceBlocked(): void {
    const { blocked } = lists.counts.value;
    if (blocked < saidBlocked) saidBlocked = blocked;
    if (blocked === saidBlocked || waiting !== null) return;
    saidBlocked = blocked;
    leaving.say(`${many(blocked, 'request')} blocked`);
    waiting = setTimeout(() => {
      waiting = null;
      announceBlocked();
    }, ANNOUNCE_EVERY);
  }

  return {
    host,
    theme,
    ...log,
    ...lists,
    ...pages,
    ...ledger,
    ...leaving,
    /** @returns how to stop. */
    start(): () => void {
      const stops = [
        host.listen(log.receive),
        lists.startLists(),
        ledger.startLedger(),
        effect(openTheFirst),
        effect(announceBlocked),
      ];
      host.theme.listen((changed) => {
        theme.value = changed;
      });
      host.send({ type: 'subscribe', cursor: null });
      return () => {
        for (const stop of stops) stop();
        if (waiting !== null) clearTimeout(waiting);
      };
    },
    clear(): void {
      batch(() => {
        log.open(null);
        leaving.fileTrouble.value = null;
        lists.brush.value = null;
        pages.selectedId.value = null;
        pages.closePage();
      });
      host.send({ type: 'clear' });
    },
    keepLog(keep: boolean): void {
      host.send({ type: 'keep-log', keep });
    },
    explainInvisible(on: boolean): void {
      host.send({ type: 'page-hook', on });
    },
  };
}

/** Few readers ask for rules, and every finding has to be made to know them: only then, and once per exchange. */
function rulesMemory(verdictOf: (exchange: Exchange) => Verdict): (row: Row) => readonly string[] {
  const known = new WeakMap<Exchange, readonly string[]>();
  return ({ exchange }) => {
    const rules = known.get(exchange) ?? verdictOf(exchange).findings.map((finding) => finding.rule);
    known.set(exchange, rules);
    return rules;
  };
}

export type Store = ReturnType<typeof createStore>;
