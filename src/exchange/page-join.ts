import type { Browser, Exchange, PageOutcome, PageReport } from './exchange';
import { neverBegins, whyNeverSent } from './never-sent';
import { belongs, type Call, callId, isViolatedBy, keyOf, keysOf, LATE, newCall, sane } from './page-call';
import type { PageDocument, PageItem, PageSource } from './page-item';
import type { Change } from './pairing-table';
import { dropOldest, push, type Queues, sift, take } from './queues';
import { exchangeOfStopped, stoppedBy, whereabouts } from './stopped-call';
import { exchangeOfViolation, type LoadViolation } from './stopped-load';
import { sameUrl } from './url';

/**
 * Joins what the page says of its calls to what webRequest says of its requests. They share no id; what holds (measured
 * on 150 identical calls in a burst): calls and requests of one document, URL and method come in the same order, a
 * request starts after its call (0.5–55 ms) and before the call ends. Which of the two is heard of first is chance.
 *
 * A call that failed and that no request came to was stopped before the network: it becomes an exchange of its own.
 */
export interface PageJoin {
  readonly browser: Browser | null;
  /** Not yet done with, oldest first, by document and number. */
  readonly calls: Map<string, Call>;
  /** Calls without an exchange, oldest first, by frame, method and URL. */
  readonly waiting: Queues<Call>;
  /** Exchanges without a call, oldest first, by the same. */
  readonly unclaimed: Queues<string>;
  /** Told before the call they belong to, or belonging to none. */
  readonly violations: LoadViolation[];
  /** Ids of exchanges made of a network entry alone. */
  readonly fromEntries: string[];
  made: number;
}

/** A request that is not there so long after its call failed does not come. ms */
export const REQUEST_WITHIN = 400;
/** Its network entry has its exchange by then, where the browser gives one. ms */
const LOAD_IS_ALONE_AFTER = 2_500;
const CALLS_AT_MOST = 5_000;
const VIOLATIONS_AT_MOST = 200;

export const newPageJoin = (browser: Browser | null): PageJoin => ({
  browser,
  calls: new Map(),
  waiting: new Map(),
  unclaimed: new Map(),
  violations: [],
  fromEntries: [],
  made: 0,
});

/**
 * What a document says.
 *
 * @param now ms since the epoch; times that cannot be are replaced by it.
 * @param own URLs of the hook's own stack frames begin so.
 */
export function hear(
  join: PageJoin,
  exchanges: Map<string, Exchange>,
  from: { readonly source: PageSource; readonly document: PageDocument; readonly now: number; readonly own: string },
  items: readonly PageItem[],
): readonly Change[] {
  const changes: (Change | null)[] = [];
  for (const item of items) {
    switch (item.kind) {
      case 'call':
        changes.push(called(join, exchanges, newCall(item, from)));
        break;
      case 'end':
        changes.push(ended(join, exchanges, from, item.call, item.outcome));
        break;
      case 'violation':
        changes.push(
          violated(join, exchanges, {
            ...from,
            violation: { ...item.violation, at: sane(item.violation.at, from.now) },
          }),
        );
    }
  }
  return changes.filter((change) => change !== null);
}

/** A request of the page started: is it one of the calls? */
export function started(join: PageJoin, exchanges: Map<string, Exchange>, exchange: Exchange): readonly Change[] {
  if (exchange.resourceType !== 'xmlhttprequest' && exchange.resourceType !== 'fetch') return [];
  const [{ request }] = exchange.hops;
  for (const key of keysOf(exchange.frameId, request.method, request.url, 'https:', 'http:')) {
    const call = take(join.waiting, key, (candidate) => belongs(candidate, exchange));
    if (call === null) continue;
    // It was taken for one that never began; the request was only late.
    const wrong = call.isMade ? call.exchange : null;
    if (wrong !== null) exchanges.delete(wrong);
    call.isMade = false;
    call.exchange = exchange.id;
    const joined = put(exchanges, { ...exchange, page: call.report });
    return wrong === null ? [joined] : [{ id: wrong, exchange: null }, joined];
  }
  push(join.unclaimed, keyOf(exchange.frameId, request.method, request.url), exchange.id);
  return [];
}

/**
 * Draws the line under calls that ended a while ago: those that failed without a request become exchanges.
 *
 * @param now ms since the epoch.
 * @param blind no request of the page is shown to us.
 */
export function conclude(
  join: PageJoin,
  exchanges: Map<string, Exchange>,
  now: number,
  blind: boolean,
): readonly Change[] {
  const changes: Change[] = [];
  for (const call of join.calls.values()) {
    if (call.endedAt === null) continue;
    if (call.exchange === null && now - call.endedAt >= REQUEST_WITHIN) {
      const change = makeExchange(join, exchanges, call, blind);
      if (change !== null) changes.push(change);
    }
    if (now - call.endedAt >= LATE) join.calls.delete(call.id);
  }
  sift(join.waiting, ({ id }) => join.calls.has(id));
  return [...changes, ...concludeLoads(join, exchanges, now)];
}

/** Is there anything for `conclude` to do, now or later? */
export function hasEndedCalls(join: PageJoin): boolean {
  if (join.violations.length > 0) return true;
  for (const { endedAt } of join.calls.values()) if (endedAt !== null) return true;
  return false;
}

/** An exchange made of a network entry alone: a call that comes later may be its. */
export function madeOfEntry(join: PageJoin, id: string): void {
  join.fromEntries.push(id);
  if (join.fromEntries.length > VIOLATIONS_AT_MOST) join.fromEntries.shift();
}

