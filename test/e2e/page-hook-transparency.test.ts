import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fetchHabits } from '../support/fetch-habits';
import { type HookLab, openHookLab, settled } from '../support/hook-lab';

/** The page hook changes nothing of what a page gets: the same habits with and without it, compared word for word. */
let hookLab: HookLab;
let server: Server;
let origin: string;

beforeAll(async () => {
  server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  hookLab = await openHookLab();
});
afterAll(async () => {
  await hookLab?.close();
  server?.closeAllConnections();
  server?.close();
});

/** Allows everybody everything and says what it was asked. */
async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { method, url = '', headers } = request;
  if (!url.includes('blocked')) {
    response.setHeader('Access-Control-Allow-Origin', headers.origin ?? '*');
    response.setHeader('Access-Control-Allow-Credentials', 'true');
    response.setHeader('Access-Control-Allow-Methods', 'PUT, PATCH, DELETE, patch');
    response.setHeader('Access-Control-Allow-Headers', 'x-a, x-b, x-mine, content-type');
    response.setHeader('Access-Control-Max-Age', '0');
  }
  response.setHeader('Cache-Control', 'no-store');
  if (url.includes('redirect')) return void response.writeHead(302, { location: url.replace('&redirect', '') }).end();
  if (url.includes('slow')) return void setTimeout(() => response.end('late'), 2_000);
  const { host: _host, connection: _connection, 'user-agent': _agent, ...told } = headers;
  const body = Buffer.concat(chunks).toString();
  // A script of the page's own: what fails in one that is not is kept from the page.
  if (url === '/habits.js') return void response.setHeader('Content-Type', 'text/javascript').end(`${fetchHabits}`);
  response.setHeader('Content-Type', url === '/page' ? 'text/html' : 'text/plain');
  response.end(
    url === '/page' ? '<script src="/habits.js"></script><body>' : JSON.stringify({ method, url, told, body }),
  );
}

test('every habit has the same result with the hook as without it', async () => {
  const inspected = await hookLab.inspect(`${origin}/page`);
  const { page, log } = inspected;
  const api = `http://localhost:${new URL(origin).port}/api?x`;
  const run = () =>
    page.evaluate(`fetchHabits(${JSON.stringify(api)}, ${JSON.stringify(`${api}&blocked`)})`) as ReturnType<
      typeof fetchHabits
    >;

  const without = await run();
  await log.send({ type: 'page-hook', on: true });
  await log.stateIs(({ pageHook }) => pageHook.state === 'reload needed', 'the wish for a reload');
  await page.reload();
  await log.stateIs(({ pageHook }) => pageHook.state === 'on', 'the hook');
  const withHook = await run();
  // It was really there, and saw these calls.
  await log.find('&again=2', settled);

  expect(Object.keys(without).length).toBeGreaterThan(110);
  expect(withHook).toEqual(without);

  await log.send({ type: 'page-hook', on: false });
  await page.waitForFunction('/\\[native code\\]/.test(fetch)');
  expect(await run()).toEqual(without);
  await inspected.leave();
});
