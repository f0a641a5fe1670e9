import type {
  Browser,
  End,
  Exchange,
  Hop,
  Invisible,
  NetworkEntry,
  NotKept,
  PageReport,
  Request,
  Response,
} from '../exchange/exchange';
import type { HeaderList } from '../fetch-standard/header-list';

/** What we know of one entry and HAR has no place for: with it, a file read back is the exchange it was written from. */
export interface EntryFacts {
  /** The URL where HAR's own had to be rewritten to be valid. */
  readonly url?: string;
  readonly startedAt: number | null;
  readonly sentAt: number | null;
  /** false: the browser never showed the request's headers, so `request.headers` is empty. */
  readonly headersSeen: boolean;
  readonly composedHeaderList: HeaderList | null;
  readonly network: NetworkFacts | null;
  /** null: no answer was seen, so `response` is a stand-in. */
  readonly response: ResponseFacts | null;
  /** A preflight's own; null on requests. */
  readonly preflight: { readonly requestId: string; readonly end: End } | null;
}

export type NetworkFacts = Pick<NetworkEntry, 'startedAt' | 'duration' | 'error' | 'responseBytes' | 'httpVersion'> & {
  readonly hasTimings: boolean;
  readonly initiator: string | null;
};

export type ResponseFacts = Pick<Response, 'statusKnown' | 'deliveredHeaderList' | 'fromCache' | 'ip' | 'receivedAt'>;

/** What holds for the whole exchange; on the request entry of its first hop. */
export interface ExchangeFacts {
  readonly browser: Browser | null;
  readonly tabId: number;
  readonly frameId: number;
  readonly documentId: string | null;
  readonly initiator: string | null;
  readonly resourceType: string;
  readonly startedAt: number;
  readonly end: End;
  readonly page: PageReport | null;
  readonly invisible: Invisible | null;
  readonly notKept?: NotKept;
}

export const exchangeFacts = (exchange: Exchange): ExchangeFacts => ({
  browser: exchange.browser,
  tabId: exchange.tabId,
  frameId: exchange.frameId,
  documentId: exchange.documentId,
  initiator: exchange.initiator,
  resourceType: exchange.resourceType,
  startedAt: exchange.startedAt,
  end: exchange.end,
  page: exchange.page,
  invisible: exchange.invisible,
  ...(exchange.notKept === undefined ? {} : { notKept: exchange.notKept }),
});

export function entryFacts(
  request: Request,
  response: Response | null,
  preflight: Hop['preflight'],
  url: string,
): EntryFacts {
  return {
    ...(url === request.url ? {} : { url: request.url }),
    startedAt: request.startedAt,
    sentAt: request.sentAt,
    headersSeen: request.headerList !== null,
    composedHeaderList: request.composedHeaderList,
    network: request.network && networkFacts(request.network),
    response: response && responseFacts(response),
    preflight: preflight && { requestId: preflight.requestId, end: preflight.end },
  };
}

const networkFacts = (network: NetworkEntry): NetworkFacts => ({
  startedAt: network.startedAt,
  duration: network.duration,
  error: network.error,
  responseBytes: network.responseBytes,
  httpVersion: network.httpVersion,
  hasTimings: network.timings !== null,
  initiator: network.initiator?.type ?? null,
});

const responseFacts = (response: Response): ResponseFacts => ({
  ...(response.statusKnown === undefined ? {} : { statusKnown: response.statusKnown }),
  deliveredHeaderList: response.deliveredHeaderList,
  fromCache: response.fromCache,
  ip: response.ip,
  receivedAt: response.receivedAt,
});
