import { createServer, type Server } from 'node:http';

/**
 * The API that stands behind the proxies, and the model for those of the other stacks:
 * anything but GET and HEAD needs an `Authorization` header (so OPTIONS is answered 401), `/v1/missing` is not there,
 * `/v1/broken` breaks.
 */
export const api = (headers: Readonly<Record<string, string>> = {}): Promise<Server> =>
  new Promise((listening) => {
    const server = createServer((request, response) => {
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
      response.setHeader('Content-Type', 'application/json');
      response.setHeader('X-Total-Count', '42');
      const status = statusOf(request.method ?? '', request.url ?? '', request.headers.authorization);
      response.writeHead(status);
      response.end(JSON.stringify({ status }));
    });
    server.listen(0, '127.0.0.1', () => listening(server));
  });

function statusOf(method: string, path: string, authorization: string | undefined): number {
  if (!['GET', 'HEAD'].includes(method) && authorization === undefined) return 401;
  if (path === '/v1/missing') return 404;
  if (path === '/v1/broken') return 500;
  return 200;
}
