import { effect, signal, untracked } from '@preact/signals';
import type { Host } from '../host';
import { type Ledger, ledgerBySteps } from '../view-model/ledger';
import type { Row } from '../view-model/row';
import type { Steps } from '../view-model/steps';
import type { ListsPart } from './lists';
import type { PagesPart } from './pages';

/** Rows for which the ledger is made in one go. */
const AT_ONCE = 2_000;

/** The preflight cache, worked out of all rows bit by bit while its page is open. */
export function ledgerPart(host: Host, lists: ListsPart, pages: PagesPart) {
  /** null: its page is closed, or it is not worked out yet. */
  const ledger = signal<Ledger | null>(null);
  let wanted: readonly Row[] | null = null;
  let doing: { readonly isShort: boolean; readonly steps: Steps<Ledger> } | null = null;

  const wake = lists.addWork({
    step() {
      if (doing === null) {
        if (wanted === null) return 'done';
        doing = { isShort: wanted.length <= AT_ONCE, steps: ledgerBySteps(wanted, host.now()) };
        wanted = null;
      }
      let made = doing.steps.next();
      while (doing.isShort && !made.done) made = doing.steps.next();
      if (!made.done) return 'go on';
      doing = null;
      ledger.value = made.value;
      return wanted === null ? 'done' : 'next frame';
    },
  });

  return {
    ledger,
    /** @returns how to stop. */
    startLedger: (): (() => void) =>
      effect(() => {
        if (pages.page.value.kind === 'ledger') {
          // New rows wait until what was begun is done, or a busy page would never get its ledger.
          wanted = lists.rows.value;
          untracked(wake);
        } else {
          wanted = null;
          doing = null;
          ledger.value = null;
        }
      }),
  };
}

export type LedgerPart = ReturnType<typeof ledgerPart>;
