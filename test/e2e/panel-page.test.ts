import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import puppeteer, { type Browser, type Page } from 'puppeteer';
import type { ViteDevServer } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { servePanelPage } from '../panel-page/serve';

/** The panel in a real engine, as a page of its own: what it looks like is a matter of layout, and happy-dom has none. */
let server: ViteDevServer;
let url: string;
let browser: Browser;
let page: Page;
const thrown: string[] = [];

beforeAll(async () => {
  ({ server, url } = await servePanelPage());
  browser = await puppeteer.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  page = await browser.newPage();
  page.on('pageerror', (error) => thrown.push(String(error)));
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const sizes = { wide: [1280, 800], strip: [1280, 220], side: [420, 800], narrow: [320, 700] } as const;

async function open(query: string, size: keyof typeof sizes = 'wide'): Promise<void> {
  const [width, height] = sizes[size];
  await page.setViewport({ width, height });
  await page.goto(`${url}?${query}`);
  await page.waitForSelector('.case, .state, .choose');
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Rule, and what it says of which element; nothing when all is well. */
async function violations(): Promise<string[]> {
  await page.evaluate(axe);
  const results = (await page.evaluate('axe.run(document)')) as AxeResults;
  return results.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`));
}

const views = [
  'select=e13',
  'select=e02',
  'select=e03',
  'select=e09',
  'select=e12',
  'select=e16',
  'select=e17',
  'select=e18',
  'data=hostile&select=h1',
  'data=hostile&select=h2',
  'filter=nothing-like-it',
  'state=empty',
  'state=no-permission',
  'state=not-inspectable',
  'state=gone',
  'state=connecting',
  'state=interrupted',
  'state=full',
];

describe('axe finds nothing', () => {
  for (const theme of ['light', 'dark']) {
    test.each(views)(`${theme}, %s`, async (view) => {
      await open(`theme=${theme}&${view}`);
      expect(await violations()).toEqual([]);
    });
    test.each(['strip', 'side', 'narrow'] as const)(`${theme}, %s`, async (size) => {
      await open(`theme=${theme}&select=e13`, size);
      expect(await violations()).toEqual([]);
      await open(`theme=${theme}&select=e13&left=timeline`, size);
      expect(await violations()).toEqual([]);
    });
  }
});

describe('fits', () => {
  test.each(Object.keys(sizes) as (keyof typeof sizes)[])('%s: nothing but code scrolls sideways', async (size) => {
    for (const view of ['select=e13', 'select=e16', 'select=e18', 'data=hostile&select=h1']) {
      await open(view, size);
      const wide = await page.evaluate(() =>
        [document.documentElement, ...document.querySelectorAll('main, .case, .case-body, .side, .story, .toolbar')]
          .filter((element) => getComputedStyle(element).overflowX !== 'visible')
          .filter((element) => element.scrollWidth > element.clientWidth + 1)
          .map((element) => `${element.tagName}.${element.className}`),
      );
      expect(wide, view).toEqual([]);
    }
  });

  test('the strip shows the five answers and the smallest change without scrolling', async () => {
    await open('select=e13', 'strip');
    const bottoms = await page.evaluate(() =>
      ['.answers', '.message.incoming.bad .card-head', '.smallest .line'].map(
        (selector) => document.querySelector(selector)?.getBoundingClientRect().bottom ?? Number.POSITIVE_INFINITY,
      ),
    );
    for (const bottom of bottoms) expect(bottom).toBeLessThan(220);
  });
});

test('10,000 requests: only what is seen is drawn, and the end can be reached', async () => {
  await open('data=10000');
  await page.waitForFunction(() => document.querySelector('[role=grid]')?.getAttribute('aria-rowcount') === '9000');
  expect(await page.$$eval('.request-row', (rows) => rows.length)).toBeLessThan(80);
  await page.focus('[role=grid]');
  await page.keyboard.press('End');
  await page.waitForFunction(
    () => document.querySelector('.request-row[aria-selected=true]')?.getAttribute('aria-rowindex') === '9000',
  );
});

test('nothing was thrown in any of this', () => expect(thrown).toEqual([]));
