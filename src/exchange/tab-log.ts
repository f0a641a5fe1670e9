import { parsedUrl } from '../fetch-standard/origin';
import type { Cursor, LogMessage, LogState, PageHookState, RecordingState } from '../protocol/messages';
import { entryJoin } from './entry-join';
import type { Browser, Exchange } from './exchange';
import type { ArrivedEntry } from './network-join';
import type { Observation } from './observation';
import type { PageDocument, PageItem, PageSource } from './page-item';
import { conclude, forgetCalls, hasEndedCalls, hear, madeOfEntry, newPageJoin, nextId, started } from './page-join';
import { observe } from './pairing';
import { type Change, forget, newPairing } from './pairing-table';
import { rematch } from './rematch';
import { sharedHeaders } from './shared-headers';

/** The most exchanges one tab's recording holds; the oldest make room, and the panel says so. */
export const CAPACITY = 50_000;
const NAVIGATIONS_AT_MOST = 200;
/** One message holds this many exchanges at most: copying more into and out of it would hold up a frame on either side. */
const MESSAGE_AT_MOST = 200;

/**
 * One tab's recording: bounded, numbered (`epoch`, `seq`), told as messages a replica can follow.
 * Lives in the DevTools page, which lives as long as DevTools is open, so a stopped background worker loses nothing.
 */
