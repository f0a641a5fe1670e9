import type { Initiator, StackFrame, Timings } from '../exchange/exchange';
import type { ArrivedEntry } from '../exchange/network-join';

/** Chromium's own additions to HAR, and what may be absent. */
interface RawEntry {
  readonly startedDateTime: string | Date;
  readonly time?: number;
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers?: readonly { readonly name: string; readonly value: string }[];
    readonly postData?: { readonly mimeType?: string; readonly text?: string };
    readonly httpVersion?: string;
  };
  readonly response: {
    readonly status?: number;
    readonly headers?: readonly { readonly name: string; readonly value: string }[];
    readonly bodySize?: number;
    readonly _transferSize?: number;
    readonly _error?: string | null;
  };
  readonly timings?: Partial<Record<keyof Timings, number | null>>;
  readonly _resourceType?: string;
  readonly _initiator?: { readonly type?: string; readonly stack?: RawStack };
}

interface RawStack {
  readonly callFrames?: readonly {
    readonly functionName?: string;
    readonly url?: string;
    readonly lineNumber?: number;
    readonly columnNumber?: number;
  }[];
  readonly parent?: RawStack;
}

/** What `devtools.network` hands over, a HAR entry with each browser's own additions, as the log takes it. */
export function arrivedEntryOf(request: unknown): ArrivedEntry {
  const raw = request as RawEntry;
  const { method, url, headers, postData, httpVersion } = raw.request;
  return {
    url,
    method,
    isPreflight:
      raw._resourceType === 'preflight' ||
      (method === 'OPTIONS' &&
        (headers ?? []).some(({ name }) => name.toLowerCase() === 'access-control-request-method')),
    status: raw.response.status ?? 0,
    resourceType: raw._resourceType ?? null,
    startedAt: new Date(raw.startedDateTime).getTime(),
    duration: raw.time ?? 0,
    timings: timingsOf(raw.timings),
    initiator: initiatorOf(raw._initiator),
    error: raw.response._error || null,
    postData: postData ? { mimeType: postData.mimeType ?? '', text: postData.text ?? '' } : null,
    responseBytes: raw.response._transferSize ?? raw.response.bodySize ?? null,
    httpVersion: httpVersion || null,
    requestHeaderList: (headers ?? []).map(({ name, value }) => [name, value] as const),
    responseHeaderList: (raw.response.headers ?? []).map(({ name, value }) => [name, value] as const),
  };
}

function timingsOf(raw: RawEntry['timings']): Timings | null {
  if (raw === undefined) return null;
  const ms = (name: keyof Timings): number => raw[name] ?? -1;
  return {
    blocked: ms('blocked'),
    dns: ms('dns'),
    connect: ms('connect'),
    ssl: ms('ssl'),
    send: ms('send'),
    wait: ms('wait'),
    receive: ms('receive'),
  };
}

/** As many frames as an editor can use. */
const FRAMES_AT_MOST = 50;

function initiatorOf(raw: RawEntry['_initiator']): Initiator | null {
  if (raw === undefined) return null;
  const stack: StackFrame[] = [];
  for (let part = raw.stack; part !== undefined && stack.length < FRAMES_AT_MOST; part = part.parent) {
    for (const { functionName, url, lineNumber, columnNumber } of part.callFrames ?? []) {
      // The protocol counts from 0, editors from 1.
      stack.push({
        functionName: functionName ?? '',
        url: url ?? '',
        line: (lineNumber ?? 0) + 1,
        column: (columnNumber ?? 0) + 1,
      });
    }
  }
  return { type: raw.type ?? 'other', stack };
}
