import { useEffect } from 'preact/hooks';
import type { Outcome } from '../../diagnostics/verdict';
import { type Command, commandOf, type KeyPress } from '../keys';
import type { Store } from '../store/store';
import { placeOf, timeAt } from '../view-model/axis';

/**
 * The panel's keys, wherever the focus is inside it.
 *
 * Chromium's DevTools listens at the document of every extension's panel, takes its own hotkeys – Escape, for one, which
 * opens its drawer – and keeps them from whoever comes later. So the panel listens below it, at the body, and lets a key
 * that it has used go no further.
 */
export function useKeys(store: Store): void {
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => {
      if (event.defaultPrevented) return;
      if (document.querySelector('dialog[open]') !== null) {
        // The dialog closes by itself.
        if (event.key === 'Escape') event.stopPropagation();
        return;
      }
      const command = commandOf({
        key: event.key,
        ctrl: event.ctrlKey,
        meta: event.metaKey,
        alt: event.altKey,
        shift: event.shiftKey,
        focus: focusOf(event.target),
      });
      if (command === null || (command === 'back' && !hasBack(store))) return;
      event.preventDefault();
      event.stopPropagation();
      run(store, command);
    };
    document.body.addEventListener('keydown', listener);
    return () => document.body.removeEventListener('keydown', listener);
  }, [store]);
}

function focusOf(target: EventTarget | null): KeyPress['focus'] {
  if (!(target instanceof Element)) return 'elsewhere';
  if (target.id === 'filter') return 'filter';
  if (target.matches('input:not([type=checkbox], [type=radio]), select, textarea')) return 'field';
  if (target.closest('[role=grid], [role=listbox]') !== null) return 'list';
  return target.closest('.right') !== null ? 'diagnosis' : 'elsewhere';
}

function run(store: Store, command: Command): void {
  switch (command) {
    case 'filter':
      focusFilter();
      return;
    case 'keys':
      store.openDialog('keys');
      return;
    case 'toggle blocked':
    case 'toggle failed':
    case 'toggle allowed':
    case 'toggle pending':
      store.toggleOutcome(command.slice('toggle '.length) as Outcome);
      return;
    case 'next blocked':
      store.goToProblem(1);
      return;
    case 'previous blocked':
      store.goToProblem(-1);
      return;
    case 'copy headers':
      void store.copyChange();
      return;
    case 'copy curl':
      void store.copyCurl();
      return;
    case 'copy report':
      void store.copyReport();
      return;
    case 'compare':
      store.compare();
      return;
    case 'export':
      store.openDialog('export');
      return;
    case 'diagnosis':
      document.querySelector<HTMLElement>('#diagnosis')?.focus();
      return;
    case 'list':
      focusList();
      return;
    case 'back':
      back(store);
      return;
    case 'next pane':
      focusPane(1);
      return;
    case 'previous pane':
      focusPane(-1);
      return;
    case 'from earlier':
      moveEdge(store, 'from', -1);
      return;
    case 'from later':
      moveEdge(store, 'from', 1);
      return;
    case 'to earlier':
      moveEdge(store, 'to', -1);
      return;
    case 'to later':
      moveEdge(store, 'to', 1);
      return;
  }
}

function focusFilter(): void {
  const field = document.querySelector<HTMLInputElement>('#filter');
  field?.focus();
  field?.select();
}

const isOutsideLists = (): boolean => document.activeElement?.closest('.right, header') != null;

/** Is there anything to go back from? If not, Escape is the browser's. */
const hasBack = (store: Store): boolean =>
  store.page.value.kind === 'compare' ||
  store.page.value.kind === 'ledger' ||
  isOutsideLists() ||
  store.brush.value !== null ||
  store.filterText.value !== '';

/** From the outside in: what is open closes, then the focus goes back to the list, then range and filter go. */
function back(store: Store): void {
  if (store.page.value.kind === 'compare' || store.page.value.kind === 'ledger') store.closePage();
  else if (document.activeElement?.closest('.right') != null) focusList();
  else if (isOutsideLists() && store.filterText.value === '') focusList();
  else if (store.brush.value !== null) store.zoom(null);
  else if (store.filterText.value !== '') store.filterBy('');
  else focusList();
}

/** The list that the reader was in last; where there is room for one alone, it is the one in front. */
function focusList(): void {
  document.querySelector<HTMLElement>(':is(.show-problems [role=listbox], .show-timeline [role=grid])')?.focus();
}

const PANES =
  '.toolbar, [role=listbox], [role=grid], .story, .check-by-check, .change, .proof, .compare-scroll, .ledger-scroll';

/** The parts of the panel in the order they are read; each takes the focus itself or gives it to what it holds. */
function focusPane(step: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>(PANES)].filter((pane) => pane.getClientRects().length > 0);
  const at = panes.findIndex((pane) => pane.contains(document.activeElement));
  const pane = panes[(at + step + panes.length) % panes.length];
  if (pane === undefined) return;
  const inside = pane.querySelector<HTMLElement>('[tabindex="0"], button:not([tabindex="-1"]), a[href]');
  const target = pane.tabIndex >= 0 ? pane : (inside ?? pane);
  if (target === pane && pane.tabIndex < 0) pane.tabIndex = -1;
  target.focus();
  pane.scrollIntoView({ block: 'nearest' });
}

/** A twentieth of what is recorded, per key press. */
const EDGE_STEP = 5;

function moveEdge(store: Store, edge: 'from' | 'to', step: 1 | -1): void {
  const axis = store.overview.value;
  const range = store.brush.value ?? { from: axis.from, to: axis.to };
  const place = Math.min(100, Math.max(0, placeOf(axis, range[edge]) + step * EDGE_STEP));
  const moved = { ...range, [edge]: timeAt(axis, place) };
  if (moved.from >= moved.to) return;
  store.zoom(moved.from <= axis.from && moved.to >= axis.to ? null : moved);
}
