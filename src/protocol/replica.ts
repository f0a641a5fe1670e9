import type { Exchange } from '../exchange/exchange';
import type { Cursor, LogMessage, LogState } from './messages';

/** The panel's copy of a tab's log. `cursor` is null until the first snapshot. */
export interface Replica {
  readonly cursor: Cursor | null;
  readonly state: LogState;
  readonly exchanges: Map<string, Exchange>;
}

/** What messages did to a replica. */
export interface Applied {
  readonly replica: Replica;
  /** What is new or was replaced, in order of arrival. */
  readonly told: readonly Exchange[];
  /** Ids of what left; 'all': nothing of what was there before is left. */
  readonly gone: readonly string[] | 'all';
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

/**
 * The next replica, or 'resync' when a message was missed and only a snapshot can help; then nothing has changed.
 *
 * The map of exchanges is handed on, not copied – a copy of 50,000 for every message would be most of the panel's work –,
 * so a replica is used up by what is applied to it.
 */
export function applyAll(replica: Replica, messages: readonly LogMessage[]): Applied | 'resync' {
  let { cursor, state, exchanges } = replica;
  for (const message of messages) {
    if (message.type !== 'snapshot' && !follows(cursor, message.cursor)) return 'resync';
    cursor = message.cursor;
    state = message.state;
  }
  let told: Exchange[] = [];
  const left: string[] = [];
  let all = false;
  for (const message of messages) {
    if (message.type === 'changed') {
      for (const id of message.dropped) {
        exchanges.delete(id);
        left.push(id);
      }
    } else {
      exchanges = new Map();
      told = [];
      all = true;
    }
    if (message.type === 'cleared') continue;
    for (const exchange of message.exchanges) {
      exchanges.set(exchange.id, exchange);
      told.push(exchange);
    }
  }
  told = told.filter((exchange) => exchanges.get(exchange.id) === exchange);
  return { replica: { cursor, state, exchanges }, told, gone: all ? 'all' : left };
}

function follows(mine: Cursor | null, next: Cursor): boolean {
  return mine !== null && mine.epoch === next.epoch && mine.seq + 1 === next.seq;
}
