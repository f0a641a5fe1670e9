import type { NetworkEntry, StackFrame, Timings } from '../exchange/exchange';
import type { SecretCollector } from '../export/known-secrets';
import type { HeaderList } from '../fetch-standard/header-list';
import { arrayOf, type JsonObject, looseText, numberOf, objectOf, textOf } from './loose-json';
import { recordedUrl } from './recorded-url';
import { isBrowsersWord, type Recorder } from './recorder';

/** One HAR entry with what pairing and diagnosis read, in one shape whoever wrote it. The rest stays in `entry` until asked for. */
export interface EntryView {
  /** Its place in `log.entries`. */
  readonly index: number;
  readonly url: string;
  readonly method: string;
  /** ms since the epoch; null: the file has no readable date. */
  readonly startedAt: number | null;
  /** ms */
  readonly duration: number;
  readonly status: number;
  readonly statusText: string;
  /** Where the answer sends the browser, as the file has it. */
  readonly redirectURL: string;
  /** The browser's own word for why it failed; null: the file has none. */
  readonly error: string | null;
  /** What a tool that is no browser says of it: why it got no answer. */
  readonly trouble: string | null;
  /** Some tools write requests down before their answer, and some files never had any. */
  readonly hasResponse: boolean;
  readonly resourceType: string;
  /** `Origin` and `Access-Control-Request-Method` of the request. */
  readonly origin: string | null;
  readonly asks: string | null;
  /** `User-Agent`; null: it has none, or the browser is known without. */
  readonly userAgent: string | null;
  readonly isPreflight: boolean;
  /** It has a `_cors`, so our own exporter may have written it. */
  readonly isOurs: boolean;
  /** All of it, read once more from the file. */
  readonly entry: () => JsonObject;
}

/**
 * @param item one of `log.entries`
 * @param again reads the same item once more: of most of a large file nobody asks more than is in this view, so it is not kept
 * @param secrets is told of its cookies and credentials
 * @returns null: it says too little to be a request
 */
export function viewOf(
  item: unknown,
  index: number,
  recorder: Recorder,
  again: (index: number) => unknown,
  secrets: SecretCollector,
): EntryView | null {
  const entry = objectOf(item);
  const request = objectOf(entry?.['request']);
  if (!entry || !request) return null;
  const isOurs = entry['_cors'] !== undefined;
  const url = recordedUrl(request) ?? (isOurs ? textOf(request['url']) : null);
  if (url === null) return null;
  const answer = objectOf(entry['response']);
  // Here, where the entry is at hand: to parse it once more would take as long as all the rest.
  for (const side of [request, answer]) noteSecrets(side, secrets);
  secrets.noteUrl(url);
  const response = answer ?? {};
  const method = textOf(request['method']) ?? 'GET';
  // The way of a browser to its proxy; no page can ask for one.
  if (method === 'CONNECT' && !isOurs) return null;
  const resourceType = (textOf(entry['_resourceType']) ?? '').toLowerCase();
  const word = errorOf(entry, response);
  const error = word !== null && isBrowsersWord(recorder, word) ? word : null;
  const asks = method === 'OPTIONS' ? headerIn(request, 'access-control-request-method') : null;
  const isPreflight =
    resourceType === 'preflight' || objectOf(entry['_initiator'])?.['type'] === 'preflight' || asks !== null;
  return {
    index,
    url,
    method,
    startedAt: dateOf(entry['startedDateTime']),
    duration: Math.max(0, numberOf(entry['time']) ?? 0),
    status: numberOf(response['status']) ?? 0,
    statusText: textOf(response['statusText']) ?? '',
    redirectURL: textOf(response['redirectURL']) ?? '',
    error,
    trouble: error === null ? word : null,
    hasResponse: answer !== null && entry['_unanswered'] !== true,
    resourceType,
    origin: headerIn(request, 'origin'),
    asks,
    userAgent: recorder.browser === null ? headerIn(request, 'user-agent') : null,
    isPreflight,
    isOurs,
    entry: () => objectOf(again(index)) ?? {},
  };
}

function noteSecrets(side: JsonObject | null, secrets: SecretCollector): void {
  for (const item of arrayOf(side?.['headers'])) {
    const header = objectOf(item);
    const name = header?.['name'];
    if (header && typeof name === 'string') secrets.noteHeader(name, looseText(header['value']));
  }
}

/** Chrome and Safari: `response._error`. Playwright: `response._failureText`. Ours and some others: `_error` on the entry. */
function errorOf(entry: JsonObject, response: JsonObject): string | null {
  const error = textOf(response['_error']) ?? textOf(entry['_error']) ?? textOf(response['_failureText']);
  if (error === null || error === '') return null;
  // Playwright: the test itself took it out of the way, with a word of the browser's that it chose.
  return entry['_wasAborted'] === true ? `route.abort() of the test (${error})` : error;
}

function dateOf(value: unknown): number | null {
  const at = typeof value === 'number' ? value : Date.parse(textOf(value) ?? '');
  return Number.isFinite(at) ? at : null;
}

export const requestHeadersOf = ({ entry }: EntryView): HeaderList => headerListOf(entry(), 'request');
export const responseHeadersOf = ({ entry }: EntryView): HeaderList => headerListOf(entry(), 'response');

