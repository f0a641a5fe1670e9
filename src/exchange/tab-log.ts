import { parsedUrl } from '../fetch-standard/origin';
import type { Cursor, LogMessage, LogState, PageHookState, RecordingState } from '../protocol/messages';
import type { Browser, Exchange } from './exchange';
import { exchangeOfMissed, filledIn, mistakenForRequest, withMissedHop, withMissedPreflight } from './missed-events';
import { type ArrivedEntry, type EntryPlace, join } from './network-join';
import type { Observation } from './observation';
import type { PageDocument, PageItem, PageSource } from './page-item';
import { conclude, forgetCalls, hasEndedCalls, hear, madeOfEntry, newPageJoin, nextId, started } from './page-join';
import { type Change, forget, newPairing, observe } from './pairing';
import { rematch } from './rematch';
import { sharedHeaders } from './shared-headers';
import { exchangeOfUnsent } from './unsent-entry';
import { withoutFragment } from './url';

/** The most exchanges one tab's recording holds; the oldest make room, and the panel says so. */
export const CAPACITY = 50_000;
/** Exchanges that ended may still be waiting for their network entry; this many of the newest are looked at. */
const JOIN_AMONG = 4_000;
/** Network entries that came before the events of their request (a stopped event page takes a second to wake). */
const ENTRIES_WAITING_AT_MOST = 500;
/** ms */
const ENTRY_WAITS_FOR = 10_000;
/** A request's events are not later than this, even when they had to wake an event page. ms */
const ENTRY_IS_ALONE_AFTER = 1_500;
/** Entries of requests whose end no event told yet; the events are some ms ahead of the entry, so there are few. */
const UNSETTLED_AT_MOST = 2_000;
/** How long before and after the worker was away events may have been lost on their way. ms */
const LOST_AROUND = 500;
const ABSENCES_AT_MOST = 20;
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
  const joinable = new Map<string, string[]>();
  /** `origin`: the page's when the entry came; it may be another by the time the entry is decided about. */
  let waitingEntries: { readonly entry: ArrivedEntry; readonly at: number; readonly origin: string | null }[] = [];
  /** Joined entries of what has not ended by its events, oldest first. */
  let unsettled: {
    readonly id: string;
    readonly place: EntryPlace;
    readonly entry: ArrivedEntry;
    readonly at: number;
  }[] = [];
  /** When the background worker was away, ms since the epoch. */
  let absences: { readonly from: number; readonly to: number }[] = [];
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
      if (exchange.invisible !== null) rememberForJoin(exchange, exchange.hops[0].request.url);
    }
    makeRoom();
  }

  function rememberForJoin(exchange: Exchange, url: string): void {
    const key = withoutFragment(url);
    const ids = joinable.get(key);
    if (ids === undefined) joinable.set(key, [exchange.id]);
    else if (ids[ids.length - 1] !== exchange.id) ids.push(exchange.id);
    if (joinable.size <= JOIN_AMONG) return;
    const [oldest] = joinable.keys();
    if (oldest !== undefined) joinable.delete(oldest);
  }

  const askedFor = (url: string): readonly Exchange[] =>
    (joinable.get(withoutFragment(url)) ?? []).flatMap((id) => exchanges.get(id) ?? []);

  /** @param at when the entry came, ms since the epoch. */
  function joinNow(entry: ArrivedEntry, at: number): boolean {
    const found = join(askedFor(entry.url), entry);
    if (found === null) return false;
    const { exchange: joined, place } = found;
    exchanges.set(joined.id, joined);
    changed(joined);
    if (filledIn(joined, place, entry) !== null) {
      unsettled.push({ id: joined.id, place, entry, at });
      if (unsettled.length > UNSETTLED_AT_MOST) unsettled.shift();
    }
    for (const other of rematch(pairing, joined.id)) changed(other);
    if (isComplete(joined)) {
      const key = withoutFragment(entry.url);
      const ids = joinable.get(key) ?? [];
      const left = ids.filter((id) => id !== joined.id);
      if (left.length > 0) joinable.set(key, left);
      else joinable.delete(key);
    }
    return true;
  }

  function joinWaiting(now: number): void {
    if (waitingEntries.length === 0) return;
    waitingEntries = waitingEntries.filter(({ entry, at }) => now - at < ENTRY_WAITS_FOR && !joinNow(entry, at));
  }

  function put(exchange: Exchange): void {
    exchanges.set(exchange.id, exchange);
    apply([{ id: exchange.id, exchange }]);
  }

  /** What the events of a request did not tell in time, its entry tells. */
  function settle(now: number): void {
    unsettled = unsettled.filter(({ id, place, entry, at }) => {
      const exchange = exchanges.get(id);
      const filled = exchange === undefined ? null : filledIn(exchange, place, entry);
      if (filled === null) return false;
      if (now - at < ENTRY_IS_ALONE_AFTER) return true;
      if (!wasAway(entry)) return false;
      put(filled);
      return false;
    });
  }

  /** An exchange made or completed of an entry whose request's events did not come; null: it says nothing of the kind. */
  function ofAlone(
    { entry, origin }: { readonly entry: ArrivedEntry; readonly origin: string | null },
    tabId: number,
  ): Exchange | null {
    const about = { origin, tabId, browser: options.browser };
    // An error text may be that of a request whose events nobody heard.
    const isUnsent = entry.error === null || (!isBlind() && !wasAway(entry));
    const unsent = isUnsent ? exchangeOfUnsent(entry, about, () => nextId(page)) : null;
    if (unsent !== null) {
      madeOfEntry(page, unsent.id);
      return unsent;
    }
    if (!wasAway(entry)) return null;
    const mistaken = mistakenForRequest(exchanges.values(), entry);
    if (mistaken !== null) drop([mistaken.id]);
    return (
      withMissedPreflight(exchanges.values(), entry) ??
      withMissedHop(exchanges.values(), entry) ??
      exchangeOfMissed(entry, about, () => nextId(page))
    );
  }

  /** No request of the page is shown to us. */
  const isBlind = (): boolean => state.recording.state !== 'recording';

  /** Was the worker away at any time while this was under way? */
  const wasAway = ({ startedAt, duration }: ArrivedEntry): boolean =>
    absences.some(({ from, to }) => startedAt < to + LOST_AROUND && startedAt + duration > from - LOST_AROUND);

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
        if (o.kind === 'request started' || exchanges.size > known) rememberForJoin(change.exchange, o.url);
        if (o.kind === 'request started') {
          if (o.initiator !== null && o.url.startsWith(`${o.initiator}/`)) {
            setState({ sameOriginCount: state.sameOriginCount + 1 });
          }
        }
      }
      joinWaiting(observations[observations.length - 1]?.at ?? 0);
      makeRoom();
    },

    /** A network entry finds its exchange now or when the exchange's events come. @param at now, ms since the epoch. */
    join(entry: ArrivedEntry, at: number): void {
      if (joinNow(entry, at)) return;
      waitingEntries.push({ entry, at, origin: pageOrigin });
      if (waitingEntries.length > ENTRIES_WAITING_AT_MOST) waitingEntries.shift();
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
      joinWaiting(now);
      settle(now);
      // Oldest first: a preflight is over before the request it let pass, and each takes the first place that fits.
      const alone = waitingEntries.filter(({ at }) => now - at >= ENTRY_IS_ALONE_AFTER);
      for (const one of alone.sort((a, b) => a.entry.startedAt - b.entry.startedAt)) {
        const exchange = ofAlone(one, tabId);
        if (exchange === null) continue;
        waitingEntries = waitingEntries.filter((other) => other !== one);
        rememberForJoin(exchange, one.entry.url);
        put(exchange);
      }
    },
    /** Is something waiting that `conclude` may have to decide about? */
    get isOpen(): boolean {
      return waitingEntries.length > 0 || unsettled.length > 0 || hasEndedCalls(page);
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
      waitingEntries = waitingEntries.filter(({ entry }) => entry.startedAt >= before);
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
      absences = [...absences, { from, to }].slice(-ABSENCES_AT_MOST);
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

/** Nothing more can be joined to it. */
const isComplete = ({ hops }: Exchange): boolean =>
  hops.every(({ request, preflight }) => request.network !== null && preflight?.request.network !== null);

export type TabLog = ReturnType<typeof tabLog>;
