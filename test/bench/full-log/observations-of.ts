import type { End, Exchange, Hop, Preflight } from '../../../src/exchange/exchange';
import type { Observation, Sighting } from '../../../src/exchange/observation';

/** The browser's events that such an exchange comes of, in Chromium's order. `number` makes ids and the URL its own. */
export function observationsOf(exchange: Exchange, number: number, at: number): Observation[] {
  const sightingOf = ({ request }: Hop): Sighting => ({
    requestId: String(number),
    tabId: exchange.tabId,
    frameId: exchange.frameId,
    documentId: exchange.documentId,
    method: request.method,
    url: numbered(request.url, number),
    initiator: exchange.initiator,
    resourceType: exchange.resourceType,
    at,
  });
  const events = exchange.hops.flatMap((hop, index): Observation[] => {
    const sighting = sightingOf(hop);
    const answer = answerOf(hop.response);
    const next = exchange.hops[index + 1];
    return [
      { ...sighting, kind: 'request started' },
      ...(hop.preflight === null ? [] : ofPreflight(sighting, hop.preflight, `${number}.${index}`)),
      ...(hop.request.headerList === null
        ? []
        : [{ ...sighting, kind: 'request headers sent', headerList: hop.request.headerList } as const]),
      ...(hop.response === null ? [] : [{ ...sighting, kind: 'response headers received', ...answer } as const]),
      ...(next === undefined
        ? []
        : [{ ...sighting, kind: 'redirected', ...answer, location: numbered(next.request.url, number) } as const]),
    ];
  });
  const last = exchange.hops[exchange.hops.length - 1]!;
  return [...events, ...ended(sightingOf(last), last, exchange.end)].map((event, index) => ({
    ...event,
    at: at + 7 * index,
  }));
}

function ofPreflight(request: Sighting, preflight: Preflight, requestId: string): Observation[] {
  const sighting = { ...request, requestId, method: 'OPTIONS' };
  const answer = answerOf(preflight.response);
  return [
    { ...sighting, kind: 'request started' },
    { ...sighting, kind: 'request headers sent', headerList: preflight.request.headerList ?? [] },
    ...(preflight.response === null ? [] : [{ ...sighting, kind: 'response headers received', ...answer } as const]),
    preflight.response === null
      ? { ...sighting, kind: 'failed', error: 'net::ERR_FAILED', fromCache: false, ip: null }
      : { ...sighting, kind: 'completed', ...answer, fromCache: false, ip: null },
  ];
}

function ended(sighting: Sighting, { response }: Hop, end: End): Observation[] {
  switch (end.state) {
    case 'completed':
      return [{ ...sighting, kind: 'completed', ...answerOf(response), fromCache: false, ip: null }];
    case 'failed':
      return [{ ...sighting, kind: 'failed', error: end.error, fromCache: false, ip: null }];
    case 'pending':
    case 'asking':
    case 'unknown':
      return [];
  }
}

const answerOf = (response: Hop['response']) => ({
  status: response?.status ?? 0,
  statusText: response?.statusText ?? '',
  headerList: response?.headerList ?? [],
});

const numbered = (url: string, number: number): string => {
  const [bare = ''] = url.split('#');
  return `${bare}${bare.includes('?') ? '&' : '?'}n=${number}`;
};
