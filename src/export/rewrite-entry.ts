import type { Timings } from '../exchange/exchange';
import { arrayOf, flagOf, type JsonObject, looseText, numberOf, objectOf, textOf } from '../import/loose-json';
import { recordedUrl } from '../import/recorded-url';
import { isoDate, totalOf } from './har-timings';
import { harUrl, queryStringOf } from './har-url';
import { protocolOf } from './redact';
import { redactBody } from './redact-body';
import { redactContentType, redactHeader, redactHeaderName } from './redact-header';
import { redactLoose, redactText, redactUrl } from './redact-url';
import type { Hide } from './redaction';

/**
 * A HAR entry of any tool, as it may leave: the members that are known, each redacted, in a form that validates.
 * Members nobody knows are left out, for nobody knows what they hold; so are bodies of answers and socket messages.
 */
export function rewriteEntry(entry: JsonObject, pageIds: ReadonlySet<string>, hide: Hide): JsonObject {
  const pageref = textOf(entry['pageref']);
  const response = objectOf(entry['response']);
  const timings = accountedFor(rewriteTimings(objectOf(entry['timings']) ?? {}), numberOf(entry['time']) ?? 0);
  return {
    ...(pageref !== null && pageIds.has(pageref) ? { pageref } : {}),
    startedDateTime: rewriteDate(entry['startedDateTime']),
    time: totalOf(timings),
    request: rewriteRequest(objectOf(entry['request']) ?? {}, hide),
    response: rewriteResponse(response ?? {}, hide),
    // HAR wants a response of every entry; that there was none is told apart from an empty one.
    ...(response === null || entry['_unanswered'] === true ? { _unanswered: true } : {}),
    cache: {},
    timings,
    ...connection(entry),
    ...texts(entry, ['_resourceType', '_priority', '_fromCache', '_fetchType', '_error'], hide),
    ...flags(entry, ['_apiRequest', '_wasAborted', '_wasFulfilled', '_wasContinued']),
    ...address(entry),
    ...initiator(entry, hide),
  };
}

const isoPattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

function rewriteDate(value: unknown): string {
  const text = textOf(value);
  if (text !== null && isoPattern.test(text) && !Number.isNaN(Date.parse(text))) return text;
  const at = typeof value === 'number' ? value : Date.parse(text ?? '');
  return isoDate(Number.isFinite(at) ? at : null);
}

function rewriteRequest(request: JsonObject, hide: Hide): JsonObject {
  const recorded = redactUrl(recordedUrl(request) ?? '', hide);
  const url = harUrl(recorded);
  const postData = objectOf(request['postData']);
  return {
    // Without one it is read as GET, and so is what is written here.
    method: redactText(textOf(request['method']) ?? 'GET', 'method', hide),
    url,
    ...(url === recorded ? {} : { _urlAsRecorded: recorded }),
    httpVersion: protocolOf(textOf(request['httpVersion']) ?? ''),
    cookies: rewriteCookies(request['cookies'], hide),
    headers: rewriteHeaders(request['headers'], hide),
    queryString: queryStringOf(url),
    ...(postData ? { postData: rewritePostData(postData, hide) } : {}),
    headersSize: size(request['headersSize']),
    bodySize: size(request['bodySize']),
  };
}

function rewriteResponse(response: JsonObject, hide: Hide): JsonObject {
  const content = objectOf(response['content']) ?? {};
  const status = numberOf(response['status']) ?? 0;
  return {
    status: Number.isInteger(status) && status > 0 ? status : 0,
    statusText: redactLoose(textOf(response['statusText']) ?? '', 'statusText', hide),
    httpVersion: protocolOf(textOf(response['httpVersion']) ?? ''),
    cookies: rewriteCookies(response['cookies'], hide),
    headers: rewriteHeaders(response['headers'], hide),
    content: {
      size: Math.max(0, size(content['size'])),
      mimeType: redactContentType(textOf(content['mimeType']) ?? 'x-unknown', hide),
    },
    redirectURL: redactUrl(textOf(response['redirectURL']) ?? '', hide),
    headersSize: size(response['headersSize']),
    bodySize: size(response['bodySize']),
    ...texts(response, ['_error', '_failureText'], hide),
    ...(numberOf(response['_transferSize']) === null ? {} : { _transferSize: numberOf(response['_transferSize']) }),
  };
}

const size = (value: unknown): number => {
  const number = numberOf(value);
  return number !== null && Number.isSafeInteger(number) && number >= 0 ? number : -1;
};

const rewriteHeaders = (value: unknown, hide: Hide): JsonObject[] =>
  arrayOf(value).flatMap((item) => {
    const header = objectOf(item);
    const name = textOf(header?.['name']);
    if (!header || name === null) return [];
    return [{ name: redactHeaderName(name, hide), value: redactHeader(name, looseText(header['value']), [], hide) }];
  });