/** Pseudo-headers of HTTP/2 are none; a line break joins what were lines of their own (the DevTools protocol does so). */
function headerListOf(entry: JsonObject, side: 'request' | 'response'): HeaderList {
  // Our own exporter writes header lists as they were recorded.
  const asIs = entry['_corsLens'] !== undefined;
  const list: (readonly [string, string])[] = [];
  for (const item of arrayOf(objectOf(entry[side])?.['headers'])) {
    const header = objectOf(item);
    const name = textOf(header?.['name']);
    if (!header || name === null || (name.startsWith(':') && !asIs)) continue;
    const text = looseText(header['value']);
    if (text.includes('\n') && !asIs) for (const line of text.split(/\r?\n/)) list.push([name, line]);
    else list.push([name, text]);
  }
  return side === 'request' && !asIs ? withoutDoubles(list) : list;
}

/** Browsers send no header twice; chrome-har lists those that it was told of in two events. */
function withoutDoubles(list: HeaderList): HeaderList {
  if (!hasNameTwice(list)) return list;
  const seen = new Set<string>();
  for (const [name, value] of list) seen.add(`${name.toLowerCase()}:${value}`);
  if (seen.size === list.length) return list;
  seen.clear();
  return list.filter(([name, value]) => {
    const key = `${name.toLowerCase()}:${value}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** Of most lists the lengths of the names say that there is none, so nothing is made for them. */
function hasNameTwice(list: HeaderList): boolean {
  if (list.length > 64) return true;
  for (let i = 1; i < list.length; i++) {
    const name = list[i]?.[0] ?? '';
    for (let j = 0; j < i; j++) {
      const other = list[j]?.[0] ?? '';
      if (other.length === name.length && other.toLowerCase() === name.toLowerCase()) return true;
    }
  }
  return false;
}

/** The first header of this (lower-case) name, found without making a list. */
export const requestHeader = ({ entry }: EntryView, name: string): string | null =>
  headerIn(objectOf(entry()['request']), name);
export const responseHeader = ({ entry }: EntryView, name: string): string | null =>
  headerIn(objectOf(entry()['response']), name);

function headerIn(side: JsonObject | null, name: string): string | null {
  for (const item of arrayOf(side?.['headers'])) {
    const header = objectOf(item);
    const found = header?.['name'];
    if (typeof found === 'string' && found.length === name.length && found.toLowerCase() === name) {
      return looseText(header?.['value']);
    }
  }
  return null;
}

/** Everything of the entry that webRequest would not have told. */
export function networkOf(view: EntryView): NetworkEntry {
  const entry = view.entry();
  const response = objectOf(entry['response']);
  const bytes = numberOf(objectOf(response?.['content'])?.['size']);
  return {
    startedAt: view.startedAt ?? 0,
    duration: view.duration,
    timings: timingsOf(entry['timings']),
    initiator: initiatorOf(entry['_initiator']),
    error: view.error,
    postData: postDataOf(objectOf(entry['request'])?.['postData']),
    responseBytes: bytes !== null && bytes >= 0 ? bytes : null,
    httpVersion: textOf(objectOf(entry['request'])?.['httpVersion']) || null,
  };
}

function timingsOf(value: unknown): Timings | null {
  const timings = objectOf(value);
  if (!timings || Object.keys(timings).length === 0) return null;
  const part = (name: string) => numberOf(timings[name]) ?? -1;
  return {
    blocked: part('blocked'),
    dns: part('dns'),
    connect: part('connect'),
    ssl: part('ssl'),
    send: part('send'),
    wait: part('wait'),
    receive: part('receive'),
  };
}

/** Chrome's: call frames count from 0, and async parents hang below. */
function initiatorOf(value: unknown): NetworkEntry['initiator'] {
  const initiator = objectOf(value);
  const type = textOf(initiator?.['type']);
  if (!initiator || type === null || type === 'preflight') return null;
  const stack: StackFrame[] = [];
  for (
    let part = objectOf(initiator['stack']), depth = 0;
    part && depth < 32;
    part = objectOf(part['parent']), depth++
  ) {
    for (const frame of arrayOf(part['callFrames']).flatMap(frameOf)) stack.push(frame);
  }
  const url = textOf(initiator['url']);
  if (stack.length === 0 && url !== null) {
    stack.push({ functionName: '', url, line: (numberOf(initiator['lineNumber']) ?? 0) + 1, column: 1 });
  }
  return { type, stack };
}

function frameOf(value: unknown): StackFrame[] {
  const frame = objectOf(value);
  const url = textOf(frame?.['url']);
  if (!frame || url === null) return [];
  return [
    {
      functionName: textOf(frame['functionName']) ?? '',
      url,
      line: (numberOf(frame['lineNumber']) ?? 0) + 1,
      column: (numberOf(frame['columnNumber']) ?? 0) + 1,
    },
  ];
}

function postDataOf(value: unknown): NetworkEntry['postData'] {
  const postData = objectOf(value);
  if (!postData) return null;
  const mimeType = textOf(postData['mimeType']) ?? '';
  const text = textOf(postData['text']);
  if (text) return { mimeType, text };
  const params = arrayOf(postData['params']).flatMap((param) => {
    const name = textOf(objectOf(param)?.['name']);
    return name === null
      ? []
      : [
          `${encodeURIComponent(wellFormed(name))}=${encodeURIComponent(wellFormed(looseText(objectOf(param)?.['value'])))}`,
        ];
  });
  if (params.length > 0) return { mimeType, text: params.join('&') };
  return text === null ? null : { mimeType, text };
}

/** `encodeURIComponent` throws at half a surrogate pair. */
const wellFormed = (text: string): string => text.replace(/[\uD800-\uDFFF]/gu, '\uFFFD');
