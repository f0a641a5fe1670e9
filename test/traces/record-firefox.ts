import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { arrivedEntryOf } from '../../src/devtools/arrived-entry';
import type { Observation } from '../../src/exchange/observation';
import type { HeaderList } from '../../src/fetch-standard/header-list';
import { type Firefox, launchFirefox } from '../support/firefox';
import { type Held, type HoldingServer, holdingServer } from '../support/holding-server';
import { until } from '../support/until';
import { type Call, type Scene, scenes } from './firefox-scenes';
import { keptHeaders, type Trace } from './trace';

/**
 * `npm run record:firefox` writes test/traces/firefox-*.json anew: what the extension's event page observed, and which
 * preflight belongs to which request. Firefox tells nobody, so the server finds out: it answers one preflight at a time,
 * in random order, and the request that arrives next is the one that waited for it.
 */
const EVENT_PAGE_STOPS_AFTER = 2_500;

interface Truth {
  readonly call: Call;
  readonly preflights: string[];
  readonly responses: string[];
  settled: boolean;
}

async function record(scene: Scene): Promise<Trace> {
  const site = await serveSite();
  const server = await holdingServer();
  const firefox = await launchFirefox({
    preferences: {
      // All held at once: as with HTTP/2, where one connection carries everything.
      'network.http.max-persistent-connections-per-server': 200,
      ...(scene.idle !== undefined && { 'extensions.background.idle.timeout': scene.idle }),
    },
  });
  try {
    const page = await firefox.openTab();
    await firefox.goto(site.url);
    await firefox.inPage(PAGE_SIDE, server.origin);
    await firefox.openPanel();
    await firefox.inPanel(ENTRIES_SIDE);
    let made = 0;
    // A new Firefox takes some answers before it keeps one: it drops them while it is still resolving the host anew.
    for (let cached = false; scene.warmUp !== undefined && !cached; made += scene.warmUp.length) {
      const warmed = await play(scene.warmUp, { firefox, server, lifetime: 600, first: made });
      cached = warmed.every(({ preflights }) => preflights.length === 0);
    }

    const ours = await firefox.openTab();
    await firefox.goto(`${firefox.extensionOrigin}/src/permission/index.html`);
    await firefox.inPage(OBSERVER_SIDE, site.url);
    await firefox.selectTab(page);

    const begunAt = Date.now();
    const truths: Truth[] = [];
    for (const batch of scene.batches) {
      if (scene.idle !== undefined) await new Promise((stopped) => setTimeout(stopped, EVENT_PAGE_STOPS_AFTER));
      const first = made + truths.length;
      truths.push(...(await play(batch, { firefox, server, lifetime: 0, first, idle: scene.idle })));
    }

    const answered = truths.filter(({ responses }) => responses.length > 0).length;
    const entries = await until('the network entries', async () => {
      const all = ((await firefox.inPanel('return window.entries')) as readonly unknown[]).map(arrivedEntryOf);
      const recorded = all.filter(({ url, startedAt }) => url.startsWith(server.origin) && startedAt >= begunAt);
      return recorded.filter(({ isPreflight }) => !isPreflight).length >= answered ? recorded : null;
    });
    await firefox.selectTab(ours);
    const observations = await until('all requests to end', async () => {
      const all = (await firefox.inPage('return JSON.parse(JSON.stringify(window.observations))')) as Observation[];
      const ended = new Set(
        all.filter(({ kind }) => kind === 'completed' || kind === 'failed').map((o) => o.requestId),
      );
      return all.length > 0 && all.every(({ requestId }) => ended.has(requestId)) ? all : null;
    });
    return {
      shows: scene.shows,
      browser: 'firefox',
      observations: observations
        .filter(({ url }) => url.startsWith(server.origin))
        .map((o) => ('headerList' in o ? { ...o, headerList: kept(o.headerList) } : o)),
      entries: entries.map((entry) => ({ ...entry, responseHeaderList: kept(entry.responseHeaderList) })),
      truth: truths.map(({ call, preflights, responses }) => ({
        method: call.method,
        url: server.origin + call.path,
        ...(call.from === 'worker' && { from: call.from }),
        preflights,
        responses,
      })),
    };
  } finally {
    await firefox.close();
    server.close();
    site.close();
  }
}

const kept = (headerList: HeaderList): HeaderList => headerList.filter(([name]) => keptHeaders.test(name));

