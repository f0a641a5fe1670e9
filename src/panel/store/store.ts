import { batch, effect, signal } from '@preact/signals';
import type { Verdict } from '../../diagnostics/verdict';
import type { Exchange } from '../../exchange/exchange';
import type { HandOver } from '../hand-over';
import type { Host, Theme } from '../host';
import { type Row, rowMaker } from '../view-model/row';
import type { Steps } from '../view-model/steps';
import { many } from '../view-model/text';
import { announcingPart } from './announcing';
import { leavingPart } from './leaving';
import { ledgerPart } from './ledger';
import { listsPart } from './lists';
import { logPart } from './log';
import { openingPart } from './opening';
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
  const announcing = announcingPart();
  const leaving = leavingPart(host, log, lists, pages, announcing, handOver);
  const opening = openingPart(host, log, lists, pages, announcing);
  const theme = signal<Theme | null>(host.theme.current());

  /** The first screen answers: without a choice of the reader's, the first problem is open; without one, the first request. */
  function firstToOpen(): { readonly id: string; readonly forNow: boolean } | null {
    if (!lists.complete.value) return null;
    const known = pages.selectedId.value !== null && pages.selectedRow.value !== null;
    const problem = lists.problems.value[0]?.rows[0];
    const request = lists.shown.value[0];
    if (problem !== undefined) return known && !pages.isOpenForNow() ? null : { id: problem.id, forNow: false };
    return known || request === undefined ? null : { id: request.id, forNow: true };
  }

  let isOpening = false;
  let thinking: Steps<void> | null = null;
  const think = lists.addWork({
    step() {
      if (thinking === null) return 'done';
      if (!thinking.next().done) return 'go on';
      thinking = null;
      host.nextFrame(drawTheFirst);
      return 'done';
    },
  });

  function openTheFirst(): void {
    const first = firstToOpen();
    if (first === null || isOpening) return;
    isOpening = true;
    thinking = pages.prepareCase(first.id);
    // The list is drawn first.
    host.nextFrame(think);
  }

  function drawTheFirst(): void {
    isOpening = false;
    const first = firstToOpen();
    if (first === null) return;
    if (first.forNow) pages.openForNow(first.id);
    else pages.openCase(first.id);
  }

  let saidBlocked = 0;
  let waiting: ReturnType<typeof setTimeout> | null = null;
  function announceBlocked(): void {
    const { blocked } = lists.counts.value;
    if (blocked < saidBlocked) saidBlocked = blocked;
    if (blocked === saidBlocked || waiting !== null) return;
    saidBlocked = blocked;
    announcing.say(`${many(blocked, 'request')} blocked`);
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
    ...announcing,
    ...leaving,
    ...opening,
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
        opening.forgetTrouble();
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
