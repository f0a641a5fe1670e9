import { parsedUrl } from '../fetch-standard/origin';
import type { Browser, Exchange, Invisible } from './exchange';
import { type ArrivedEntry, networkOf } from './network-join';
import { neverLeft } from './never-left';
import { isMixedContent } from './never-sent';
import { neverMeetsCors, ofDevtools } from './resource-type';

/**
 * What became of a call that never was a request, from a network entry that no request belongs to (measured in Chromium):
 *
 * - No status and no error text: a policy of the page's stopped it. An http URL on an https page was mixed content; for the
 *   rest there is the content security policy. Chromium makes such an entry for what elements, workers and synchronous
 *   calls load; of an ordinary `fetch` that the policy stops, only the page hook knows.
 * - `net::ERR_FAILED`: the page's service worker took it and failed it.
 * - Another error: it was stopped at once – taken back, blocked in DevTools.
 *
 * @param page.origin the inspected page's; a frame of another origin inside it is not told apart.
 * @returns null: the entry says nothing of the kind.
 */
export function exchangeOfUnsent(
  entry: ArrivedEntry,
  page: { readonly origin: string | null; readonly tabId: number; readonly browser: Browser | null },
  nextId: () => string,
): Exchange | null {
  const { origin } = page;
  if (origin === null || entry.isPreflight || entry.status !== 0) return null;
  const target = parsedUrl(entry.url);
  if (target === null || !/^https?:$/.test(target.protocol) || target.origin === origin) return null;
  const invisible = stoppedBy(entry, target, origin);
  const resourceType = ofDevtools(entry.resourceType);
  if (neverMeetsCors(resourceType)) return null;
  const { method, url, startedAt } = entry;
  return neverLeft({
    id: nextId(),
    browser: page.browser,
    tabId: page.tabId,
    frameId: -1,
    documentId: null,
    initiator: origin,
    resourceType,
    startedAt,
    method,
    url,
    network: networkOf(entry),
    end: {
      state: 'failed',
      at: startedAt + Math.max(0, entry.duration),
      error: invisible === null ? (entry.error ?? '') : `page:${invisible.kind}`,
    },
    page: null,
    invisible,
  });
}

/** null: its error text says it. */
function stoppedBy({ error }: ArrivedEntry, target: URL, origin: string): Invisible | null {
  const evidence = 'network entry';
  switch (error) {
    case null:
      // Chromium loads no such URL for a page, but for XMLHttpRequest.
      if (target.username !== '' || target.password !== '') return { kind: 'url-credentials', evidence };
      return origin.startsWith('https:') && isMixedContent(target)
        ? { kind: 'mixed-content', evidence, securePage: origin }
        : { kind: 'csp', evidence, violation: null };
    // A refusal by CORS has a request. What a service worker answers has none; that it failed is all that is told.
    case 'net::ERR_FAILED':
      return { kind: 'service-worker', evidence };
    default:
      return null;
  }
}
