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
  /** What to know about it, a sentence each. */
  readonly notes: readonly string[];
}

/** What happened to the exchanges there are. */
export interface LogChange {
  readonly told: readonly Exchange[];
  readonly gone: readonly string[];
}

/** The panel's copy of the tab's log, and the file beside it. */
export function logPart(host: Host) {
  const replica = signal(emptyReplica);
  const opened = signal<OpenedFile | null>(null);
  /** Counts clearings: what was laid out for the old log starts anew. */
  const life = signal(0);

  /** Ids of the file's exchanges: recorded ones of the same id stand behind them. */
  let openedIds: ReadonlySet<string> = new Set();
  let onChange: (change: LogChange) => void = () => {};

  const shared = sharedHeaders();
  let arrived: LogMessage[] = [];
  function receive(message: unknown): void {
    if (!isLogMessage(message)) return;
    arrived.push(
      message.type === 'cleared' ? message : { ...message, exchanges: message.exchanges.map(shared.ofExchange) },
    );
    if (arrived.length === 1) host.nextFrame(applyArrived);
  }

  /** With the next frame, or at once for what may leave nothing out. */
  function applyArrived(): void {
    if (arrived.length === 0) return;
    const messages = arrived;
    arrived = [];
    const before = replica.value;
    const next = applyAll(before, messages);
    if (next === 'resync') {
      host.send({ type: 'subscribe', cursor: before.cursor });
      return;
    }
    const isOfFile = (id: string): boolean => openedIds.has(id);
    const { exchanges: now } = next.replica;
    const gone = next.gone === 'all' ? [...before.exchanges.keys()].filter((id) => !now.has(id)) : next.gone;
    batch(() => {
      replica.value = next.replica;
      if (messages.some((message) => message.type === 'cleared')) life.value += 1;
      onChange({
        told: next.told.filter(({ id }) => !isOfFile(id)),
        gone: gone.filter((id) => !isOfFile(id)),
      });
    });
  }

  /** All there is: what was recorded, and then the file's. */
  const exchanges = computed<Iterable<Exchange>>(() => {
    const recorded = replica.value.exchanges;
    const file = opened.value?.exchanges ?? [];
    const ids = openedIds;
    return {
      *[Symbol.iterator]() {
        for (const exchange of recorded.values()) if (!ids.has(exchange.id)) yield exchange;
        yield* file;
      },
    };
  });

  return {
    replica,
    opened,
    life,
    exchanges,
    receive,
    catchUp: applyArrived,
    /** One listener: the index of rows. */
    onChange(listener: (change: LogChange) => void): void {
      onChange = listener;
    },
    /** Puts a file beside what is recorded, in place of another; null: takes it away. */
    open(file: OpenedFile | null): void {
      const recorded = replica.value.exchanges;
      const left = [...openedIds];
      batch(() => {
        openedIds = new Set(file?.exchanges.map(({ id }) => id));
        opened.value = file;
        onChange({
          gone: left,
          told: [...left.flatMap((id) => recorded.get(id) ?? []), ...(file?.exchanges ?? [])],
        });
      });
    },
  };
}

export type LogPart = ReturnType<typeof logPart>;
