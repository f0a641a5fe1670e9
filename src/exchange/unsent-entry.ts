import { parsedUrl } from '../fetch-standard/origin';
import type { Browser, Exchange } from './exchange';
import { type ArrivedEntry, networkOf } from './network-join';
import { isMixedContent } from './never-sent';
import { neverMeetsCors, ofDevtools } from './resource-type';

/**
 * Mixed content shows as a network entry that no request belongs to: no status, no error text, an http URL on an https
 * page (measured in Chromium; everything else that fails has an error text).
 *
 * @param page.origin the inspected page's; a frame of another scheme inside it is not told apart.
 * @returns null: the entry says nothing of the kind.
 */
export function exchangeOfUnsent(
  entry: ArrivedEntry,
  page: { readonly origin: string | null; readonly tabId: number; readonly browser: Browser | null },
  nextId: () => string,
): Exchange | null {
  const { origin } = page;
  if (origin === null || !origin.startsWith('https:') || entry.isPreflight) return null;
  if (entry.status !== 0 || entry.error !== null || !entry.url.startsWith('http:')) return null;
  const target = parsedUrl(entry.url);
  if (target === null || !isMixedContent(target)) return null;
  const resourceType = ofDevtools(entry.resourceType);
  if (neverMeetsCors(resourceType)) return null;
  const { method, url, startedAt } = entry;
  const request = {
    method,
    url,
    headerList: null,
    composedHeaderList: null,
    startedAt,
    sentAt: null,
    network: networkOf(entry),
  };
  return {
    id: nextId(),
    browser: page.browser,
    tabId: page.tabId,
    frameId: -1,
    documentId: null,
    initiator: origin,
    resourceType,
    startedAt,
    hops: [{ request, preflight: null, response: null }],
    end: { state: 'failed', at: startedAt + Math.max(0, entry.duration), error: 'page:mixed-content' },
    page: null,
    invisible: { kind: 'mixed-content', evidence: 'network entry', securePage: origin },
  };
}
