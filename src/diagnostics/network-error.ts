import type { Hop } from '../exchange/exchange';
import type { Case } from './case';

/** What stopped a request on the network, by the words that browsers have for it. */
export interface NetworkError {
  /** The most exact word at hand: DevTools' own for the request, else webRequest's. */
  readonly error: string;
  /** The preflight died of it, so the request itself was never sent. */
  readonly on: 'request' | 'preflight' | 'response';
  readonly hop: number;
  readonly url: string;
}

/** null: the exchange did not fail, or in words that may mean a refusal by CORS. */
export function networkErrorOf(c: Case): NetworkError | null {
  if (c.outcome !== 'failed') return null;
  const hop = c.exchange.hops.length - 1;
  const last = c.exchange.hops[hop];
  if (last === undefined) return null;
  const preflightError = last.preflight?.end.state === 'failed' ? last.preflight.end.error : null;
  const error =
    c.ending.kind === 'other'
      ? moreExact(c.ending.error, last)
      : c.ending.kind === 'refused'
        ? // Chromium leaves the real word on one of the two.
          (preflightError ?? c.ending.error)
        : null;
  if (error === null) return null;
  const diedBefore = preflightError !== null && last.response === null;
  return {
    error,
    on: diedBefore ? 'preflight' : last.response === null ? 'request' : 'response',
    hop,
    url: last.request.url,
  };
}

/** `net::ERR_BLOCKED_BY_RESPONSE.NotSameOrigin` instead of `net::ERR_BLOCKED_BY_RESPONSE`. */
function moreExact(error: string, hop: Hop): string {
  const network = hop.request.network?.error ?? null;
  return network?.startsWith(`${error}.`) ? network : error;
}

/** Chromium's name of an error without `net::`, Firefox's without `NS_ERROR_`; for tables. */
export function bareName(error: string): string {
  return error.replace(/^net::/, '').replace(/^NS_ERROR_/, '');
}
