import { withoutFragment } from '../exchange/url';
import { type EntryView, responseHeader } from './entry-view';
import { byUrl } from './pair-entries';

/** Two hops of one redirect chain follow at once; what comes later is another call. ms */
const AT_ONCE = 2_000;

export type Chain = readonly [EntryView, ...EntryView[]];

/**
 * Redirect hops are entries of their own; this strings them together.
 * @param requests entries that are no preflights, oldest first
 * @returns chains of entries, in the order of their first
 */
export function joinRedirects(requests: readonly EntryView[]): Chain[] {
  if (!requests.some((request) => isRedirect(request.status))) return requests.map((request) => [request]);
  const targets = byUrl(requests);
  const next = new Map<number, EntryView>();
  const joined = new Set<number>();
  for (const hop of requests) {
    const url = redirectTarget(hop);
    if (url === null) continue;
    const target = targets.get(url)?.find((candidate) => !joined.has(candidate.index) && comesNext(hop, candidate));
    if (!target) continue;
    next.set(hop.index, target);
    joined.add(target.index);
  }
  return requests.filter((view) => !joined.has(view.index)).map((first) => chainFrom(first, next));
}

function chainFrom(first: EntryView, next: ReadonlyMap<number, EntryView>): Chain {
  const chain: [EntryView, ...EntryView[]] = [first];
  for (let hop = next.get(first.index); hop; hop = next.get(hop.index)) chain.push(hop);
  return chain;
}

/** https://fetch.spec.whatwg.org/#redirect-status */
const isRedirect = (status: number): boolean =>
  status === 301 || status === 302 || status === 303 || status === 307 || status === 308;

function redirectTarget(hop: EntryView): string | null {
  // `redirect: 'error'` and a redirect that CORS refused end here: nothing follows.
  if (!isRedirect(hop.status)) return null;
  const location = hop.redirectURL || responseHeader(hop, 'location');
  if (!location || !URL.canParse(location, hop.url)) return null;
  return withoutFragment(new URL(location, hop.url).href);
}

function comesNext(hop: EntryView, candidate: EntryView): boolean {
  if (!isLater(candidate, hop)) return false;
  const gap = (candidate.startedAt ?? 0) - (hop.startedAt ?? 0);
  const sameMethod = candidate.method === hop.method;
  // https://fetch.spec.whatwg.org/#http-redirect-fetch, step 12: these become GET.
  const becameGet = candidate.method === 'GET' && hop.status !== 307 && hop.status !== 308;
  return gap <= hop.duration + AT_ONCE && (sameMethod || becameGet);
}

/** A chain only ever goes on to a later entry: redirect loops and files without dates must not close a circle. */
const isLater = (a: EntryView, b: EntryView): boolean =>
  a.startedAt === b.startedAt ? a.index > b.index : (a.startedAt ?? 0) > (b.startedAt ?? 0);
