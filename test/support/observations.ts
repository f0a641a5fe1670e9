import type { Observation, Sighting } from '../../src/exchange/observation';
import type { HeaderList } from '../../src/fetch-standard/header-list';

const PAGE = 'https://app.example';

/** What a browser shows of one request from start to end, in Chromium's order. */
export function simpleRequest(
  requestId: string,
  about: Partial<Sighting> & { readonly status?: number; readonly headers?: HeaderList; readonly error?: string } = {},
): Observation[] {
  const { status = 200, headers = [], error, ...rest } = about;
  const sighting: Sighting = {
    requestId,
    tabId: 1,
    frameId: 0,
    documentId: 'document',
    method: 'GET',
    url: 'https://api.example/items',
    initiator: PAGE,
    resourceType: 'xmlhttprequest',
    at: 1_000,
    ...rest,
  };
  const answer = { status, statusText: '', headerList: headers };
  const later = (ms: number): Sighting => ({ ...sighting, at: sighting.at + ms });
  return [
    { ...sighting, kind: 'request started' },
    { ...later(1), kind: 'request headers sent', headerList: [['Origin', sighting.initiator ?? 'null']] },
    { ...later(2), kind: 'response headers received', ...answer },
    error === undefined
      ? { ...later(3), kind: 'completed', ...answer, fromCache: false, ip: null }
      : { ...later(3), kind: 'failed', error, fromCache: false, ip: null },
  ];
}
