import type { Frame } from 'puppeteer';
import type { Exchange } from '../../src/exchange/exchange';
import type { LogState, PanelMessage } from '../../src/protocol/messages';

/** What the devtools page tells its panel, read where the panel reads it: from the real channel, in the real panel's frame. */
export interface PanelLog {
  send(message: PanelMessage): Promise<void>;
  exchanges(): Promise<readonly Exchange[]>;
  state(): Promise<LogState>;
  /** Waits for the first exchange whose URL holds the text and that is what is wanted; `what` names it when it does not come. */
  find(urlPart: string, wanted?: (exchange: Exchange) => boolean, what?: string): Promise<Exchange>;
  stateIs(wanted: (state: LogState) => boolean, what: string): Promise<void>;
}

/** ms */
const PATIENCE = 15_000;

export async function panelLog(panel: Frame): Promise<PanelLog> {
  // A string: it runs in the panel. A replica of our own, so that the panel under test may be any.
  await panel.evaluate(`{
    const channel = new BroadcastChannel('cors-lens-' + chrome.devtools.inspectedWindow.tabId);
    const log = (globalThis.recordedLog = { exchanges: new Map(), state: null, channel });
    channel.onmessage = ({ data }) => {
      if (data.type === 'snapshot' || data.type === 'cleared') log.exchanges.clear();
      for (const exchange of data.exchanges ?? []) log.exchanges.set(exchange.id, exchange);
      for (const id of data.dropped ?? []) log.exchanges.delete(id);
      if (data.state) log.state = data.state;
    };
    channel.postMessage({ type: 'subscribe', cursor: null });
  }`);
  const read = async <T>(expression: string): Promise<T> => (await panel.evaluate(expression)) as T;
  const exchanges = () => read<Exchange[]>('[...recordedLog.exchanges.values()]');
  const state = () => read<LogState>('recordedLog.state');

  async function until<T>(what: string, look: () => Promise<T | undefined>, seen: () => Promise<unknown>): Promise<T> {
    for (const deadline = Date.now() + PATIENCE; ; await new Promise((retry) => setTimeout(retry, 30))) {
      const found = await look();
      if (found !== undefined) return found;
      if (Date.now() > deadline)
        throw new Error(`${what} did not come; seen: ${JSON.stringify(await seen(), null, 1)}`);
    }
  }

  const log: PanelLog = {
    send: (message) => panel.evaluate(`recordedLog.channel.postMessage(${JSON.stringify(message)})`) as Promise<void>,
    exchanges,
    state,
    find: (urlPart, wanted = () => true, what = `an exchange for ${urlPart}`) =>
      until(
        what,
        async () => (await exchanges()).find((it) => it.hops[0].request.url.includes(urlPart) && wanted(it)),
        async () => (await exchanges()).filter((it) => it.hops[0].request.url.includes(urlPart)),
      ),
    async stateIs(wanted, what) {
      await until(
        what,
        async () => {
          const now = await state();
          return now !== null && wanted(now) ? true : undefined;
        },
        state,
      );
    },
  };
  await log.stateIs(() => true, 'the first snapshot');
  return log;
}
