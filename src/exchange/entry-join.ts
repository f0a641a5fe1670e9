import type { Browser, Exchange } from './exchange';
import { exchangeOfMissed, filledIn, mistakenForRequest, withMissedHop, withMissedPreflight } from './missed-events';
import { type ArrivedEntry, type EntryPlace, join } from './network-join';
import { exchangeOfUnsent } from './unsent-entry';
import { withoutFragment } from './url';

/** Exchanges that ended may still be waiting for their network entry; this many of the newest are looked at. */
const JOIN_AMONG = 4_000;
/** Network entries that came before the events of their request (a stopped event page takes a second to wake). */
const WAITING_AT_MOST = 500;
/** ms */
const WAITS_FOR = 10_000;
/** A request's events are not later than this, even when they had to wake an event page. ms */
const ALONE_AFTER = 1_500;
/** Entries of requests whose end no event told yet; the events are some ms ahead of the entry, so there are few. */
const UNSETTLED_AT_MOST = 2_000;
/** How long before and after the worker was away events may have been lost on their way. ms */
const LOST_AROUND = 500;
const ABSENCES_AT_MOST = 20;

/** `origin`: the page's when the entry came; it may be another by the time the entry is decided about. */
interface Waiting {
  readonly entry: ArrivedEntry;
  readonly at: number;
  readonly origin: string | null;
}

/** A joined entry of what has not ended by its events. */
interface Unsettled {
  readonly id: string;
  readonly place: EntryPlace;
  readonly entry: ArrivedEntry;
  readonly at: number;
}

/**
 * DevTools' network entries and the exchanges they belong to: an entry comes before or after the events of its request, and
 * stands in for events that a stopped worker lost.
 *
 * @param log.joined an exchange that an entry was joined to, to take the place of the one before.
 * @param log.put an exchange that an entry made or completed.
 * @param log.isBlind no request of the page is shown to us.
 */
export function entryJoin(log: {
  readonly browser: Browser | null;
  readonly exchanges: ReadonlyMap<string, Exchange>;
  joined(exchange: Exchange): void;
  put(exchange: Exchange): void;
  drop(id: string): void;
  isBlind(): boolean;
  nextId(): string;
  /** An exchange was made of an entry to which a call of the page's may belong. */
  madeOfEntry(id: string): void;
}) {
  const { exchanges } = log;
  const joinable = new Map<string, string[]>();
  let waiting: Waiting[] = [];
  /** Oldest first. */
  let unsettled: Unsettled[] = [];
  /** When the background worker was away, ms since the epoch. */
  let absences: { readonly from: number; readonly to: number }[] = [];

  const askedFor = (url: string): readonly Exchange[] =>
    (joinable.get(withoutFragment(url)) ?? []).flatMap((id) => exchanges.get(id) ?? []);

  /** Was the worker away at any time while this was under way? */
  const wasAway = ({ startedAt, duration }: ArrivedEntry): boolean =>
    absences.some(({ from, to }) => startedAt < to + LOST_AROUND && startedAt + duration > from - LOST_AROUND);

  function remember(exchange: Exchange, url: string): void {
    const key = withoutFragment(url);
    const ids = joinable.get(key);
    if (ids === undefined) joinable.set(key, [exchange.id]);
    else if (ids[ids.length - 1] !== exchange.id) ids.push(exchange.id);
    if (joinable.size <= JOIN_AMONG) return;
    const [oldest] = joinable.keys();
    if (oldest !== undefined) joinable.delete(oldest);
  }

  /** Nothing more can be joined to it. */
  function isDone({ id }: Exchange, url: string): void {
    const key = withoutFragment(url);
    const left = (joinable.get(key) ?? []).filter((other) => other !== id);
    if (left.length > 0) joinable.set(key, left);
    else joinable.delete(key);
  }

  function joinNow(entry: ArrivedEntry, at: number): boolean {
    const found = join(askedFor(entry.url), entry);
    if (found === null) return false;
    const { exchange, place } = found;
    log.joined(exchange);
    if (filledIn(exchange, place, entry) !== null) {
      unsettled.push({ id: exchange.id, place, entry, at });
      if (unsettled.length > UNSETTLED_AT_MOST) unsettled.shift();
    }
    if (isComplete(exchange)) isDone(exchange, entry.url);
    return true;
  }

  function joinWaiting(now: number): void {
    if (waiting.length === 0) return;
    waiting = waiting.filter(({ entry, at }) => now - at < WAITS_FOR && !joinNow(entry, at));
  }

  /** What the events of a request did not tell in time, its entry tells. */
  function settle(now: number): void {
    unsettled = unsettled.filter(({ id, place, entry, at }) => {
      const exchange = exchanges.get(id);
      const filled = exchange === undefined ? null : filledIn(exchange, place, entry);
      if (filled === null) return false;
      if (now - at < ALONE_AFTER) return true;
      if (!wasAway(entry)) return false;
      log.put(filled);
      return false;
    });
  }

  /** An exchange made or completed of an entry whose request's events did not come; null: it says nothing of the kind. */
  function ofAlone({ entry, origin }: Waiting, tabId: number): Exchange | null {
    const about = { origin, tabId, browser: log.browser };
    // An error text may be that of a request whose events nobody heard.
    const isUnsent = entry.error === null || (!log.isBlind() && !wasAway(entry));
    const unsent = isUnsent ? exchangeOfUnsent(entry, about, log.nextId) : null;
    if (unsent !== null) {
      log.madeOfEntry(unsent.id);
      return unsent;
    }
    if (!wasAway(entry)) return null;
    const mistaken = mistakenForRequest(exchanges.values(), entry);
    if (mistaken !== null) log.drop(mistaken.id);
    return (
      withMissedPreflight(exchanges.values(), entry) ??
      withMissedHop(exchanges.values(), entry) ??
      exchangeOfMissed(entry, about, log.nextId)
    );
  }

  return {
    /** Entries of this URL may belong to this exchange. */
    remember,
    joinWaiting,

    /** @param at now, ms since the epoch. @param origin the page's. */
    join(entry: ArrivedEntry, at: number, origin: string | null): void {
      if (joinNow(entry, at)) return;
      waiting.push({ entry, at, origin });
      if (waiting.length > WAITING_AT_MOST) waiting.shift();
    },

    /** Decides about entries to which no request, and requests to which no end came for a while. @param now ms since the epoch. */
    conclude(now: number, tabId: number): void {
      joinWaiting(now);
      settle(now);
      // Oldest first: a preflight is over before the request it let pass, and each takes the first place that fits.
      const alone = waiting.filter(({ at }) => now - at >= ALONE_AFTER);
      for (const one of alone.sort((a, b) => a.entry.startedAt - b.entry.startedAt)) {
        const exchange = ofAlone(one, tabId);
        if (exchange === null) continue;
        waiting = waiting.filter((other) => other !== one);
        remember(exchange, one.entry.url);
        log.put(exchange);
      }
    },
    /** Is something waiting that `conclude` may have to decide about? */
    get isOpen(): boolean {
      return waiting.length > 0 || unsettled.length > 0;
    },

    /** @param before what started earlier is forgotten, ms since the epoch. */
    forget(before: number): void {
      waiting = waiting.filter(({ entry }) => entry.startedAt >= before);
    },
    /** Events on their way then may be lost. ms since the epoch. */
    workerWasAway(from: number, to: number): void {
      absences = [...absences, { from, to }].slice(-ABSENCES_AT_MOST);
    },
  };
}

const isComplete = ({ hops }: Exchange): boolean =>
  hops.every(({ request, preflight }) => request.network !== null && preflight?.request.network !== null);
