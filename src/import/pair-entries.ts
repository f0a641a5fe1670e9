import { bareUrl } from '../exchange/url';
import { type EntryView, responseHeader } from './entry-view';

/** Dates in files are whole milliseconds, and tools round differently. ms */
const SLACK = 5;

/** A browser asks as soon as a script has called. ms */
const AT_ONCE = 1_000;

/** A proxy sees the request after its preflight; past this it is another one. ms */
const SOON = 10_000;

/**
 * Which preflight belongs to which request. A HAR has no ids for that: URL, origin and method fit, and time decides.
 * Browsers start the request first and hold it back, so its time spans the preflight's. Proxies see the request only
 * after the preflight was answered.
 * @param views all entries, oldest first
 * @returns index of the request's entry → its preflight; a preflight without a request is in no pair
 */
export function pairEntries(views: readonly EntryView[]): ReadonlyMap<number, EntryView> {
  const preflights = views.filter((view) => view.isPreflight);
  const pairs = new Map<number, EntryView>();
  if (preflights.length === 0) return pairs;
  const requests = byUrl(views.filter((view) => !view.isPreflight));
  const find = (preflight: EntryView, inTime: (request: EntryView, preflight: EntryView) => boolean) =>
    requests
      .get(bareUrl(preflight.url))
      ?.find(
        (request) =>
          !pairs.has(request.index) &&
          inTime(request, preflight) &&
          methodFits(request, preflight) &&
          originsFit(request, preflight),
      );
  const left = preflights.filter((preflight) => {
    const request = find(preflight, spans);
    if (request) pairs.set(request.index, preflight);
    return request === undefined;
  });
  // Newest first: the request follows the last preflight that let it pass.
  left.reverse();
  for (const inTime of [follows, followsInHaste]) {
    const paired = indexesOf(pairs.values());
    for (const preflight of left) {
      const request = letsPass(preflight) && !paired.has(preflight.index) ? find(preflight, inTime) : undefined;
      if (request) pairs.set(request.index, preflight);
    }
  }
  // Last, for tools that give a request no duration unless it was answered.
  const paired = indexesOf(pairs.values());
  for (const preflight of left.reverse()) {
    const request = paired.has(preflight.index) ? undefined : find(preflight, waitedInVain);
    if (request) pairs.set(request.index, preflight);
  }
  return pairs;
}

const indexesOf = (views: Iterable<EntryView>): ReadonlySet<number> => new Set([...views].map(({ index }) => index));

/** Entries by URL without fragment, user name and password, each list in the order given. */
export function byUrl(views: readonly EntryView[]): ReadonlyMap<string, readonly EntryView[]> {
  const map = new Map<string, EntryView[]>();
  for (const view of views) {
    const url = bareUrl(view.url);
    const list = map.get(url);
    if (list) list.push(view);
    else map.set(url, [view]);
  }
  return map;
}

/** A preflight that died on the network may be shown without its headers, which leaves the method open. */
function methodFits(request: EntryView, preflight: EntryView): boolean {
  return preflight.asks === null || preflight.asks === request.method;
}

const endOf = (view: EntryView): number => (view.startedAt ?? 0) + view.duration;

const spans = (request: EntryView, preflight: EntryView): boolean =>
  (request.startedAt ?? 0) <= (preflight.startedAt ?? 0) + SLACK && endOf(request) >= endOf(preflight) - SLACK;

function follows(request: EntryView, preflight: EntryView): boolean {
  const gap = (request.startedAt ?? 0) - endOf(preflight);
  return gap >= -SLACK && gap < SOON;
}

/** WebPagetest counts a preflight's connection into its time and begins it after, so that it seems to end after its request began. */
function followsInHaste(request: EntryView, preflight: EntryView): boolean {
  const begin = request.startedAt ?? 0;
  return begin > (preflight.startedAt ?? 0) && begin <= endOf(preflight);
}

/** Its preflight was sent at once, and no answer ever came. */
function waitedInVain(request: EntryView, preflight: EntryView): boolean {
  const gap = (preflight.startedAt ?? 0) - (request.startedAt ?? 0);
  return request.status <= 0 && gap >= -SLACK && gap < AT_ONCE;
}

/** After a refused preflight the browser never sends the request, so a later one is another call. */
function letsPass(preflight: EntryView): boolean {
  const allowed = responseHeader(preflight, 'access-control-allow-origin');
  return preflight.status >= 200 && preflight.status < 300 && (allowed === '*' || allowed === preflight.origin);
}

/** A request that was never sent shows no origin; Firefox's preflight after a redirect shows the page's where the request says `null`. */
function originsFit(request: EntryView, preflight: EntryView): boolean {
  const asked = preflight.origin;
  const sent = request.origin;
  return asked === null || sent === null || asked === sent || sent === 'null';
}
