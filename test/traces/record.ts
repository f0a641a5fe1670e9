import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CDPSession, Page } from 'puppeteer';
import type { Observation } from '../../src/exchange/observation';
import { launch } from '../support/browser';
import type { Trace } from './trace';

/**
 * `npm run record` writes test/traces/*.json anew: what the extension's background worker observed in the real browser,
 * and which preflight belongs to which request by the DevTools protocol's own `initiator.requestId`. Header lists are cut
 * to what pairing reads and what the truth is told by, so that the files stay small.
 */
const KEPT = /^(origin|access-control-.*|x-tag|vary|location|content-type|sec-fetch-mode)$/i;

interface Scene {
  readonly name: string;
  readonly shows: string;
  /** Run in the page; `api` is the other origin. Returns when all its requests have ended. */
  readonly run: (api: string) => Promise<unknown>;
}

const scenes: readonly Scene[] = [
  {
    name: 'chromium-identical-puts',
    shows: '200 identical concurrent PUTs; preflights answered after random delays, never cached',
    run: (api) =>
      Promise.allSettled(Array.from({ length: 200 }, () => fetch(`${api}/?max-age=0&delay=60`, { method: 'PUT' }))),
  },
  {
    name: 'chromium-mixed-methods',
    shows:
      'PUT, DELETE, PATCH, POST and GET on three URLs; random delays, a quarter of the preflights 404, cache hits between',
    run: (api) => {
      const methods = ['PUT', 'DELETE', 'PATCH', 'POST', 'GET'];
      const urls = ['/?max-age=0&delay=60', '/?max-age=600&delay=40', '/?max-age=0&delay=80&fail=4'];
      const headers = { 'content-type': 'application/json' };
      return Promise.allSettled(
        Array.from({ length: 240 }, (_, i) => {
          const method = methods[i % methods.length] ?? 'GET';
          const init = method === 'GET' ? { method } : { method, headers, body: '{}' };
          return fetch(api + urls[(i * 7) % urls.length], init);
        }),
      );
    },
  },
  {
    name: 'chromium-redirects',
    shows:
      'redirects that keep the method, each hop with a preflight of its own, mixed with plain requests to the target',
    run: (api) =>
      Promise.allSettled(
        Array.from({ length: 60 }, (_, i) =>
          fetch(i % 3 === 0 ? `${api}/?max-age=0` : `${api}/?max-age=0&redirect=${i % 2 ? 307 : 302}`, {
            method: 'PUT',
          }),
        ),
      ),
  },
];

const browser = await launch();
try {
  mkdirSync('test/traces', { recursive: true });
  for (const scene of scenes) {
    const trace = await record(scene);
    writeFileSync(`test/traces/${scene.name}.json`, `${JSON.stringify(trace)}\n`);
    console.log(`${scene.name}: ${trace.observations.length} observations, ${trace.truth.length} requests`);
  }
} finally {
  await browser.close();
}

async function record(scene: Scene): Promise<Trace> {
  const site = await serve((_, response) =>
    response.setHeader('content-type', 'text/html').end('<title>trace</title>'),
  );
  const api = await serve(answer());
  const page = await browser.browser.newPage();
  await page.goto(site.url);
  const observer = await observe(page);
  const truth = await protocolTruth(await page.createCDPSession());
  await page.evaluate(scene.run, api.url);
  const observations = await observer.done();
  await page.close();
  site.close();
  api.close();
  return { shows: scene.shows, browser: 'chromium', observations, truth: truth() };
}

/** Answers by its query and tags every answer, so that one answer can be told from the other in both recordings. */
function answer(): RequestListener {
  let tag = 0;
  return (request, response) => {
    const url = new URL(request.url ?? '/', 'http://api');
    const query = (name: string): number => Number(url.searchParams.get(name) ?? 0);
    const isPreflight = request.method === 'OPTIONS';
    response.setHeader('x-tag', String(++tag));
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('access-control-allow-methods', '*');
    response.setHeader('access-control-allow-headers', '*');
    response.setHeader('access-control-max-age', String(query('max-age')));
    if (isPreflight && query('fail') && Math.random() < 1 / query('fail')) response.statusCode = 404;
    else if (!isPreflight && query('redirect')) {
      response.statusCode = query('redirect');
      response.setHeader('location', `http://localhost:${request.socket.localPort}/?max-age=0&hop=2`);
    }
    setTimeout(() => response.end(), Math.random() * query('delay'));
  };
}

/** Joins the background worker as a DevTools page would and keeps what it forwards. */
async function observe(page: Page): Promise<{ done(): Promise<readonly Observation[]> }> {
  const ours = await browser.browser.newPage();
  await ours.goto(`chrome-extension://${browser.extensionId}/src/permission/index.html`);
  await ours.evaluate(`(async () => {
    const [tab] = (await chrome.tabs.query({})).filter((tab) => tab.url?.startsWith(${JSON.stringify(page.url())}));
    globalThis.observations = [];
    globalThis.port = chrome.runtime.connect({ name: 'devtools' });
    await new Promise((watching) => {
      port.onMessage.addListener((message) => {
        if (message.type === 'watching') watching();
        if (message.type === 'observed') observations.push(...message.observations);
      });
      port.postMessage({ type: 'watch', tabId: tab.id, pageHook: false });
    });
  })()`);
  return {
    async done() {
      // Complete when every request that started has ended.
      await ours.waitForFunction(`
        observations.filter((o) => o.kind === 'request started').length > 0 &&
        new Set(observations.map((o) => o.requestId)).size ===
          observations.filter((o) => o.kind === 'completed' || o.kind === 'failed').length`);
      const all = (await ours.evaluate('observations')) as readonly Observation[];
      await ours.close();
      return all.map((o) =>
        'headerList' in o ? { ...o, headerList: o.headerList.filter(([name]) => KEPT.test(name)) } : o,
      );
    },
  };
}

/** For each request of the page in the order it started: its hops' preflights, told by the tag of their answer. */
async function protocolTruth(session: CDPSession): Promise<() => Trace['truth']> {
  const requests = new Map<string, { method: string; url: string; preflights: string[] }>();
  const preflightOf = new Map<string, string>();
  const tagOf = new Map<string, string>();
  session.on('Network.requestWillBeSent', ({ requestId, request, initiator }) => {
    if (initiator.type === 'preflight' && initiator.requestId) preflightOf.set(requestId, initiator.requestId);
    else if (!requests.has(requestId))
      requests.set(requestId, { method: request.method, url: request.url, preflights: [] });
  });
  session.on('Network.responseReceivedExtraInfo', ({ requestId, headers }) => {
    const tag = Object.entries(headers).find(([name]) => name.toLowerCase() === 'x-tag')?.[1];
    if (tag !== undefined) tagOf.set(requestId, tag);
  });
  await session.send('Network.enable');
  return () => {
    for (const [preflight, request] of preflightOf) requests.get(request)?.preflights.push(tagOf.get(preflight) ?? '?');
    return [...requests.values()];
  };
}

async function serve(listener: RequestListener): Promise<{ readonly url: string; close(): void }> {
  const server = createServer(listener);
  await new Promise<void>((listening) => server.listen(0, listening));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}
