import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { get, type HeaderList } from '../../../src/fetch-standard/header-list';
import type { Cut } from './behaviour';

/** HTTP/1.1 as bytes: Node's own server refuses methods like `patch` and would not write what a broken server writes. */
export interface WireRequest {
  readonly method: string;
  /** Path and query as sent. */
  readonly target: string;
  readonly headerList: HeaderList;
  readonly body: Buffer;
}

/** The one request of a connection. Null: the peer left before it was whole, or does not speak HTTP. */
export function readRequest(socket: Socket): Promise<WireRequest | null> {
  return new Promise((resolve) => {
    let received = Buffer.alloc(0);
    const read = (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      const request = parse(received);
      // A method is a token; a TLS handshake begins with 0x16.
      const speaksHttp = /^[!#$%&'*+.^_`|~0-9A-Za-z-]/.test(received.toString('latin1', 0, 1));
      if (request || !speaksHttp) finish(request);
    };
    const left = () => finish(null);
    const finish = (request: WireRequest | null) => {
      socket.off('data', read).off('close', left).off('end', left);
      resolve(request);
    };
    socket.on('data', read).on('close', left).on('end', left);
  });
}

function parse(bytes: Buffer): WireRequest | null {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const [requestLine = '', ...lines] = bytes.toString('latin1', 0, end).split('\r\n');
  const [method = '', target = '/'] = requestLine.split(' ');
  const headerList = lines.map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1).trim()];
  });
  const rest = bytes.subarray(end + 4);
  if (get(headerList, 'Transfer-Encoding') === 'chunked') {
    return rest.includes('0\r\n\r\n') ? { method, target, headerList, body: rest } : null;
  }
  const length = Number(get(headerList, 'Content-Length') ?? 0);
  return rest.length < length ? null : { method, target, headerList, body: rest.subarray(0, length) };
}

export interface WireAnswer {
  readonly cut: Cut | null;
  readonly status: number;
  readonly reason: string;
  /** Header lines of a 103 ahead of it; empty: there is none. */
  readonly early: readonly string[];
  /** `Name: value` each, in whatever state. */
  readonly lines: readonly string[];
  readonly body: Buffer;
}

/** Writes the answer and ends the connection. Text above U+00FF goes out as UTF-8. */
export function writeAnswer(socket: Socket, { cut, status, reason, early, lines, body }: WireAnswer): void {
  const statusLine = `HTTP/1.1 ${status} ${reason}`;
  const connection = status === 101 ? [] : ['Connection: close'];
  switch (cut) {
    case 'never':
      return;
    case 'silent':
      return void socket.end();
    case 'reset':
      // Node resets plain sockets only.
      return void (socket instanceof TLSSocket ? socket.destroy() : socket.resetAndDestroy());
    case 'garbage':
      return void socket.end('SSH-2.0-OpenSSH_9.2\r\n');
    case 'headers':
      return void socket.end(`${statusLine}\r\nContent-Ty`);
    case 'body':
    case null:
      if (early.length > 0) socket.write(['HTTP/1.1 103 Early Hints', ...early, '', ''].join('\r\n'));
      socket.write([statusLine, ...lines, ...connection, '', ''].join('\r\n'));
      if (status !== 101) socket.end(body);
  }
}
