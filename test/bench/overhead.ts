import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { launch } from '../support/browser';
import { type CrossOriginSite, serve } from './cross-origin-site';
import { type Bench, type Figure, median } from './figure';

/** Cross-origin fetches of the measured page, half of them preflighted. */
const REQUESTS = 1_000;
const ROUNDS = 3;

interface Variant {
  readonly extension: string | null;
  readonly devtools: 'closed' | 'open' | 'panel';
}

/**
 * What watching costs a page: 1,000 cross-origin fetches, 20 at a time, half of them preflighted PUTs. Each round runs
 * every variant once, in a browser of its own, so that a slow moment of the machine falls on all of them alike.
 *
 * The yardstick for recording is an extension that does nothing in nine listeners: their presence is the cost that no
 * extension can avoid.
 */
export const overhead: Bench = async (progress) => {
  const idle = await doNothingExtension();
  const ours = resolve('dist/chrome');
  const variants: Readonly<Record<string, Variant>> = {
    nothing: { extension: null, devtools: 'closed' },
    closed: { extension: ours, devtools: 'closed' },
    'do-nothing extension, DevTools open': { extension: idle, devtools: 'open' },
    recording: { extension: ours, devtools: 'panel' },
  };
  const servers = await serve();
  const times = new Map<string, number[]>(Object.keys(variants).map((name) => [name, []]));
  try {
    for (let round = 1; round <= ROUNDS; round++) {
      for (const [name, variant] of Object.entries(variants)) {
        const ms = await timeOf(variant, servers);
        times.get(name)?.push(ms);
        progress(`overhead, round ${round} of ${ROUNDS}: ${name} ${ms.toFixed(0)} ms`);
      }
    }
  } finally {
    servers.close();
    await rm(idle, { recursive: true, force: true });
  }
  const of = (name: string): number => median(times.get(name) ?? []);
  const figures: Figure[] = [
    { name: 'overhead.closed', value: of('closed') / of('nothing'), unit: '×', beside: 'the same browser without it' },
    {
      name: 'overhead.recording',
      value: of('recording') / of('do-nothing extension, DevTools open'),
      unit: '×',
      beside: 'an extension that does nothing in nine listeners, DevTools open',
    },
  ];
  return figures;
};

/** @returns ms the page needed for its requests. */
async function timeOf({ extension, devtools }: Variant, { site, burst }: CrossOriginSite): Promise<number> {
  const { browser, openPanel, close } = await launch({ extension });
  try {
    const page = await browser.newPage();
    await page.goto(site);
    if (devtools === 'open') await page.openDevTools();
    if (devtools === 'panel') await openPanel(page);
    // Listeners that came or went leave their mark on a page until it navigates.
    await page.reload();
    await page.evaluate(burst(100));
    return Number(await page.evaluate(burst(REQUESTS)));
  } finally {
    await close();
  }
}

async function doNothingExtension(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'do-nothing-'));
  const manifest = {
    manifest_version: 3,
    name: 'do nothing',
    version: '1',
    permissions: ['webRequest'],
    host_permissions: ['<all_urls>'],
    background: { service_worker: 'worker.js' },
  };
  const worker = `
    const wishes = ['requestHeaders', 'responseHeaders', 'extraHeaders'];
    for (const name of ['BeforeRequest', 'BeforeSendHeaders', 'SendHeaders', 'HeadersReceived', 'AuthRequired',
      'BeforeRedirect', 'ResponseStarted', 'Completed', 'ErrorOccurred']) {
      const known = Object.values(chrome.webRequest['On' + name + 'Options']);
      chrome.webRequest['on' + name].addListener(() => {}, { urls: ['<all_urls>'] }, wishes.filter((w) => known.includes(w)));
    }`;
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
  await writeFile(join(folder, 'worker.js'), worker);
  return folder;
}