export const nextId = (join: PageJoin): string => `page.${++join.made}`;

/** Calls made before this time (ms since the epoch) are of a page that is gone. */
export function forgetCalls(join: PageJoin, before: number): void {
  for (const [id, { report }] of join.calls) if (report.at < before) join.calls.delete(id);
  sift(join.waiting, ({ id }) => join.calls.has(id));
  join.violations.splice(
    0,
    join.violations.length,
    ...join.violations.filter(({ violation }) => violation.at >= before),
  );
}

// ——— the page's side ———

function called(join: PageJoin, exchanges: Map<string, Exchange>, call: Call): Change | null {
  join.calls.set(call.id, call);
  dropOldest(join.calls, CALLS_AT_MOST);
  const early = join.violations.findIndex(({ source, violation }) => isViolatedBy(call, violation, source));
  const [told] = early === -1 ? [] : join.violations.splice(early, 1);
  if (told !== undefined) call.report = { ...call.report, violation: told.violation };

  if (neverBegins(call.report, call) !== null) return null;
  for (const key of keysOf(call.source.frameId, call.report.method, call.report.url, 'http:', 'https:')) {
    const id = take(join.unclaimed, key, (candidate) => {
      const exchange = exchanges.get(candidate);
      return exchange !== undefined && exchange.page === null && belongs(call, exchange);
    });
    const exchange = id === null ? undefined : exchanges.get(id);
    if (exchange === undefined) continue;
    call.exchange = exchange.id;
    return put(exchanges, { ...exchange, page: call.report });
  }
  push(join.waiting, call.key, call);
  return null;
}

function ended(
  join: PageJoin,
  exchanges: Map<string, Exchange>,
  { source, now }: { readonly source: PageSource; readonly now: number },
  number: number,
  outcome: PageOutcome,
): Change | null {
  const call = join.calls.get(callId(source, number));
  if (call === undefined || call.endedAt !== null) return null;
  call.endedAt = now;
  return reported(exchanges, call, { outcome: { ...outcome, at: sane(outcome.at, now) } });
}

function violated(
  join: PageJoin,
  exchanges: Map<string, Exchange>,
  { source, document, violation }: LoadViolation,
): Change | null {
  for (const call of join.calls.values()) {
    if (!isViolatedBy(call, violation, source)) continue;
    return reported(exchanges, call, { violation });
  }
  join.violations.push({ source, document, violation });
  if (join.violations.length > VIOLATIONS_AT_MOST) join.violations.shift();
  return null;
}

function reported(exchanges: Map<string, Exchange>, call: Call, news: Partial<PageReport>): Change | null {
  call.report = { ...call.report, ...news };
  const exchange = call.exchange === null ? undefined : exchanges.get(call.exchange);
  if (exchange === undefined) return null;
  const changed = { ...exchange, page: call.report };
  const why = call.isMade ? whyNeverSent(call.report, call, false) : null;
  return put(exchanges, why === null ? changed : stoppedBy(changed, why));
}

// ——— exchanges of calls that never became requests ———

/** What a violation is of that no call belongs to: an entry's exchange, a request that was stopped at a redirect, or neither. */
function concludeLoads(join: PageJoin, exchanges: Map<string, Exchange>, now: number): readonly Change[] {
  const old = join.violations.filter(({ violation }) => now - violation.at >= LOAD_IS_ALONE_AFTER);
  if (old.length === 0) return [];
  join.violations.splice(0, join.violations.length, ...join.violations.filter((one) => !old.includes(one)));
  return old.flatMap((one): Change[] => {
    const made = exchangeOfViolation(one, join.browser, nextId(join));
    if (made === null) return [];
    const near = [...exchanges.values()].filter(
      ({ startedAt, hops: [{ request }] }) =>
        Math.abs(startedAt - one.violation.at) < LATE && sameUrl(request.url, one.violation.blockedUrl),
    );
    if (near.length === 0) return [put(exchanges, made)];
    const known = near.find(({ invisible }) => invisible?.kind === 'csp' && invisible.violation === null);
    return known === undefined
      ? []
      : [
          put(exchanges, {
            ...known,
            frameId: made.frameId,
            documentId: made.documentId,
            initiator: made.initiator,
            invisible: made.invisible,
          }),
        ];
  });
}

function makeExchange(join: PageJoin, exchanges: Map<string, Exchange>, call: Call, blind: boolean): Change | null {
  const why = whyNeverSent(call.report, call, blind);
  if (why === null) return null;
  call.isMade = true;
  const known = knownFromEntry(join, exchanges, call);
  if (known !== null) {
    call.exchange = known.id;
    return put(exchanges, stoppedBy({ ...known, ...whereabouts(call), page: call.report }, why));
  }
  call.exchange = nextId(join);
  return put(exchanges, exchangeOfStopped(call, why, join.browser, call.exchange));
}

function knownFromEntry(join: PageJoin, exchanges: Map<string, Exchange>, { report }: Call): Exchange | null {
  const index = join.fromEntries.findIndex((id) => {
    const exchange = exchanges.get(id);
    const request = exchange?.hops[0].request;
    return (
      request !== undefined &&
      request.method === report.method &&
      sameUrl(request.url, report.url) &&
      Math.abs((exchange?.startedAt ?? 0) - report.at) < LATE
    );
  });
  const [id] = index === -1 ? [] : join.fromEntries.splice(index, 1);
  return (id === undefined ? undefined : exchanges.get(id)) ?? null;
}

function put(exchanges: Map<string, Exchange>, exchange: Exchange): Change {
  exchanges.set(exchange.id, exchange);
  return { id: exchange.id, exchange };
}
