import { parsedUrl } from '../fetch-standard/origin';
import type { Browser, Exchange, PolicyViolation } from './exchange';
import { neverLeft } from './never-left';
import type { PageDocument, PageSource } from './page-item';
import { neverMeetsCors } from './resource-type';

/** A violation that no call of the page's belongs to: an element, a style sheet or a worker asked. */
export interface LoadViolation {
  readonly source: PageSource;
  readonly document: PageDocument;
  readonly violation: PolicyViolation;
}

/** webRequest's resource type by the directive that stopped it; `EventSource` and `sendBeacon` fall under `connect-src`. */
const RESOURCE_TYPES: Readonly<Record<string, string>> = {
  'connect-src': 'xmlhttprequest',
  'img-src': 'image',
  'script-src': 'script',
  'script-src-elem': 'script',
  'worker-src': 'script',
  'style-src': 'stylesheet',
  'style-src-elem': 'stylesheet',
  'font-src': 'font',
  'media-src': 'media',
  'frame-src': 'sub_frame',
  'child-src': 'sub_frame',
  'object-src': 'object',
  'form-action': 'main_frame',
};

/** null: it stopped nothing that CORS could have stopped: an inline script, a frame, a URL of the page's own origin. */
export function exchangeOfViolation(
  { source, document: { origin }, violation }: LoadViolation,
  browser: Browser | null,
  id: string,
): Exchange | null {
  const { blockedUrl: url, directive, disposition, at } = violation;
  const target = parsedUrl(url);
  if (disposition !== 'enforce' || target === null || !/^https?:$/.test(target.protocol)) return null;
  if (target.origin === origin) return null;
  const resourceType = RESOURCE_TYPES[directive] ?? 'other';
  if (neverMeetsCors(resourceType)) return null;
  return neverLeft({
    id,
    browser,
    tabId: source.tabId,
    frameId: source.frameId,
    documentId: source.documentId,
    initiator: origin,
    resourceType,
    startedAt: at,
    method: 'GET',
    url,
    network: null,
    end: { state: 'failed', at, error: 'page:csp' },
    page: null,
    invisible: { kind: 'csp', evidence: 'page hook', violation },
  });
}
