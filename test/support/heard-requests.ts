import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it arrived, byte for byte. */
export interface Heard {
  readonly method: string;
  readonly url: string;
  /** Names and values in turns, as Latin-1. */
  readonly headers: readonly string[];
  readonly body: Buffer;
}

export interface Listener {
  readonly origin: string;
  /** Runs a command and gives back the one request that it sent. */
  arriving(command: () => Promise<unknown>): Promise<Heard>;
  close(): void;
}

export async function listenForRequests(): Promise<Listener> {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      heard.push({ method: request.method ?? '', url: request.url ?? '', headers: request.rawHeaders, body });
      response.end();
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async arriving(command) {
      heard.length = 0;
      await command();
      const [one, ...more] = heard;
      if (!one || more.length > 0) throw new Error(`${heard.length} requests arrived`);
      return one;
    },
    close: () => server.close(),
  };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** The value of a header as UTF-8; what is said instead shows in a failed comparison. */
export function headerOf(got: Heard, name: string): string {
  const at = got.headers.findIndex((one, index) => index % 2 === 0 && one === name);
  return at < 0 ? `no ${name}` : Buffer.from(got.headers[at + 1] ?? '', 'latin1').toString('utf8');
}
