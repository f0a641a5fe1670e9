import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface CrossOriginSite {
  /** The page's URL. */
  readonly site: string;
  /** Runs in the page: text, since a compiler's helpers do not exist there. @returns the expression for its ms. */
  burst(fetches: number): string;
  close(): void;
}

/** An empty page, and an API of another origin that lets it in: every second fetch is a preflighted PUT, 20 at a time. */
export async function serve(): Promise<CrossOriginSite> {
  const site = await listen((_, response) =>
    response.setHeader('content-type', 'text/html').end('<title>bench</title>'),
  );
  const api = await listen((_, response) => {
    response.setHeader('access-control-allow-origin', '*').setHeader('access-control-allow-methods', 'PUT');
    response.setHeader('access-control-max-age', '0').end('{}');
  });
  return {
    site: urlOf(site),
    burst: (fetches) => `(async () => {
      const started = performance.now();
      let next = 0;
      const worker = async () => {
        while (next < ${fetches}) {
          const n = next++;
          await fetch(${JSON.stringify(urlOf(api))} + '/' + n, { method: n % 2 ? 'PUT' : 'GET' }).then((response) => response.text());
        }
      };
      await Promise.all(Array.from({ length: 20 }, worker));
      return performance.now() - started;
    })()`,
    close() {
      site.close();
      api.close();
    },
  };
}

async function listen(listener: RequestListener): Promise<Server> {
  const server = createServer(listener);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return server;
}

const urlOf = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
