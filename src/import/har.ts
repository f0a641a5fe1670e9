import { once } from '../diagnostics/finding';
import type { Exchange } from '../exchange/exchange';
import type { HarPage } from '../export/har';
import type { KnownSecrets } from '../export/known-secrets';
import type { Entries } from './entries';
import type { EntryView } from './entry-view';
import {
  type EntryGroup,
  exchangeOf,
  type Head,
  type HopParts,
  headOf,
  type OutcomeFacts,
  originOf,
  outcomeFactsOf,
  type Part,
} from './har-exchange';
import { readHar, type Shape, shapeOf } from './har-shape';
import { joinRedirects } from './join-redirects';
import { arrayOf, type JsonObject, objectOf, textOf } from './loose-json';
import { ownEntry } from './own-facts';
import { pairEntries } from './pair-entries';
import { type Recorder, recorderOf } from './recorder';
import { type Views, viewsFor } from './views';

export type HarImport = ImportedHar | { readonly ok: false; readonly sentence: string };

export interface ImportedHar {
  readonly ok: true;
  /** As the file has it, but perhaps without `entries`. */
  readonly log: JsonObject;
  readonly entries: Entries;
  /** In the order of their first entries in the file. */
  readonly exchanges: readonly Exchange[];
  /** One of them, made anew: whoever looks at a large file once need not hold them all. */
  exchangeAt(index: number): Exchange;
  /** The same without making the exchange. */
  headAt(index: number): Head;
  /** null: there is no such exchange. */
  outcomeFactsAt(index: number): OutcomeFacts | null;
  /** Where the entries of that exchange stand in the file. */
  placesAt(index: number): readonly EntryPlace[];
  readonly count: number;
  /** Indexes of entries that say too little to be a request. */
  readonly leftOut: readonly number[];
  /** What its cookies and credentials say. */
  readonly secrets: KnownSecrets;
  readonly pages: readonly HarPage[];
  readonly recorder: Recorder;
  readonly creator: { readonly name: string; readonly version: string } | null;
  readonly browser: { readonly name: string; readonly version: string } | null;
}

export interface EntryPlace {
  /** In `log.entries`. */
  readonly index: number;
  readonly role: 'preflight' | 'request';
  readonly hop: number;
}

/** HAR text of any tool → exchanges, or one sentence why not. Nothing throws. */
export function importHar(text: string): HarImport {
  return importShape(readHar(text));
}

/** As `importHar`, of a file that has been parsed already. */
export function importHarObject(value: unknown): HarImport {
  return importShape(shapeOf(value));
}

/** As `importHar`, of what was found to be a HAR. */
export function importShape(shape: Shape): HarImport {
  if (!shape.ok) return shape;
  const { log, entries } = shape;
  const views = viewsFor(recorderOf(log), (index) => entries.at(index));
  for (let index = 0; index < entries.length; index++) views.add(entries.at(index));
  return importViews(log, entries, views);
}

/** As `importHar`, of entries that have been looked at. */
export function importViews(
  log: JsonObject,
  entries: Entries,
  { recorder, views, leftOut, secrets }: Views,
): ImportedHar {
  const pages = pagesOf(log);
  const documents = once(() => documentsOf(views));
  const groups = groupsOf(views);
  const exchangeAt = (index: number): Exchange => {
    const group = groups[index];
    if (!group) throw new RangeError(`There is no exchange ${index}`);
    return exchangeOf(group, recorder, () => pageOriginOf(group, pages, documents()));
  };
  const exchanges = once(() => groups.map((_, index) => exchangeAt(index)));
  return {
    ok: true,
    log,
    entries,
    get exchanges() {
      return exchanges();
    },
    exchangeAt,
    headAt: (index) => (groups[index] ? headOf(groups[index]) : { method: '', urls: [] }),
    outcomeFactsAt: (index) => (groups[index] ? outcomeFactsOf(groups[index], recorder) : null),
    placesAt: (index) => (groups[index] ? placesIn(groups[index]) : []),
    count: groups.length,
    leftOut,
    secrets,
    pages: [...pages.values()].map(({ url, at }) => ({ url, at })),
    recorder,
    creator: nameAndVersion(log['creator']),
    browser: nameAndVersion(log['browser']),
  };
}

/** Ours say which entries belong together; the others are paired. */
function groupsOf(views: readonly EntryView[]): EntryGroup[] {
  const own = new Map<string, Part[]>();
  const foreign: EntryView[] = [];
  for (const view of views) {
    const cors = view.isOurs ? ownEntry(view.entry()) : null;
    if (!cors) {
      foreign.push(view);
      continue;
    }
    const parts = own.get(cors.exchange) ?? [];
    parts.push({ view, own: cors });
    own.set(cors.exchange, parts);
  }
  const ours = [...own].flatMap(([id, parts]) => ownGroup(id, parts));
  return ours.concat(foreignGroups(foreign, new Set(own.keys()))).sort((a, b) => firstIndex(a) - firstIndex(b));
}

