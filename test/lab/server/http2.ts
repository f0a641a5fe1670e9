import { constants, createSecureServer, type ServerHttp2Session, type ServerHttp2Stream } from 'node:http2';
import type { Certificate } from './certificate';
import type { WireAnswer, WireRequest } from './wire';

/** Serves the same language over HTTP/2, where header names are lower-case and request bodies may stream. */
export async function listenHttp2(options: {
  readonly port: number;
  readonly certificate: Certificate;
  readonly answerTo: (request: WireRequest) => Promise<WireAnswer>;
}): Promise<{ port: number; close(): Promise<void> }> {
  const sessions = new Set<ServerHttp2Session>();
  const server = createSecureServer({ key: options.certificate.key, cert: options.certificate.cert });
  server.on('session', (session) => {
    sessions.add(session);
    session.on('close', () => sessions.delete(session));
    session.on('error', () => session.destroy());
  });
  server.on('stream', async (stream, headers) => {
    stream.on('error', () => stream.destroy());
    const headerList = Object.entries(headers)
      .filter(([name]) => !name.startsWith(':'))
      .map(([name, value]): [string, string] => [name, String(value)]);
    const body = Buffer.alloc(0);
    stream.resume();
    const answer = await options.answerTo({
      method: headers[':method'] ?? 'GET',
      target: headers[':path'] ?? '/',
      headerList,
      body,
    });
    if (!stream.destroyed) respond(stream, answer);
  });
  const port = await new Promise<number>((resolve) => {
    const listening = () => resolve((server.address() as { port: number }).port);
    server.once('error', () => server.listen(0, '127.0.0.1', listening));
    server.listen(options.port, '127.0.0.1', listening);
  });
  return {
    port,
    close: async () => {
      for (const session of sessions) session.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function respond(stream: ServerHttp2Stream, answer: WireAnswer): void {
  if (answer.cut === 'never') return;
  if (answer.cut !== null) {
    stream.close(constants.NGHTTP2_INTERNAL_ERROR);
    return;
  }
  const headers: Record<string, string[]> = {};
  for (const line of answer.lines) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).toLowerCase();
    headers[name] = [...(headers[name] ?? []), line.slice(colon + 1).trim()];
  }
  const single = Object.fromEntries(
    Object.entries(headers).map(([name, values]) => [name, values.length === 1 ? (values[0] ?? '') : values]),
  );
  try {
    stream.respond({ ':status': answer.status, ...single });
    stream.end(answer.body);
  } catch {
    // Names with a blank and some repeated headers: Node writes them over HTTP/1.1 only.
    stream.close(constants.NGHTTP2_INTERNAL_ERROR);
  }
}
