import type { Exchange } from '../exchange/exchange';
import { get } from '../fetch-standard/header-list';
import { originOfUrl } from '../fetch-standard/origin';
import { answered } from './answers';
import { originHeader, pageOriginOf, relationsOf } from './relation';
import type { Relation } from './verdict';

/** What else was recorded, as far as it tells something about one exchange. */
export interface Recording {
  /** Every answer of the recording to a URL of the same origin and path, whatever the query; oldest first, the newest 200. */
  readonly byPath: Pick<ReadonlyMap<string, readonly Sighted[]>, 'get'>;
  /** The same by the server's origin. */
  readonly byServer: Pick<ReadonlyMap<string, readonly Sighted[]>, 'get'>;
}

/** One answer as facts. Without the exchange, which may be large: of a long recording many are remembered. */
export interface Sighted {
  /** Of the exchange. */
  readonly id: string;
  readonly resourceType: string;
  readonly on: 'preflight' | 'response';
  readonly relation: Relation;
  readonly method: string;
  readonly url: string;
  /** What `Origin` said; null: it was not sent or not seen. */
  readonly origin: string | null;
  readonly pageOrigin: string | null;
  readonly status: number;
  readonly allowOrigin: string | null;
  readonly allowsCredentials: boolean;
  readonly variesByOrigin: boolean;
  /** `Access-Control-Max-Age` */
  readonly maxAge: string | null;
  /** ms since the epoch; null: the source has no such time. */
  readonly at: number | null;
}

const most = 200;

/** Nothing else was recorded. */
export const nothingElse: Recording = { byPath: new Map(), byServer: new Map() };

/**
 * Cheap to call again after every change: what one exchange contributes is remembered with the exchange, and looked at only
 * when somebody asks for its path or its server.
 */
export function recordingOf(exchanges: Iterable<Exchange>): Recording {
  const all = [...exchanges];
  return recordingFrom({
    count: all.length,
    urlsAt: (index) => all[index]?.hops.map(({ request }) => request.url) ?? [],
    exchangeAt: (index) => all[index] ?? null,
  });
}

/** Exchanges that are made only when somebody looks at them; their URLs are known before. */
export interface Recorded {
  readonly count: number;
  /** Hop by hop, as the exchange will have them. */
  urlsAt(index: number): readonly string[];
  exchangeAt(index: number): Exchange | null;
}

export function recordingFrom(recorded: Recorded): Recording {
  let places: Places | null = null;
  const placesOf = (): Places => {
    places ??= placesIn(recorded);
    return places;
  };
  const { exchangeAt } = recorded;
  return {
    byPath: sightedBy(
      exchangeAt,
      () => placesOf().byPath,
      (one) => one.path,
    ),
    byServer: sightedBy(
      exchangeAt,
      () => placesOf().byServer,
      (one) => one.server,
    ),
  };
}

/**
 * As `recordingOf`, with no more of a long recording than can tell something about `exchange`: the newest answers of its
 * own servers and paths. Opinions come out the same.
 *
 * @param exchanges oldest first
 */
export function recordingAbout(exchange: Exchange, exchanges: InOrder): Recording {
  const urls = exchange.hops.map(({ request }) => request.url);
  const starts = new Set([...urls.map(originOfUrl).map((origin) => `${origin}/`), ...urls.map(pathOf)]);
  let wanted = [...starts].map((start) => ({ start, found: 0 }));
  const about: Exchange[] = [];
  // A path that few asked for is looked for in all of them: plain loops, for tens of thousands.
  for (let at = exchanges.length - 1; at >= 0 && wanted.length > 0; at--) {
    const other = exchanges.at(at);
    if (other === undefined) continue;
    let tells = false;
    let isFull = false;
    for (const one of wanted) {
      if (!wentTo(other, one.start)) continue;
      one.found += 1;
      isFull ||= one.found >= most;
      tells = true;
    }
    if (tells) about.push(other);
    if (isFull) wanted = wanted.filter(({ found }) => found < most);
  }
  return recordingOf(about.reverse());
}

/** What an array is, of things that need not stand in one. */
export interface InOrder {
  readonly length: number;
  at(index: number): Exchange | undefined;
}

function wentTo({ hops }: Exchange, start: string): boolean {
  for (const { request } of hops) if (request.url.startsWith(start)) return true;
  return false;
}

/** Which exchanges went to a path or to a server, oldest first: told by their URLs alone. */
interface Places {
  readonly byPath: ReadonlyMap<string, readonly number[]>;
  readonly byServer: ReadonlyMap<string, readonly number[]>;
}

function placesIn({ count, urlsAt }: Recorded): Places {
  const byPath = new Map<string, number[]>();
  const byServer = new Map<string, number[]>();
  for (let index = 0; index < count; index++) {
    for (const url of urlsAt(index)) {
      push(byPath, pathOf(url), index);
      push(byServer, serverOf(url), index);
    }
  }
  return { byPath, byServer };
}

