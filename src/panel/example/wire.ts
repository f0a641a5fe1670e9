import type { End, Exchange, Hop, Initiator, Preflight, Request, Response } from '../../../src/exchange/exchange';
import type { HeaderList } from '../../../src/fetch-standard/header-list';

/** When the session begins, ms since the epoch. */
export const START = Date.UTC(2026, 10, 20, 14, 2, 0);

/** Lines of a message: `Name: value`. */
export function headers(text: string): HeaderList {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon), line.slice(colon + 1).trim()] as const;
    });
}

export function request(
  method: string,
  url: string,
  at: number,
  lines: string | null,
  source: string | null = null,
): Request {
  return {
    method,
    url,
    headerList: lines === null ? null : headers(lines),
    composedHeaderList: null,
    startedAt: START + at,
    sentAt: lines === null ? null : START + at,
    network:
      source === null
        ? null
        : {
            startedAt: START + at,
            duration: 0,
            timings: null,
            initiator: initiator(source),
            error: null,
            postData: null,
            responseBytes: null,
            httpVersion: 'h2',
          },
  };
}

function initiator(source: string): Initiator {
  const [file = '', line = '1'] = source.split(':');
  const frame = (functionName: string, url: string, at: number) => ({ functionName, url, line: at, column: 9 });
  return {
    type: 'script',
    stack: [
      frame('send', `https://app.example/assets/${file}`, Number(line)),
      frame('onClick', 'https://app.example/assets/app.js', 412),
    ],
  };
}

/** `status`, or status and reason; then header lines. */
export function response(status: number, at: number, lines: string, statusText = ''): Response {
  return {
    status,
    statusText,
    headerList: headers(lines),
    deliveredHeaderList: null,
    fromCache: false,
    ip: '203.0.113.7',
    receivedAt: START + at,
  };
}

export function preflight(
  of: { method: string; url: string },
  at: number,
  lines: string,
  answer: Response | null,
  end: End,
): Preflight {
  return {
    requestId: `preflight-${of.url}-${at}`,
    request: { ...request('OPTIONS', of.url, at, lines) },
    response: answer,
    end,
  };
}

export const completed = (at: number): End => ({ state: 'completed', at: START + at });
export const failed = (at: number, error = 'net::ERR_FAILED'): End => ({ state: 'failed', at: START + at, error });

export function exchange(id: string, hops: readonly [Hop, ...Hop[]], end: End, more: Partial<Exchange> = {}): Exchange {
  return {
    id,
    browser: 'chromium',
    tabId: 1,
    frameId: 0,
    documentId: 'document-1',
    initiator: 'https://app.example',
    resourceType: 'xmlhttprequest',
    startedAt: hops[0].request.startedAt ?? START,
    hops,
    end,
    page: null,
    invisible: null,
    ...more,
  };
}
