import type { Observation, Sighting } from '../exchange/observation';
import type { HeaderList } from '../fetch-standard/header-list';

/**
 * The only file that knows the shape of `webRequest`.
 *
 * Chromium shows preflights, and the response of a blocked request, only to extensions that ask for `extraHeaders`;
 * Firefox throws on that word. So the wishes below are cut down to what the browser's own option enums name.
 */
const WISHES = ['requestHeaders', 'responseHeaders', 'extraHeaders'] as const;

/** What both browsers put into every event; members the other browser lacks are optional. */
interface Details {
  readonly requestId: string;
  readonly tabId: number;
  readonly frameId: number;
  readonly documentId?: string;
  readonly method: string;
  readonly url: string;
  /** Chromium. */
  readonly initiator?: string;
  /** Firefox: the URL of the document that asked. */
  readonly originUrl?: string;
  readonly type: string;
  readonly timeStamp: number;
  readonly requestHeaders?: readonly RawHeader[];
  readonly responseHeaders?: readonly RawHeader[];
  readonly statusCode?: number;
  readonly statusLine?: string;
  readonly redirectUrl?: string;
  readonly fromCache?: boolean;
  readonly ip?: string;
  readonly error?: string;
}

interface RawHeader {
  readonly name: string;
  readonly value?: string;
  readonly binaryValue?: ArrayBuffer | readonly number[];
}

interface EventLike {
  addListener(listener: (details: Details) => void, filter: { urls: string[] }, extraInfoSpec?: string[]): void;
  removeListener(listener: (details: Details) => void): void;
}

interface Stage {
  readonly event: string;
  /** The enum that lists what this event can be asked for. */
  readonly options: string;
  readonly read: (details: Details) => Observation;
}

/** The nine events in the order a request meets them. */
const STAGES: readonly Stage[] = [
  {
    event: 'onBeforeRequest',
    options: 'OnBeforeRequestOptions',
    read: (d) => ({ ...sightingOf(d), kind: 'request started' }),
  },
  {
    event: 'onBeforeSendHeaders',
    options: 'OnBeforeSendHeadersOptions',
    read: (d) => ({ ...sightingOf(d), kind: 'request headers composed', headerList: headerListOf(d.requestHeaders) }),
  },
  {
    event: 'onSendHeaders',
    options: 'OnSendHeadersOptions',
    read: (d) => ({ ...sightingOf(d), kind: 'request headers sent', headerList: headerListOf(d.requestHeaders) }),
  },
  {
    event: 'onHeadersReceived',
    options: 'OnHeadersReceivedOptions',
    read: (d) => ({ ...sightingOf(d), kind: 'response headers received', ...answerOf(d) }),
  },
  {
    event: 'onAuthRequired',
    options: 'OnAuthRequiredOptions',
    read: (d) => ({ ...sightingOf(d), kind: 'authentication asked', ...answerOf(d) }),
  },
  {
    event: 'onBeforeRedirect',
    options: 'OnBeforeRedirectOptions',
    read: (d) => ({ ...sightingOf(d), kind: 'redirected', ...answerOf(d), location: d.redirectUrl ?? '' }),
  },
  {
    event: 'onResponseStarted',
    options: 'OnResponseStartedOptions',
    read: (d) => ({ ...sightingOf(d), kind: 'response started', ...answerOf(d), ...sourceOf(d) }),
  },
  {
    event: 'onCompleted',
    options: 'OnCompletedOptions',
    read: (d) => ({ ...sightingOf(d), kind: 'completed', ...answerOf(d), ...sourceOf(d) }),
  },
  {
    event: 'onErrorOccurred',
    options: 'OnErrorOccurredOptions',
    read: (d) => ({ ...sightingOf(d), kind: 'failed', error: d.error ?? '', ...sourceOf(d) }),
  },
];

/**
 * Listens to every event of every request of the browser. Listeners alone slow every tab down (measured: ×1.3 and more),
 * so the caller starts them only while a DevTools window is open.
 *
 * @param observe called once per event, in the browser's order.
 * @param ownOrigin requests of this origin (our own pages) are left out.
 */
export function webRequestCapture(observe: (observation: Observation) => void, ownOrigin: string) {
  const listeners = STAGES.map(({ event, options, read }) => {
    const known = Object.values(memberOf<Record<string, string>>(options) ?? {});
    return {
      event: memberOf<EventLike>(event),
      spec: WISHES.filter((wish) => known.includes(wish)),
      listener: (details: Details): void => {
        const observation = read(details);
        if (observation.initiator !== ownOrigin) observe(observation);
      },
    };
  });
  let listening = false;

  return {
    start(): void {
      if (listening) return;
      listening = true;
      for (const { event, listener, spec } of listeners) {
        const filter = { urls: ['<all_urls>'] };
        // Firefox's onErrorOccurred takes no third argument, not even an empty one.
        if (spec.length > 0) event?.addListener(listener, filter, spec);
        else event?.addListener(listener, filter);
      }
    },
    stop(): void {
      if (!listening) return;
      listening = false;
      for (const { event, listener } of listeners) event?.removeListener(listener);
    },
  };
}

/** The typings know each event by its own type; here they are nine of a kind. */
const memberOf = <T>(name: string): T | undefined => Reflect.get(chrome.webRequest, name) as T | undefined;

function sightingOf(d: Details): Sighting {
  return {
    requestId: d.requestId,
    tabId: d.tabId,
    frameId: d.frameId,
    documentId: d.documentId ?? null,
    method: d.method,
    url: d.url,
    initiator: initiatorOf(d),
    resourceType: d.type,
    at: d.timeStamp,
  };
}

/** Chromium names the origin; Firefox the document's URL, and nothing for opaque origins and navigations. */
function initiatorOf({ initiator, originUrl }: Details): string | null {
  if (initiator !== undefined) return initiator;
  if (originUrl === undefined) return null;
  try {
    return new URL(originUrl).origin;
  } catch {
    return null;
  }
}

function headerListOf(headers: readonly RawHeader[] | undefined): HeaderList {
  return (headers ?? []).map(({ name, value, binaryValue }) => [name, value ?? isomorphicDecode(binaryValue)] as const);
}

/** https://infra.spec.whatwg.org/#isomorphic-decode: values that are not UTF-8 arrive as bytes. */
function isomorphicDecode(bytes: ArrayBuffer | readonly number[] | undefined): string {
  if (bytes === undefined) return '';
  return Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join('');
}

function answerOf(d: Details): { status: number; statusText: string; headerList: HeaderList } {
  return {
    status: d.statusCode ?? 0,
    statusText: (d.statusLine ?? '').split(' ').slice(2).join(' '),
    headerList: headerListOf(d.responseHeaders),
  };
}

const sourceOf = (d: Details): { fromCache: boolean; ip: string | null } => ({
  fromCache: d.fromCache ?? false,
  ip: d.ip ?? null,
});
