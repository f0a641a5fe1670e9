import type { Exchange } from '../exchange/exchange';
import { get } from '../fetch-standard/header-list';
import { originOfUrl } from '../fetch-standard/origin';
import { answered } from './answers';
import { originHeader, pageOriginOf, relationsOf } from './relation';
import type { Relation } from './verdict';

/** What else was recorded, as far as it tells something about one exchange. */
export interface Recording {
  /** Every answer of the recording to a URL of the same origin and path, whatever the query; oldest first, the newest 200. */
  readonly byPath: ReadonlyMap<string, readonly Sighted[]>;
  /** The same by the server's origin. */
  readonly byServer: ReadonlyMap<string, readonly Sighted[]>;
}

/** One answer as facts. */
export interface Sighted {
  readonly exchange: Exchange;
  readonly hop: number;
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
  /** ms since the epoch; null: the source has no such time. */
  readonly at: number | null;
}

const most = 200;

/** Nothing else was recorded. */
export const nothingElse: Recording = { byPath: new Map(), byServer: new Map() };

/**
 * Cheap to call again after every change: what one exchange contributes is remembered with the exchange, and the maps are
 * made when first asked for.
 */
export function recordingOf(exchanges: Iterable<Exchange>): Recording {
  const all = [...exchanges];
  let maps: Recording | null = null;
  const made = (): Recording => {
    maps ??= mapsOf(all);
    return maps;
  };
  return {
    get byPath() {
      return made().byPath;
    },
    get byServer() {
      return made().byServer;
    },
  };
}

function mapsOf(exchanges: readonly Exchange[]): Recording {
  const byPath = new Map<string, Sighted[]>();
  const byServer = new Map<string, Sighted[]>();
  for (const exchange of exchanges) {
    for (const { path, server, sighted } of contributionOf(exchange)) {
      push(byPath, path, sighted);
      push(byServer, server, sighted);
    }
  }
  return { byPath, byServer };
}

function push(map: Map<string, Sighted[]>, key: string, sighted: Sighted): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [sighted]);
  else {
    list.push(sighted);
    // Not at every turn: shifting a full array each time would be quadratic.
    if (list.length > 2 * most) list.splice(0, list.length - most);
  }
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
    const shared = { exchange, hop, relation, method: request.method, url: request.url, pageOrigin };
    const place = { path: pathOf(request.url), server: originOfUrl(request.url) };
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
    at: response.receivedAt,
  };
}

/** Does this `Vary` keep answers for one origin from another? */
export function variesByOrigin(vary: string | null): boolean {
  return vary !== null && /(?:^|[,\s])(?:origin|\*)(?:[,\s]|$)/i.test(vary.slice(0, 4096));
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
    (list ?? []).filter((sighted) => sighted.exchange !== exchange && sighted.exchange.id !== exchange.id).reverse();
  return { path: of(recording.byPath.get(pathOf(url))), server: of(recording.byServer.get(originOfUrl(url))) };
}

export interface Others {
  readonly path: readonly Sighted[];
  readonly server: readonly Sighted[];
}

/** Would this answer have let pages of `origin` read it? */
export const allowsOrigin = (sighted: Sighted, origin: string): boolean =>
  sighted.allowOrigin === origin || sighted.allowOrigin === '*';
