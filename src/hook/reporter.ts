import type { CallItem, PageItem } from '../exchange/page-item';
import { ITEMS_AT_MOST } from '../protocol/page-messages';
import { apply, microtask, now, post } from './native';

/** A call without what the reporter knows itself. */
export type Call = Omit<CallItem, 'kind' | 'call' | 'at'>;

/** How a call ended, as its wrapper saw it. */
export type Ending =
  | { readonly state: 'answered'; readonly type: string | null; readonly status: number }
  | { readonly state: 'threw'; readonly name: string; readonly message: string };

export interface Reporter {
  /** false: nobody listens; wrappers only pass on. */
  readonly isOn: boolean;
  /** @returns the call's number. */
  began(call: Call): number;
  ended(call: number, ending: Ending): void;
}

/** Gathers what one task of the page does and tells it in one message. Until somebody listens, it is kept. */
export function reporter() {
  let port: MessagePort | null = null;
  let state: 'waiting' | 'on' | 'off' = 'waiting';
  let items: PageItem[] = [];
  let calls = 0;
  let isScheduled = false;

  function tell(): void {
    isScheduled = false;
    if (state !== 'on' || port === null || items.length === 0) return;
    const told = items;
    items = [];
    apply(post, port, [told]);
  }

  function add(item: PageItem): void {
    if (state === 'off') return;
    items[items.length] = item;
    if (items.length >= ITEMS_AT_MOST) {
      if (state === 'on') tell();
      else items = [];
    }
    if (isScheduled || state !== 'on') return;
    isScheduled = true;
    microtask(tell);
  }

  return {
    get isOn(): boolean {
      return state !== 'off';
    },
    began(call: Call): number {
      calls += 1;
      add({ kind: 'call', call: calls, at: now(), ...call });
      return calls;
    },
    ended(call: number, ending: Ending): void {
      add({ kind: 'end', call, outcome: { at: now(), ...ending } });
    },
    /** Somebody listens at the other end. */
    start(to: MessagePort): void {
      if (state === 'off') return;
      port = to;
      state = 'on';
      tell();
    },
    stop(): void {
      state = 'off';
      items = [];
      port?.close();
    },
  };
}
