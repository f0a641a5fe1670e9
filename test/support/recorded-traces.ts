import { readdirSync, readFileSync } from 'node:fs';
import type { Exchange } from '../../src/exchange/exchange';
import { tabLog } from '../../src/exchange/tab-log';
import type { LogMessage } from '../../src/protocol/messages';
import type { Trace } from '../traces/trace';

/** What real browsers told, by file. */
export const traces = readdirSync('test/traces')
  .filter((file) => file.endsWith('.json'))
  .map((file) => [file, JSON.parse(readFileSync(`test/traces/${file}`, 'utf8')) as Trace] as const);

/** As the DevTools page records: events in their order, then the network entries, which come when a request is over. */
export function logged({ browser, observations, entries = [] }: Trace): readonly Exchange[] {
  const log = tabLog({ browser, epoch: 'e' });
  log.observe(observations);
  for (const entry of entries) log.join(entry, entry.startedAt);
  const exchanges = new Map<string, Exchange>();
  for (let told: LogMessage | null = log.snapshot(); told !== null; told = log.takeChanges()) {
    if (told.type !== 'cleared') for (const exchange of told.exchanges) exchanges.set(exchange.id, exchange);
  }
  return [...exchanges.values()].sort((a, b) => a.startedAt - b.startedAt);
}
