import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How the server answers a held request. Every answer bears a tag of its own, so that one can be told from the other. */
export interface Release {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Held {
  readonly tag: string;
  readonly method: string;
  readonly url: string;
  release(how?: Release): void;
}

/**
 * A server that answers nothing by itself. Who holds the answers knows which preflight made way for which request:
 * answer one preflight, and the next request to arrive is the one that waited for it – browsers tell nobody.
 */
export interface HoldingServer {
  readonly origin: string;
  /** Unanswered requests in order of arrival. */
  readonly preflights: readonly Held[];
  readonly requests: readonly Held[];
  close(): void;
}

export async function holdingServer(): Promise<HoldingServer> {
  const preflights: Held[] = [];
  const requests: Held[] = [];
  let tags = 0;

  const hold = (request: IncomingMessage, response: ServerResponse): void => {
    const isPreflight = 'access-control-request-method' in request.headers;
    const list = isPreflight ? preflights : requests;
    tags += 1;
    const held: Held = {
      tag: String(tags),
      method: request.method ?? '',
      url: request.url ?? '',
      release({ status = 200, headers = {} } = {}) {
        list.splice(list.indexOf(held), 1);
        response.writeHead(status, {
          'x-tag': held.tag,
          // Kept by exports, unlike the other.
          'x-request-id': held.tag,
          'access-control-allow-origin': request.headers.origin ?? '*',
          'access-control-allow-credentials': 'true',
          'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE',
          'access-control-allow-headers': 'content-type, x-a, x-b',
          'access-control-expose-headers': 'x-tag',
          'access-control-max-age': '0',
          vary: 'Origin',
          // Kept connections, some of 60 requests at once wait for 20 s in Firefox before they are sent.
          connection: 'close',
          ...headers,
        });
        response.end();
      },
    };
    list.push(held);
  };

  const server = createServer(hold);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    preflights,
    requests,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