function ownGroup(id: string, parts: readonly Part[]): EntryGroup[] {
  const numbers = [...new Set(parts.map(({ own }) => own?.hop ?? 0))].sort((a, b) => a - b);
  const at = (hop: number, role: string) => parts.find(({ own }) => own?.hop === hop && own.role === role) ?? null;
  const [first, ...rest] = numbers.flatMap((hop) => hopParts(at(hop, 'preflight'), at(hop, 'request')));
  return first ? [{ id, hops: [first, ...rest] }] : [];
}

function hopParts(preflight: Part | null, request: Part | null): HopParts[] {
  if (request) return [{ preflight, request }];
  return preflight ? [{ preflight, request: null }] : [];
}

function foreignGroups(views: readonly EntryView[], taken: ReadonlySet<string>): EntryGroup[] {
  const oldestFirst = [...views].sort((a, b) => (a.startedAt ?? 0) - (b.startedAt ?? 0));
  const pairs = pairEntries(oldestFirst);
  const paired = new Set([...pairs.values()].map((preflight) => preflight.index));
  const part = (view: EntryView): Part => ({ view, own: null });
  const hop = (view: EntryView): HopParts => {
    const preflight = pairs.get(view.index);
    return { preflight: preflight ? part(preflight) : null, request: part(view) };
  };
  const groups = joinRedirects(oldestFirst.filter((view) => !view.isPreflight)).map(
    ([first, ...rest]): EntryGroup => ({ id: freeId(first.index, taken), hops: [hop(first), ...rest.map(hop)] }),
  );
  const lonely = oldestFirst
    .filter((view) => view.isPreflight && !paired.has(view.index))
    .map((view): EntryGroup => ({ id: freeId(view.index, taken), hops: [{ preflight: part(view), request: null }] }));
  return [...groups, ...lonely];
}

function freeId(index: number, taken: ReadonlySet<string>): string {
  let id = `har-${index}`;
  while (taken.has(id)) id = `${id}-`;
  return id;
}

const placesIn = (group: EntryGroup): EntryPlace[] =>
  group.hops.flatMap((hop, index) =>
    (['preflight', 'request'] as const).flatMap((role) => {
      const part = hop[role];
      return part ? [{ index: part.view.index, role, hop: index }] : [];
    }),
  );

function firstIndex({ hops }: EntryGroup): number {
  let first = Number.POSITIVE_INFINITY;
  for (const { preflight, request } of hops) {
    if (preflight) first = Math.min(first, preflight.view.index);
    if (request) first = Math.min(first, request.view.index);
  }
  return first;
}

interface PageView {
  readonly url: string;
  readonly at: number;
}

/** Chrome and Safari put the page's URL into its title, Firefox the document's title. */
function pagesOf(log: JsonObject): ReadonlyMap<string, PageView> {
  const pages = new Map<string, PageView>();
  for (const item of arrayOf(log['pages'])) {
    const page = objectOf(item);
    const id = textOf(page?.['id']);
    const at = Date.parse(textOf(page?.['startedDateTime']) ?? '');
    if (id !== null) pages.set(id, { url: textOf(page?.['title']) ?? '', at: Number.isFinite(at) ? at : 0 });
  }
  return pages;
}

/** Of the page named in the file, else of the document that the page or frame had loaded by then. */
function pageOriginOf(
  group: EntryGroup,
  pages: ReadonlyMap<string, PageView>,
  documents: ReadonlyMap<string, readonly EntryView[]>,
): string | null {
  const { view } = group.hops[0].request ?? group.hops[0].preflight;
  const page = pages.get(textOf(view.entry()['pageref']) ?? '');
  const named = page ? originOf(page.url) : null;
  if (named !== null) return named;
  const before = documents
    .get(frameOf(view) ?? '')
    ?.findLast(({ startedAt }) => (startedAt ?? 0) < (view.startedAt ?? 0));
  return before ? originOf(before.url) : null;
}

/** Answered navigations by page or frame, oldest first. */
function documentsOf(views: readonly EntryView[]): ReadonlyMap<string, readonly EntryView[]> {
  const documents = new Map<string, EntryView[]>();
  for (const view of views) {
    if (view.resourceType !== 'document' || view.status < 200 || view.redirectURL !== '') continue;
    const frame = frameOf(view);
    if (frame === null) continue;
    const list = documents.get(frame);
    if (list) list.push(view);
    else documents.set(frame, [view]);
  }
  for (const list of documents.values()) list.sort((a, b) => (a.startedAt ?? 0) - (b.startedAt ?? 0));
  return documents;
}

/** Playwright tells frames apart; of others the page is known. */
const frameOf = (view: EntryView): string | null => {
  const entry = view.entry();
  return textOf(entry['_frameref']) ?? textOf(entry['pageref']);
};

function nameAndVersion(value: unknown): { name: string; version: string } | null {
  const object = objectOf(value);
  const name = textOf(object?.['name']);
  return name === null ? null : { name, version: textOf(object?.['version']) ?? '' };
}
