import { createHash } from 'node:crypto';
import { get } from '../../../src/fetch-standard/header-list';
import { type Behaviour, behaviourOf } from './behaviour';
import type { WireAnswer, WireRequest } from './wire';

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const REASONS: Record<number, string> = {
  101: 'Switching Protocols',
  200: 'OK',
  204: 'No Content',
  206: 'Partial Content',
  301: 'Moved Permanently',
  302: 'Found',
  303: 'See Other',
  304: 'Not Modified',
  307: 'Temporary Redirect',
  308: 'Permanent Redirect',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  413: 'Content Too Large',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

/** How often each URL was asked, preflights apart, and how many answers there were: what `status` lists and `numbered` count. */
export interface Tally {
  readonly asked: Map<string, number>;
  answers: number;
}

/** What the request's query string asks for (see `Behaviour`), after the delay it asks for. */
export async function answerTo(request: WireRequest, tally: Tally): Promise<WireAnswer> {
  const { searchParams } = new URL(request.target, 'http://lab');
  const isPreflight = request.method === 'OPTIONS' && get(request.headerList, 'Access-Control-Request-Method') !== null;
  const { preflight, ...own } = behaviourOf(searchParams);
  const says: Behaviour = isPreflight && preflight ? preflight : own;

  const asked = `${isPreflight ? 'preflight ' : ''}${request.target}`;
  const turn = tally.asked.get(asked) ?? 0;
  tally.asked.set(asked, turn + 1);
  tally.answers += 1;
  const number = tally.answers;
  if (says.delay) await elapsed(between(says.delay));

  const key = get(request.headerList, 'Sec-WebSocket-Key');
  const upgrades = key !== null && says.status === undefined;
  const revalidated = says.etag !== undefined && get(request.headerList, 'If-None-Match') === says.etag;
  const status = upgrades ? 101 : revalidated ? 304 : statusOf(says, turn);
  const hasBody = status !== 101 && status !== 204 && status !== 304;
  const body = hasBody ? bodyOf(says) : Buffer.alloc(0);
  const written = (line: string) => filledIn(unescaped(line), get(request.headerList, 'Origin') ?? '', request.target);
  const given = (says.headers ?? []).map(written);
  const has = (name: string) => given.some((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}:`));
  const lines = [
    ...given,
    ...(says.redirect === undefined ? [] : [`Location: ${says.redirect}`]),
    ...(says.etag === undefined ? [] : [`ETag: ${says.etag}`]),
    ...(says.padding === undefined ? [] : [`X-Padding: ${'p'.repeat(says.padding)}`]),
    ...(says.numbered ? [`X-Request-Id: ${number}`] : []),
    ...(upgrades ? [`Sec-WebSocket-Accept: ${accepted(key)}`, 'Upgrade: websocket', 'Connection: Upgrade'] : []),
    ...(hasBody && !has('Content-Type')
      ? [`Content-Type: ${says.type ?? (says.pixel ? 'image/png' : 'text/plain')}`]
      : []),
    ...(has('Cache-Control') || status === 304 ? [] : ['Cache-Control: no-store']),
    ...(hasBody && !has('Content-Length') ? [`Content-Length: ${body.length + (says.cut === 'body' ? 1000 : 0)}`] : []),
  ];
  return {
    cut: says.cut ?? null,
    status,
    reason: says.reason ?? REASONS[status] ?? 'Status',
    early: (says.early ?? []).map(written),
    lines,
    body: request.method === 'HEAD' ? Buffer.alloc(0) : body,
  };
}

function statusOf(says: Behaviour, turn: number): number {
  const statuses = says.status === undefined ? [] : [says.status].flat();
  return statuses[Math.min(turn, statuses.length - 1)] ?? (says.redirect === undefined ? 200 : 302);
}

function bodyOf(says: Behaviour): Buffer {
  if (says.pixel) return PIXEL;
  if (says.bytes !== undefined) return Buffer.alloc(says.bytes, '.');
  return Buffer.from(says.body ?? 'An answer of the lab.\n');
}

function between(delay: NonNullable<Behaviour['delay']>): number {
  const [from, to] = typeof delay === 'number' ? [delay, delay] : delay;
  return from + Math.random() * (to - from);
}

const elapsed = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function filledIn(line: string, origin: string, self: string): string {
  const [scheme = '', host = ''] = origin.split('://');
  const [, hostname = host, port = ''] = /^(.*?)(?::(\d+))?$/.exec(host) ?? [];
  const values: Record<string, string> = { self, origin, ORIGIN: origin.toUpperCase(), host, scheme, hostname, port };
  return line.replace(/\{(\w+)\}/g, (placeholder, name: string) => values[name] ?? placeholder);
}

const ESCAPES: Record<string, string> = { r: '\r', n: '\n', t: '\t', '0': '\0' };

const unescaped = (line: string) =>
  line.replace(/\\(?:x([0-9A-Fa-f]{2})|([rnt0]))/g, (_, hex: string | undefined, letter: string) =>
    hex ? String.fromCharCode(Number.parseInt(hex, 16)) : (ESCAPES[letter] ?? letter),
  );

/** https://www.rfc-editor.org/rfc/rfc6455#section-4.2.2 */
const accepted = (key: string) =>
  createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
