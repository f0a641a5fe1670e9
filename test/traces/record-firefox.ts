import { mkdirSync, writeFileSync } from 'node:fs';
import { arrivedEntryOf } from '../../src/devtools/arrived-entry';
import type { Observation } from '../../src/exchange/observation';
import type { HeaderList } from '../../src/fetch-standard/header-list';
import { launchFirefox } from '../support/firefox';
import { holdingServer } from '../support/holding-server';
import { blankSite, callsInPage, play, type Truth, warm } from '../support/tagged-calls';
import { until } from '../support/until';
import { type Scene, scenes } from './firefox-scenes';
import { keptHeaders, type Trace } from './trace';

/**
 * `npm run record:firefox` writes test/traces/firefox-*.json anew: what the extension's event page observed, and which
 * preflight belongs to which request. Firefox tells nobody, so the server finds out: it answers one preflight at a time,
 * in random order, and the request that arrives next is the one that waited for it.
 */
async function record(scene: Scene): Promise<Trace> {
  const site = await blankSite();
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
    await callsInPage(firefox, server);
    await firefox.openPanel();
    await firefox.inPanel(ENTRIES_SIDE);
    const made = await warm(scene.warmUp ?? [], { firefox, server });

    const ours = await firefox.openTab();
    await firefox.goto(`${firefox.extensionOrigin}/src/permission/index.html`);
    await firefox.inPage(OBSERVER_SIDE, site.url);
    await firefox.selectTab(page);

    const begunAt = Date.now();
    const truths: Truth[] = [];
    for (const batch of scene.batches) {
      if (scene.idle !== undefined) await firefox.eventPageStops();
      const first = made + truths.length;
      truths.push(...(await play(batch, { firefox, server, lifetime: 0, first, stops: scene.idle !== undefined })));
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
      port.postMessage({ type: 'watch', tabId: tab.id, pageHook: false });
    };
    connect();
  });
`;

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
