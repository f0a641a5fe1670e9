import type { Exchange } from '../../src/exchange/exchange';
import type { LogMessage } from '../../src/protocol/messages';

/** Where the panel runs: puppeteer's frame, or the like of it. */
export interface PanelWorld {
  evaluate(expression: string): Promise<unknown>;
}

/** In the panel's frame: listens beside the panel, from the whole log on. */
const LISTEN = `(() => {
  let told = [], wake = () => undefined;
  const channel = new BroadcastChannel('cors-lens-' + chrome.devtools.inspectedWindow.tabId);
  channel.addEventListener('message', ({ data }) => { told.push(data); wake(); });
  channel.postMessage({ type: 'subscribe', cursor: null });
  window.toldSinceLast = async () => {
    if (told.length === 0) await new Promise((resolve) => { wake = resolve; setTimeout(resolve, 100); });
    const messages = told;
    told = [];
    return messages;
  };
})()`;

export interface LogListener {
  /** What the log told since the last call; at most 100 ms later, when it told nothing. Each exchange as it is now. */
  next(): Promise<readonly Exchange[]>;
}

/** The exchanges as the panel is told of them, without a look at what it makes of them. */
export async function logListener(panel: PanelWorld): Promise<LogListener> {
  await panel.evaluate(LISTEN);
  return {
    async next() {
      const messages = (await panel.evaluate('toldSinceLast()')) as readonly LogMessage[];
      const changed = new Map<string, Exchange>();
      for (const message of messages) {
        for (const exchange of 'exchanges' in message ? message.exchanges : []) changed.set(exchange.id, exchange);
      }
      return [...changed.values()];
    },
  };
}

/** Waits until the log holds this. Throws when it does not within `patience`, ms. */
export async function logHolds(
  panel: PanelWorld,
  condition: (exchanges: readonly Exchange[]) => boolean,
  patience = 30_000,
): Promise<void> {
  const log = await logListener(panel);
  const known = new Map<string, Exchange>();
  for (const deadline = Date.now() + patience; ; ) {
    for (const exchange of await log.next()) known.set(exchange.id, exchange);
    if (condition([...known.values()])) return;
    if (Date.now() > deadline) throw new Error(`The panel's log did not get there within ${patience} ms.`);
  }
}
