import { batch, computed, signal } from '@preact/signals';
import type { Exchange } from '../../exchange/exchange';
import { sharedHeaders } from '../../exchange/shared-headers';
import { isLogMessage, type LogMessage } from '../../protocol/messages';
import { applyAll, emptyReplica } from '../../protocol/replica';
import type { Host } from '../host';

/** A HAR file the reader opened; it stands beside what is recorded. */
export interface OpenedFile {
  readonly name: string;
  readonly exchanges: readonly Exchange[];
}

/** A log of 50,000 is copied ten times a second at most. */
const EXCHANGES_PER_MS = 500;

/** The panel's copy of the tab's log, and the file beside it. */
export function logPart(host: Host) {
  const replica = signal(emptyReplica);
  const opened = signal<OpenedFile | null>(null);
  /** Counts clearings: what was laid out for the old log starts anew. */
  const life = signal(0);

  const shared = sharedHeaders();
  let arrived: LogMessage[] = [];
  function receive(message: unknown): void {
    if (!isLogMessage(message)) return;
    arrived.push(
      message.type === 'cleared' ? message : { ...message, exchanges: message.exchanges.map(shared.ofExchange) },
    );
    if (arrived.length === 1) host.nextFrame(applyArrived);
  }

  let appliedAt = Number.NEGATIVE_INFINITY;
  function applyArrived(): void {
    // Each application copies the log: the longer it is, the more messages go into one.
    if (performance.now() - appliedAt < replica.value.exchanges.size / EXCHANGES_PER_MS) {
      host.nextFrame(applyArrived);
      return;
    }
    appliedAt = performance.now();
    const messages = arrived;
    arrived = [];
    const next = applyAll(replica.value, messages);
    if (next === 'resync') {
      host.send({ type: 'subscribe', cursor: replica.value.cursor });
      return;
    }
    batch(() => {
      replica.value = next;
      if (messages.some((message) => message.type === 'cleared')) life.value += 1;
    });
  }

  const exchanges = computed<ReadonlyMap<string, Exchange>>(() => {
    if (opened.value === null) return replica.value.exchanges;
    return new Map([...replica.value.exchanges, ...opened.value.exchanges.map((one) => [one.id, one] as const)]);
  });

  return { replica, opened, life, exchanges, receive };
}

export type LogPart = ReturnType<typeof logPart>;
