import type { Exchange } from '../exchange/exchange';
import type { Cursor, LogMessage, LogState } from './messages';

/** The panel's copy of a tab's log. `cursor` is null until the first snapshot. */
export interface Replica {
  readonly cursor: Cursor | null;
  readonly state: LogState;
  readonly exchanges: ReadonlyMap<string, Exchange>;
}

export const emptyReplica: Replica = {
  cursor: null,
  state: {
    keepLog: false,
    droppedCount: 0,
    sameOriginCount: 0,
    interruptions: [],
    navigations: [],
    recording: { state: 'connecting' },
    pageHook: { state: 'off' },
  },
  exchanges: new Map(),
};

/** The next replica, or 'resync' when a message was missed and only a snapshot can help. */
export const apply = (replica: Replica, message: LogMessage): Replica | 'resync' => applyAll(replica, [message]);

/** `apply` for messages in order of arrival. A burst copies the log once. */
export function applyAll(replica: Replica, messages: readonly LogMessage[]): Replica | 'resync' {
  let { cursor, state } = replica;
  let own: Map<string, Exchange> | null = null;

  for (const message of messages) {
    switch (message.type) {
      case 'snapshot':
        own = new Map(message.exchanges.map((exchange) => [exchange.id, exchange]));
        break;
      case 'changed':
        if (!follows(cursor, message.cursor)) return 'resync';
        own ??= new Map(replica.exchanges);
        for (const id of message.dropped) own.delete(id);
        for (const exchange of message.exchanges) own.set(exchange.id, exchange);
        break;
      case 'cleared':
        if (!follows(cursor, message.cursor)) return 'resync';
        own = new Map();
        break;
    }
    cursor = message.cursor;
    state = message.state;
  }
  return { cursor, state, exchanges: own ?? replica.exchanges };
}

function follows(mine: Cursor | null, next: Cursor): boolean {
  return mine !== null && mine.epoch === next.epoch && mine.seq + 1 === next.seq;
}