function push(map: Map<string, number[]>, key: string, index: number): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [index]);
  // A redirect often stays on its server.
  else if (list[list.length - 1] !== index) list.push(index);
}

function sightedBy(
  exchangeAt: Recorded['exchangeAt'],
  places: () => ReadonlyMap<string, readonly number[]>,
  keyOf: (one: Contribution) => string,
): Pick<ReadonlyMap<string, readonly Sighted[]>, 'get'> {
  const made = new Map<string, readonly Sighted[] | undefined>();
  return {
    get(key) {
      if (!made.has(key))
        made.set(
          key,
          newest(exchangeAt, places().get(key), (one) => keyOf(one) === key),
        );
      return made.get(key);
    },
  };
}

/** Oldest first. */
function newest(
  exchangeAt: Recorded['exchangeAt'],
  indexes: readonly number[] | undefined,
  wanted: (one: Contribution) => boolean,
): readonly Sighted[] | undefined {
  if (indexes === undefined) return undefined;
  const found: Sighted[] = [];
  for (let at = indexes.length - 1; at >= 0 && found.length < most; at--) {
    const exchange = exchangeAt(indexes[at] ?? -1);
    if (exchange === null) continue;
    for (const one of contributionOf(exchange).toReversed()) if (wanted(one)) found.push(one.sighted);
  }
  return found.length === 0 ? undefined : found.reverse();
}

interface Contribution {
  readonly path: string;
  readonly server: string;
  readonly sighted: Sighted;
}

const memory = new WeakMap<Exchange, readonly Contribution[]>();

function contributionOf(exchange: Exchange): readonly Contribution[] {
  const known = memory.get(exchange);
  if (known !== undefined) return known;
  const made = contribute(exchange);
  memory.set(exchange, made);
  return made;
}

function contribute(exchange: Exchange): readonly Contribution[] {
  const relations = relationsOf(exchange);
  const pageOrigin = pageOriginOf(exchange);
  const list: Contribution[] = [];
  for (const [hop, { request, preflight, response }] of exchange.hops.entries()) {
    const relation = relations[hop] ?? 'unknown';
    const { id, resourceType } = exchange;
    const shared = { id, resourceType, relation, method: request.method, url: request.url, pageOrigin };
    const place = { path: pathOf(request.url), server: serverOf(request.url) };
    const ofPreflight = preflight === null ? null : answered(preflight.response);
    if (preflight !== null && ofPreflight !== null) {
      const origin = originHeader(preflight.request);
      list.push({ ...place, sighted: { ...shared, on: 'preflight', origin, ...factsOf(ofPreflight) } });
    }
    const ofRequest = answered(response);
    if (ofRequest !== null) {
      list.push({
        ...place,
        sighted: { ...shared, on: 'response', origin: originHeader(request), ...factsOf(ofRequest) },
      });
    }
  }
  return list;
}

function factsOf(response: NonNullable<Exchange['hops'][0]['response']>) {
  return {
    status: response.status,
    allowOrigin: get(response.headerList, 'Access-Control-Allow-Origin'),
    allowsCredentials: get(response.headerList, 'Access-Control-Allow-Credentials') === 'true',
    variesByOrigin: variesByOrigin(get(response.headerList, 'Vary')),
    maxAge: get(response.headerList, 'Access-Control-Max-Age'),
    at: response.receivedAt,
  };
}

/** Does this `Vary` keep answers for one origin from another? */
export function variesByOrigin(vary: string | null): boolean {
  return vary !== null && /(?:^|[,\s])(?:origin|\*)(?:[,\s]|$)/i.test(vary.slice(0, 4096));
}

/** Its origin, read off where that can be done without parsing the URL. */
function serverOf(url: string): string {
  const plain = /^https?:\/\/[a-z0-9.-]+(?::\d+)?(?=[/?#]|$)/.exec(url)?.[0];
  return plain === undefined || /:(?:80|443)$/.test(plain) ? originOfUrl(url) : plain;
}

/** Origin and path, without query and fragment. */
export function pathOf(url: string): string {
  const end = url.search(/[?#]/);
  return end === -1 ? url : url.slice(0, end);
}

/** The other answers for the same path, then those of the same server, newest first. */
export function othersFor(recording: Recording | null, exchange: Exchange, url: string): Others {
  if (recording === null) return { path: [], server: [] };
  const of = (list: readonly Sighted[] | undefined): readonly Sighted[] =>
    (list ?? []).filter(({ id }) => id !== exchange.id).reverse();
  return { path: of(recording.byPath.get(pathOf(url))), server: of(recording.byServer.get(serverOf(url))) };
}

export interface Others {
  readonly path: readonly Sighted[];
  readonly server: readonly Sighted[];
}

/** Would this answer have let pages of `origin` read it? */
export const allowsOrigin = (sighted: Sighted, origin: string): boolean =>
  sighted.allowOrigin === origin || sighted.allowOrigin === '*';
