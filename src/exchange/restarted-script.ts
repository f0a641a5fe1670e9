import { locationOf } from '../fetch-standard/http-redirect-fetch';
import { parsedUrl } from '../fetch-standard/origin';
import type { Exchange } from './exchange';
import { currentHop } from './exchange';
import type { Observation } from './observation';
import { withoutFragment } from './url';

/** Requests that ended at a redirect and may come back, by whom and where to. */
export type Interrupted = Map<string, string>;

/** More are never under way at once; what does not come back was stopped. */
const AT_MOST = 50;

/**
 * Chromium follows the redirect of a worker's script with a request of its own: the first is ended like an aborted one at
 * the redirect, and the next starts with another id, otherwise alike (measured in 156, dedicated and shared workers).
 *
 * @param exchange one that just ended.
 */
export function rememberInterrupted(interrupted: Interrupted, exchange: Exchange): void {
  const { browser, resourceType, end } = exchange;
  if (browser !== 'chromium' || resourceType !== 'script') return;
  if (end.state !== 'failed' || end.error !== 'net::ERR_ABORTED') return;
  const { request, response } = currentHop(exchange);
  const location = response === null ? null : locationOf(response.headerList);
  const target = location === null ? null : (parsedUrl(location, request.url)?.href ?? null);
  if (target === null) return;
  interrupted.set(keyOf(exchange, target), exchange.id);
  const [oldest] = interrupted.keys();
  if (interrupted.size > AT_MOST && oldest !== undefined) interrupted.delete(oldest);
}

/** @returns the id of the exchange that goes on with this request, or null. */
export function takeInterrupted(interrupted: Interrupted, started: Observation): string | null {
  if (interrupted.size === 0 || started.resourceType !== 'script') return null;
  const key = keyOf(started, started.url);
  const id = interrupted.get(key) ?? null;
  interrupted.delete(key);
  return id;
}

const keyOf = (
  { tabId, frameId, documentId, initiator }: Pick<Exchange, 'tabId' | 'frameId' | 'documentId' | 'initiator'>,
  url: string,
): string => JSON.stringify([tabId, frameId, documentId, initiator, withoutFragment(url)]);
