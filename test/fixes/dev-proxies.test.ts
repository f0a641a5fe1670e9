import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { DevProxy } from '../../src/fixes/dev-proxies/dev-proxy';
import { nextRewrites } from '../../src/fixes/dev-proxies/next';
import { viteProxy } from '../../src/fixes/dev-proxies/vite';
import { webpackProxy } from '../../src/fixes/dev-proxies/webpack';
import { api } from './api';
import { call, calls } from './calls';
import { ask, freePort, type Running, run } from './running';

interface DevServer {
  readonly proxy: DevProxy;
  files(code: string): Readonly<Record<string, string>>;
  command(port: number): readonly [string, ...string[]];
}

const bin = (path: string) => resolve('node_modules', path);

const servers: readonly DevServer[] = [
  {
    proxy: viteProxy,
    files: (code) => ({
      'index.html': '<!doctype html><title>Page</title>',
      'vite.config.js': `export default {\n${code}};\n`,
    }),
    command: (port) => ['node', bin('vite/bin/vite.js'), '--host', '127.0.0.1', '--port', String(port), '--strictPort'],
  },
  {
    proxy: webpackProxy,
    files: (code) => ({
      'index.js': '',
      'webpack.config.js': `module.exports = {\n  mode: 'development',\n  entry: './index.js',\n${code}};\n`,
      'package.json': '{}',
      'server.js': `const webpack = require('webpack');
const Server = require('webpack-dev-server');
const { devServer, ...config } = require('./webpack.config.js');

new Server({ ...devServer, host: '127.0.0.1', port: Number(process.argv[2]) }, webpack(config)).start();
`,
    }),
    command: (port) => ['node', 'server.js', String(port)],
  },
  {
    proxy: nextRewrites,
    files: (code) => ({
      'app/other/route.js': 'export const GET = () => new Response();\n',
      'next.config.js': `export default {\n${code}};\n`,
      'package.json': '{ "type": "module" }',
    }),
    command: (port) => ['node', bin('next/dist/bin/next'), 'dev', '-H', '127.0.0.1', '-p', String(port)],
  },
];

describe.each(servers.map((server) => [server.proxy.label, server] as const))('%s', (_, { proxy, files, command }) => {
  let browser: Browser;
  let page: Page;
  let server: Server;
  let running: Running | undefined;
  let apiPort: number;
  let port: number;

  beforeAll(async () => {
    browser = await puppeteer.connect({ browserWSEndpoint: inject('browser') });
    server = await api();
    apiPort = (server.address() as AddressInfo).port;
    port = await freePort();
    const dir = resolve('.cache/fixes', proxy.id);
    rmSync(dir, { recursive: true, force: true });
    const code = proxy.render(`http://127.0.0.1:${apiPort}/v1/orders`);
    for (const [name, text] of Object.entries(files(code ?? ''))) {
      mkdirSync(dirname(join(dir, name)), { recursive: true });
      writeFileSync(join(dir, name), text);
    }
    running = await run(command(port), { cwd: dir, port, env: { NEXT_TELEMETRY_DISABLED: '1' } });
    page = await (await browser.createBrowserContext()).newPage();
    // Any document of this origin will do, and this one need not be compiled.
    await page.goto(`http://127.0.0.1:${port}/v1/orders`);
  });

  afterAll(async () => {
    await page?.browserContext().close();
    await browser?.disconnect();
    await running?.stop();
    server?.close();
  });

  it('is proven here', () => {
    expect(proxy.proof).toBe('proven');
  });

  it('the API itself is refused', async () => {
    expect(await call(page, apiPort, calls['preflighted PUT'])).toBeNull();
  });

  it('through the dev server the page gets its answer', async () => {
    expect(await call(page, port, calls['preflighted PUT'])).toEqual({ status: 200, total: '42' });
  });

  it('a page of somebody else does not', async () => {
    const answer = await ask(port, 'GET', '/v1/orders', { Origin: 'https://other.example' });
    expect(answer.header('Access-Control-Allow-Origin')).toEqual([]);
  });
});