/** Names as in the header; a value says no more here than there. */
const rewriteCookies = (value: unknown, hide: Hide): JsonObject[] =>
  arrayOf(value).flatMap((item) => {
    const cookie = objectOf(item);
    const name = textOf(cookie?.['name']);
    if (!cookie || name === null) return [];
    // By way of the header, so that the same names are shown and the same values have the same labels.
    const value = looseText(cookie['value']);
    const pair = redactHeader('Cookie', name === '' ? value : `${name}=${value}`, [], hide);
    const equals = pair.indexOf('=');
    const sameSite = textOf(cookie['sameSite']);
    const expires = textOf(cookie['expires']);
    return [
      {
        ...(equals < 0 ? { name: '', value: pair } : { name: pair.slice(0, equals), value: pair.slice(equals + 1) }),
        ...(expires !== null && isoPattern.test(expires) && !Number.isNaN(Date.parse(expires)) ? { expires } : {}),
        ...flags(cookie, ['httpOnly', 'secure']),
        ...(sameSite !== null && /^(?:strict|lax|none)$/i.test(sameSite) ? { sameSite } : {}),
      },
    ];
  });

function rewritePostData(postData: JsonObject, hide: Hide): JsonObject {
  const mimeType = textOf(postData['mimeType']) ?? '';
  const params = arrayOf(postData['params']);
  // HAR wants one of the two, so a form's parameters are told by their text where there is one.
  const text = textOf(postData['text']) || params.map((param) => looseText(objectOf(param)?.['value'])).join('&');
  return { mimeType: redactContentType(mimeType, hide), text: redactBody(mimeType, text, false, hide) };
}

/** HAR: `time` is the sum of the timings. Where a tool says it took longer, nobody knows what the rest was spent on: it waited. */
function accountedFor(timings: Timings, time: number): Timings {
  const rest = time - totalOf(timings);
  return rest > 0.01 ? { ...timings, blocked: Math.max(0, timings.blocked) + rest } : timings;
}

function rewriteTimings(timings: JsonObject): Timings {
  const optional = (name: string) => Math.max(-1, numberOf(timings[name]) ?? -1);
  const needed = (name: string) => Math.max(0, numberOf(timings[name]) ?? 0);
  const connect = optional('connect');
  return {
    blocked: optional('blocked'),
    dns: optional('dns'),
    connect,
    ssl: Math.min(optional('ssl'), Math.max(connect, -1)),
    send: needed('send'),
    wait: needed('wait'),
    receive: needed('receive'),
  };
}

function texts(from: JsonObject, names: readonly string[], hide: Hide): JsonObject {
  return Object.fromEntries(
    names.flatMap((name) => {
      const text = textOf(from[name]);
      return text === null ? [] : [[name, redactLoose(text, name, hide)]];
    }),
  );
}

const flags = (from: JsonObject, names: readonly string[]): JsonObject =>
  Object.fromEntries(
    names.flatMap((name) => {
      const flag = flagOf(from[name]);
      return flag === null ? [] : [[name, flag]];
    }),
  );

/** A port or a number of the tool's own. */
function connection(entry: JsonObject): JsonObject {
  const text = textOf(entry['connection']);
  return text !== null && /^\d{1,12}$/.test(text) ? { connection: text } : {};
}

function address(entry: JsonObject): JsonObject {
  const ip = (textOf(entry['serverIPAddress']) ?? '').replace(/^\[(.*)\]$/, '$1');
  const isV4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/.test(ip);
  const isV6 = /^[0-9A-Fa-f:]+$/.test(ip) && ip.includes(':') && URL.canParse(`http://[${ip}]/`);
  return isV4 || isV6 ? { serverIPAddress: ip } : {};
}

/** Chrome's: what it says of the place in the source is kept, with the URLs redacted. */
function initiator(entry: JsonObject, hide: Hide): JsonObject {
  const from = objectOf(entry['_initiator']);
  const type = textOf(from?.['type']);
  if (!from || type === null) return {};
  return {
    _initiator: {
      type: redactText(type, '_initiator', hide),
      ...urls(from, hide),
      ...(numberOf(from['lineNumber']) === null ? {} : { lineNumber: numberOf(from['lineNumber']) }),
      ...texts(from, ['requestId'], hide),
      ...stack(objectOf(from['stack']), hide, 0),
    },
  };
}

const urls = (from: JsonObject, hide: Hide): JsonObject => {
  const url = textOf(from['url']);
  return url === null ? {} : { url: redactUrl(url, hide) };
};

function stack(from: JsonObject | null, hide: Hide, depth: number): JsonObject {
  if (!from || depth > 32) return {};
  const parent = stack(objectOf(from['parent']), hide, depth + 1)['stack'];
  return {
    stack: {
      ...texts(from, ['description'], hide),
      callFrames: arrayOf(from['callFrames']).flatMap((item) => {
        const frame = objectOf(item);
        if (!frame) return [];
        return [
          {
            functionName: redactLoose(textOf(frame['functionName']) ?? '', '_initiator', hide),
            scriptId: '',
            url: redactUrl(textOf(frame['url']) ?? '', hide),
            lineNumber: numberOf(frame['lineNumber']) ?? 0,
            columnNumber: numberOf(frame['columnNumber']) ?? 0,
          },
        ];
      }),
      ...(parent === undefined ? {} : { parent }),
    },
  };
}
