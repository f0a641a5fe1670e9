import type { Exchange, NetworkEntry, Request } from './exchange';
import { withoutFragment } from './url';

/**
 * Joins what `devtools.network` tells (timings, initiator, exact error) to what webRequest told. They share no id:
 * URL and method are equal, and the entry starts within some ms of the request (measured: −3.8 … +0.1). Identical
 * concurrent requests are joined in the order they started.
 */
export interface ArrivedEntry extends NetworkEntry {
  readonly url: string;
  readonly method: string;
  /** Chromium says so; Firefox does not, but only preflights bear `Access-Control-Request-Method`. */
  readonly isPreflight: boolean;
  readonly status: number;
}

/** Entries and requests further apart than this are not the same. ms */
const CLOSE_ENOUGH = 1_500;

interface Place {
  readonly hop: number;
  readonly isPreflight: boolean;
}

/**
 * @param candidates the exchanges that may hold the entry's request, oldest first.
 * @returns the exchange with the entry in it, or null when none fits.
 */
export function join(candidates: Iterable<Exchange>, arrived: ArrivedEntry): Exchange | null {
  let best: { exchange: Exchange; place: Place; distance: number } | null = null;
  for (const exchange of candidates) {
    for (const [hop, { request, preflight }] of exchange.hops.entries()) {
      const [found, isPreflight] = arrived.isPreflight ? [preflight?.request, true] : [request, false];
      if (!found || found.network !== null || !isSame(found, arrived)) continue;
      const distance = Math.abs((found.startedAt ?? exchange.startedAt) - arrived.startedAt);
      if (distance > CLOSE_ENOUGH || (best !== null && distance >= best.distance)) continue;
      best = { exchange, place: { hop, isPreflight }, distance };
    }
  }
  return best && withEntry(best.exchange, best.place, arrived);
}

const isSame = (request: Request, arrived: ArrivedEntry): boolean =>
  withoutFragment(request.url) === withoutFragment(arrived.url) &&
  (request.method === arrived.method || arrived.isPreflight);

function withEntry(exchange: Exchange, { hop, isPreflight }: Place, arrived: ArrivedEntry): Exchange {
  const { url: _url, method: _method, isPreflight: _isPreflight, status: _status, ...network } = arrived;
  const [first, ...rest] = exchange.hops.map((h, i) => {
    if (i !== hop) return h;
    if (!isPreflight) return { ...h, request: { ...h.request, network } };
    return h.preflight === null
      ? h
      : { ...h, preflight: { ...h.preflight, request: { ...h.preflight.request, network } } };
  });
  return first === undefined ? exchange : { ...exchange, hops: [first, ...rest] };
}
