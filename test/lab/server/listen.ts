import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { Certificate } from './certificate';
import { readRequest, type WireRequest } from './wire';

export interface Listening {
  readonly port: number;
  /** Does `[::1]` answer too? */
  readonly ipv6: boolean;
  close(): Promise<void>;
}

export interface ListenOptions {
  /** Taken when it is free on 127.0.0.1 and, where the machine has it, on ::1; else the system chooses. */
  readonly port: number;
  /** null: plain HTTP. */
  readonly certificate: Certificate | null;
  readonly serve: (request: WireRequest, socket: Socket) => Promise<void>;
}

/** Serves HTTP/1.1, one request per connection, on both loopback addresses. */
export async function listen({ port, certificate, serve }: ListenOptions): Promise<Listening> {
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // A browser that aborts resets the connection: that is its right, and what many scenarios are about.
    socket.on('error', () => socket.destroy());
  };
  const accept = async (socket: Socket) => {
    keep(socket);
    const request = await readRequest(socket);
    if (request) await serve(request, socket);
    else socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
  };
  const make = () =>
    certificate
      ? createTlsServer({ key: certificate.key, cert: certificate.cert, ALPNProtocols: ['http/1.1'] }, accept).on(
          'connection',
          keep,
        )
      : createServer(accept);

  const { servers, port: taken } = await onBothAddresses(make, port);
  return {
    port: taken,
    ipv6: servers.length > 1,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
}

async function onBothAddresses(make: () => Server, wanted: number): Promise<{ servers: Server[]; port: number }> {
  for (const port of [wanted, 0, 0, 0]) {
    const four = await bind(make(), port, '127.0.0.1');
    if (typeof four === 'string') continue;
    const { port: taken } = four.address() as { port: number };
    const six = await bind(make(), taken, '::1');
    if (typeof six !== 'string') return { servers: [four, six], port: taken };
    if (six !== 'EADDRINUSE') return { servers: [four], port: taken };
    four.close();
  }
  throw new Error('The lab found no port that is free on 127.0.0.1 and on ::1.');
}

function bind(server: Server, port: number, host: string): Promise<Server | string> {
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen(port, host, () => resolve(server));
  });
}