/** Starts the calls and lets them through one by one. @returns what became of each, in the order they started. */
async function play(
  calls: readonly Call[],
  about: {
    readonly firefox: Firefox;
    readonly server: HoldingServer;
    /** `Access-Control-Max-Age` of the preflights' answers. */
    readonly lifetime: number;
    /** How many calls the page has made before. */
    readonly first: number;
    readonly idle?: number | undefined;
  },
): Promise<Truth[]> {
  const { firefox, server, lifetime, first } = about;
  const truths = calls.map((call): Truth => ({ call, preflights: [], responses: [], settled: false }));
  await firefox.inPage('window.startCalls(args[0])', calls);
  await until('all calls to arrive', () => server.preflights.length + server.requests.length === calls.length);

  // Those that came without a preflight found it in the cache. Which call each was shows when it is answered.
  const direct = [...server.requests];
  const slow = direct.slice(0, calls.filter((call) => call.slow).length);
  for (const held of direct) if (!slow.includes(held)) await settle(held, null);
  while (server.preflights.length > 0) {
    if (about.idle !== undefined && Math.random() < 0.1) {
      await new Promise((stopped) => setTimeout(stopped, EVENT_PAGE_STOPS_AFTER));
    }
    const preflight = server.preflights[Math.floor(Math.random() * server.preflights.length)];
    if (preflight === undefined) break;
    await letThrough(preflight);
  }
  for (const held of slow) await settle(held, null);
  return truths;

  async function letThrough(preflight: Held): Promise<void> {
    // Which call's it is, nobody knows yet; which calls are to be refused is decided by how many of them are left.
    const open = truths.filter(({ settled, call }) => !settled && belongsTo(call, preflight));
    const refuse =
      open.length > 0 && Math.random() < open.filter(({ call }) => call.preflight === 'refused').length / open.length;
    if (refuse) {
      preflight.release({ status: 403 });
      const index = await settledCall(truths, firefox, first);
      truths[index]?.preflights.push(preflight.tag);
      return;
    }
    const waiting = new Set(server.requests);
    preflight.release({ headers: { 'access-control-max-age': String(lifetime) } });
    const request = await until('the request behind its preflight', () =>
      server.requests.find((held) => !waiting.has(held)),
    );
    const redirect = truths.find(({ call }) => call.redirectTo !== undefined && call.path === request.url)?.call
      .redirectTo;
    if (redirect === undefined) return settle(request, preflight.tag);
    const held = new Set(server.preflights);
    request.release({ status: 307, headers: { location: redirect } });
    const next = await until('the preflight of the next hop', () =>
      server.preflights.find((other) => !held.has(other)),
    );
    const before = new Set(server.requests);
    next.release({ headers: { 'access-control-max-age': String(lifetime) } });
    const last = await until('the request of the next hop', () => server.requests.find((other) => !before.has(other)));
    last.release();
    const index = await settledCall(truths, firefox, first);
    truths[index]?.preflights.push(preflight.tag, next.tag);
    truths[index]?.responses.push(request.tag, last.tag);
  }

  async function settle(held: Held, preflight: string | null): Promise<void> {
    held.release();
    const index = await settledCall(truths, firefox, first);
    if (preflight !== null) truths[index]?.preflights.push(preflight);
    truths[index]?.responses.push(held.tag);
  }
}

const belongsTo = (call: Call, held: Held): boolean => held.url === call.path || held.url === call.redirectTo;

/** One call at a time is let go, so the one that settles is the one. @returns its index. */
async function settledCall(truths: readonly Truth[], firefox: Firefox, first: number): Promise<number> {
  const index = await until('the call to settle', async () => {
    const states = (await firefox.inPage('return window.calls')) as readonly boolean[];
    const found = truths.findIndex(({ settled }, i) => !settled && states[first + i] === true);
    return found === -1 ? null : found;
  });
  const truth = truths[index];
  if (truth) truth.settled = true;
  return index;
}

/** `startCalls` makes calls; `calls` tells of each whether it has settled. */
const PAGE_SIDE = `
  const [api] = args;
  const run = ({ method, path, credentials = 'omit', headers = [] }) =>
    fetch(api + path, { method, credentials, headers: headers.map((name) => [name, '1']) }).catch(() => {});
  const worker = new Worker(URL.createObjectURL(new Blob([
    'const api = ' + JSON.stringify(api) + '; const run = ' + run + '; ' +
    'onmessage = async ({ data: [i, call] }) => { await run(call); postMessage(i); };',
  ])));
  worker.onmessage = ({ data }) => { window.calls[data] = true; };
  window.calls = [];
  window.startCalls = (list) => {
    for (const call of list) {
      const i = window.calls.push(false) - 1;
      if (call.from === 'worker') worker.postMessage([i, call]);
      else run(call).then(() => { window.calls[i] = true; });
    }
  };
`;

/** Runs in the panel: what the network panel tells extensions. */
const ENTRIES_SIDE = `
  window.entries = [];
  chrome.devtools.network.onRequestFinished.addListener((entry) => window.entries.push(JSON.parse(JSON.stringify(entry))));
`;

/** Joins the event page as a DevTools page would, coming back whenever it was stopped, and keeps what it forwards. */
const OBSERVER_SIDE = `
  const [start] = args;
  const [tab] = (await browser.tabs.query({})).filter(({ url }) => url?.startsWith(start));
  window.observations = [];
  await new Promise((watching) => {
    const connect = () => {
      const port = browser.runtime.connect({ name: 'devtools' });
      port.onMessage.addListener((message) => {
        if (message.type === 'watching') watching();
        if (message.type === 'observed') window.observations.push(...message.observations);
      });
      port.onDisconnect.addListener(connect);
      port.postMessage({ type: 'watch', tabId: tab.id });
    };
    connect();
  });
`;

async function serveSite(): Promise<{ readonly url: string; close(): void }> {
  const server = createServer((_, response) =>
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>trace</title>'),
  );
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close: () => server.close() };
}

const only = process.argv[2];
mkdirSync('test/traces', { recursive: true });
for (const scene of scenes) {
  if (only !== undefined && scene.name !== only) continue;
  const trace = await record(scene);
  writeFileSync(`test/traces/${scene.name}.json`, `${JSON.stringify(trace)}\n`);
  const preflights = trace.truth.flatMap((request) => request.preflights).length;
  console.log(
    `${scene.name}: ${trace.observations.length} events, ${trace.truth.length} requests, ${preflights} preflights`,
  );
}