export function tabLog(options: {
  readonly browser: Browser | null;
  readonly epoch: string;
  readonly capacity?: number;
}) {
  const capacity = options.capacity ?? CAPACITY;
  const pairing = newPairing(options.browser);
  const { exchanges } = pairing;
  const page = newPageJoin(options.browser);
  const origins = new Set<string>();
  const shared = sharedHeaders();
  let dirty = new Set<string>();
  let dropped: string[] = [];
  let stateChanged = false;
  let seq = 0;
  /** When the main frame's newest document answered, ms since the epoch: what is older belongs to the page before. */
  let documentStartedAt: number | null = null;
  let pageOrigin: string | null = null;
  let state: LogState = {
    keepLog: false,
    droppedCount: 0,
    sameOriginCount: 0,
    interruptions: [],
    navigations: [],
    recording: { state: 'connecting' },
    pageHook: { state: 'off' },
  };

  const cursor = (): Cursor => ({ epoch: options.epoch, seq });
  const setState = (change: Partial<LogState>): void => {
    state = { ...state, ...change };
    stateChanged = true;
  };

  function drop(ids: readonly string[]): void {
    forget(pairing, ids);
    for (const id of ids) {
      dirty.delete(id);
      dropped.push(id);
    }
  }

  function makeRoom(): void {
    const excess = exchanges.size - capacity;
    if (excess <= 0) return;
    // A tenth more than needed, so that a full log does not drop one by one.
    const room = Math.min(exchanges.size, excess + Math.floor(capacity / 10));
    drop([...exchanges.keys()].slice(0, room));
    setState({ droppedCount: state.droppedCount + room });
  }

  function changed(exchange: Exchange): void {
    dirty.add(exchange.id);
  }

  /** @param changes what the page's own words did to the exchanges. */
  function apply(changes: readonly Change[]): void {
    for (const { id, exchange } of changes) {
      if (exchange === null) {
        drop([id]);
        continue;
      }
      changed(exchange);
      if (exchange.invisible !== null) entries.remember(exchange, exchange.hops[0].request.url);
    }
    makeRoom();
  }

  function put(exchange: Exchange): void {
    exchanges.set(exchange.id, exchange);
    apply([{ id: exchange.id, exchange }]);
  }

  /** No request of the page is shown to us. */
  const isBlind = (): boolean => state.recording.state !== 'recording';

  const entries = entryJoin({
    browser: options.browser,
    exchanges,
    joined(exchange) {
      exchanges.set(exchange.id, exchange);
      changed(exchange);
      for (const other of rematch(pairing, exchange.id)) changed(other);
    },
    put,
    drop: (id) => drop([id]),
    isBlind,
    nextId: () => nextId(page),
    madeOfEntry: (id) => madeOfEntry(page, id),
  });

  return {
    /** An origin of the inspected page: requests of its shared and service workers, which belong to no tab, are its own. */
    addOrigin(origin: string): void {
      pageOrigin = origin;
      if (origin !== 'null') origins.add(origin);
    },

    observe(observations: readonly Observation[]): void {
      for (const o of observations) {
        if (o.tabId === -1) {
          // A shared worker made of a data: URL has no origin either. Whose it is nobody can tell, so it is lost to none.
          if (o.initiator === null || (o.initiator !== 'null' && !origins.has(o.initiator))) continue;
        } else if (o.initiator !== null && o.initiator !== 'null') origins.add(o.initiator);
        if (o.resourceType === 'main_frame') {
          if (o.kind === 'response started') documentStartedAt = o.at;
          continue;
        }
        const known = exchanges.size;
        const change = observe(pairing, shared.ofObservation(o));
        if (change === null) continue;
        if (change.exchange === null) {
          drop([change.id]);
          continue;
        }
        changed(change.exchange);
        for (const other of change.others ?? []) changed(other);
        if (state.pageHook.state !== 'off' && exchanges.size > known) apply(started(page, exchanges, change.exchange));
        if (o.kind === 'request started' || exchanges.size > known) entries.remember(change.exchange, o.url);
        if (o.kind === 'request started') {
          if (o.initiator !== null && o.url.startsWith(`${o.initiator}/`)) {
            setState({ sameOriginCount: state.sameOriginCount + 1 });
          }
        }
      }
      entries.joinWaiting(observations[observations.length - 1]?.at ?? 0);
      makeRoom();
    },

    /** A network entry finds its exchange now or when the exchange's events come. @param at now, ms since the epoch. */
    join(entry: ArrivedEntry, at: number): void {
      entries.join(entry, at, pageOrigin);
    },

    /**
     * What a document's hook says.
     *
     * @param from.now ms since the epoch.
     * @param from.own URLs of the hook's own stack frames begin so.
     */
    hear(
      from: {
        readonly source: PageSource;
        readonly document: PageDocument;
        readonly now: number;
        readonly own: string;
      },
      items: readonly PageItem[],
    ): void {
      if (state.pageHook.state !== 'off') apply(hear(page, exchanges, from, items));
    },

    /**
     * Makes exchanges of what was stopped before it became a request: calls the hook saw fail, and network entries, to
     * which no request came for a while. To be called again and again while `isOpen`.
     *
     * @param now ms since the epoch.
     */
    conclude(now: number, tabId: number): void {
      apply(conclude(page, exchanges, now, isBlind()));
      entries.conclude(now, tabId);
    },
    /** Is something waiting that `conclude` may have to decide about? */
    get isOpen(): boolean {
      return entries.isOpen || hasEndedCalls(page);
    },

    pageHookIs(pageHook: PageHookState): void {
      setState({ pageHook });
    },
    get pageHook(): PageHookState {
      return state.pageHook;
    },
    get recording(): RecordingState {
      return state.recording;
    },

    /** The page left; what its predecessor did is cleared unless the reader keeps the log. @param at ms since the epoch. */
    navigated(url: string, at: number): LogMessage | null {
      const before = documentStartedAt ?? at;
      documentStartedAt = null;
      const parsed = parsedUrl(url);
      if (parsed !== null) pageOrigin = parsed.origin;
      const navigations = [...state.navigations, { at: before, url }].slice(-NAVIGATIONS_AT_MOST);
      setState({ navigations });
      return state.keepLog ? null : this.clear('navigation', before);
    },

    /** @param before only exchanges that started before this time, ms since the epoch; default: all. */
    clear(because: 'navigation' | 'user', before = Number.POSITIVE_INFINITY): LogMessage {
      const gone = [...exchanges.values()].filter(({ startedAt }) => startedAt < before).map(({ id }) => id);
      forget(pairing, gone);
      forgetCalls(page, before);
      entries.forget(before);
      // What stays is told again, since the replica forgets everything on "cleared".
      dirty = new Set(exchanges.keys());
      dropped = [];
      setState({
        droppedCount: 0,
        sameOriginCount: 0,
        interruptions: [],
        navigations: state.navigations.filter(({ at }) => at >= before),
      });
      seq += 1;
      return { type: 'cleared', cursor: cursor(), state, because };
    },

    keep(keepLog: boolean): void {
      setState({ keepLog });
    },
    recordingIs(recording: RecordingState): void {
      setState({ recording });
    },
    /** The background worker was stopped and is back: events on their way in between may be lost. Times in ms since the epoch. */
    workerWasAway(from: number, to: number): void {
      entries.workerWasAway(from, to);
    },
    interrupted(at: number, lasted: number): void {
      setState({ interruptions: [...state.interruptions, { at, lasted }] });
    },

    /** What changed and has not been told, as much as fits one message; null: nothing. */
    takeChanges(): LogMessage | null {
      if (dirty.size === 0 && dropped.length === 0 && !stateChanged) return null;
      const told: Exchange[] = [];
      for (const id of dirty) {
        if (told.length === MESSAGE_AT_MOST) break;
        dirty.delete(id);
        const exchange = exchanges.get(id);
        if (exchange !== undefined) told.push(exchange);
      }
      seq += 1;
      const message = { type: 'changed', cursor: cursor(), exchanges: told, dropped, state } as const;
      dropped = [];
      stateChanged = false;
      return message;
    },
    /** Is there more for `takeChanges` to tell? */
    get hasChanges(): boolean {
      return dirty.size > 0 || dropped.length > 0 || stateChanged;
    },

    /**
     * For a panel that has just opened or has missed something: the newest exchanges at once; the older ones follow as
     * changes.
     */
    snapshot(): LogMessage {
      const all = [...exchanges.values()];
      dirty = new Set(all.slice(0, -MESSAGE_AT_MOST).map(({ id }) => id));
      dropped = [];
      stateChanged = false;
      return { type: 'snapshot', cursor: cursor(), state, exchanges: all.slice(-MESSAGE_AT_MOST) };
    },
  };
}

export type TabLog = ReturnType<typeof tabLog>;
