import type { TabLog } from '../exchange/tab-log';
import { isPanelMessage, type LogMessage } from '../protocol/messages';
import { farMessages } from './far-messages';

/** Changes are told together, this often at most. ms */
const TELL_EVERY = 50;
/** What does not fit one message follows after a breath. ms */
const TELL_MORE_AFTER = 10;

/** Keeps the tab's panel up to date with the log, and does what the panel asks for. */
export function tellPanel(log: TabLog, tabId: number, onPageHook: (on: boolean) => void) {
  const name = `cors-lens-${tabId}`;
  const panel = new BroadcastChannel(name);
  /** A panel that the channel does not reach has asked, see `panel/log-channel.ts`. */
  let isFar = false;
  const tell = (message: LogMessage | null): void => {
    if (message === null) return;
    panel.postMessage(message);
    if (isFar) tellFar(message);
  };

  let telling: ReturnType<typeof setTimeout> | null = null;
  function tellSoon(within = TELL_EVERY): void {
    if (telling !== null) return;
    telling = setTimeout(() => {
      telling = null;
      tell(log.takeChanges());
      if (log.hasChanges) tellSoon(TELL_MORE_AFTER);
    }, within);
  }

  function hear(data: unknown): void {
    if (!isPanelMessage(data)) return;
    switch (data.type) {
      case 'subscribe':
        tell(log.snapshot());
        if (log.hasChanges) tellSoon(TELL_MORE_AFTER);
        return;
      case 'clear':
        tell(log.clear('user'));
        tellSoon();
        return;
      case 'keep-log':
        log.keep(data.keep);
        tellSoon();
        return;
      case 'page-hook':
        onPageHook(data.on);
        return;
    }
  }
  panel.addEventListener('message', ({ data }: MessageEvent<unknown>) => hear(data));
  const tellFar = farMessages(name, 'log', (message) => {
    isFar = true;
    hear(message);
  });

  return { tell, tellSoon: () => tellSoon() };
}
