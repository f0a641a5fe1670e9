import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CorsEntry, CorsHar } from '../support/export-har';
import { type HoldingServer, holdingServer } from '../support/holding-server';
import { blankSite, callsInPage, play, type Truth, warm } from '../support/tagged-calls';
import { until } from '../support/until';
import { scenes } from '../traces/firefox-scenes';
import { firefoxForFile } from './firefox-for-file';

/** Each preflight is shown with its request, as the server found out by answering one at a time. */
const session = firefoxForFile({
  // All held at once: as with HTTP/2, where one connection carries everything.
  preferences: { 'network.http.max-persistent-connections-per-server': 200 },
});

let server: HoldingServer;
let site: Awaited<ReturnType<typeof blankSite>>;
/** Of each test's own, so that none finds what another has left. */
beforeEach(async () => {
  const { firefox } = session();
  [server, site] = await Promise.all([holdingServer(), blankSite()]);
  await firefox.openTab();
  await firefox.goto(site.url);
  await callsInPage(firefox, server);
  await firefox.openPanel();
});
afterEach(() => {
  server?.close();
  site?.close();
});

const sceneOf = (name: string) => {
  const scene = scenes.find((candidate) => candidate.name === name);
  if (!scene) throw new Error(`There is no scene ${name}.`);
  return scene;
};

test.each([
  'firefox-identical-puts',
  'firefox-cache-hits-and-misses',
  'firefox-headers-and-methods',
  'firefox-redirects',
])('%s', async (name) => {
  await isTold(await playScene(name, false));
});

test('the event page is stopped before requests and while answers are outstanding: nothing is lost or mistaken', async () => {
  const { firefox } = session();
  await firefox.setPreferences({ 'extensions.background.idle.timeout': 500 });
  const truths = await playScene('firefox-event-page-stopped', true);
  await firefox.setPreferences({ 'extensions.background.idle.timeout': 30_000 });
  await isTold(truths);
});

async function playScene(name: string, stops: boolean): Promise<readonly Truth[]> {
  const { firefox } = session();
  const scene = sceneOf(name);
  const made = await warm(scene.warmUp ?? [], { firefox, server });
  // What warmed the cache up is none of the proof.
  await until('the warm-up to be listed', async () => (await rows()) === made);
  await firefox.inPanel(`document.querySelector('[aria-label="Clear"]').click()`);
  const truths: Truth[] = [];
  // Each stop takes seconds; two batches have seven or so.
  for (const batch of stops ? scene.batches.slice(0, 2) : scene.batches) {
    if (stops) await firefox.eventPageStops();
    truths.push(...(await play(batch, { firefox, server, lifetime: 0, first: made + truths.length, stops })));
  }
  return truths;
}

/** The panel's export tells the same, once the last of DevTools' own entries have come: their timings tell identical requests apart. */
async function isTold(truths: readonly Truth[]): Promise<void> {
  await until(`${truths.length} requests to be listed`, async () => (await rows()) >= truths.length);
  const told = async () =>
    exchangesOf(await session().exportHar())
      .map(tagsIn)
      .sort();
  await expect.poll(told, { timeout: 20_000, interval: 500 }).toEqual(truths.map(tagsOf).sort());
}

const rows = async (): Promise<number> =>
  Number(
    await session().firefox.inPanel(`return document.querySelector('[role=grid]')?.getAttribute('aria-rowcount') ?? 0`),
  );

const tagsOf = ({ call, preflights, responses }: Truth): string =>
  `${call.method} ${call.path}: preflights ${preflights.join(' ')}, answers ${responses.join(' ')}`;

function tagsIn(entries: readonly CorsEntry[]): string {
  const [first] = entries.filter(({ _cors }) => _cors?.role === 'request');
  const tags = (role: string) =>
    entries.flatMap((entry) => (entry._cors?.role === role ? (headerOf(entry, 'x-request-id') ?? []) : [])).join(' ');
  const { pathname, search } = new URL(first?.request.url ?? '');
  return `${first?.request.method} ${pathname}${search}: preflights ${tags('preflight')}, answers ${tags('request')}`;
}

function exchangesOf(har: CorsHar): readonly (readonly CorsEntry[])[] {
  const byExchange = new Map<string, CorsEntry[]>();
  for (const entry of har.log.entries) {
    if (!entry._cors || !entry.request.url.startsWith(server.origin)) continue;
    byExchange.set(entry._cors.exchange, [...(byExchange.get(entry._cors.exchange) ?? []), entry]);
  }
  return [...byExchange.values()].map((entries) => entries.sort((a, b) => (a._cors?.hop ?? 0) - (b._cors?.hop ?? 0)));
}

const headerOf = (entry: CorsEntry, name: string): string | null =>
  entry.response.headers.find((header) => header.name.toLowerCase() === name)?.value ?? null;
