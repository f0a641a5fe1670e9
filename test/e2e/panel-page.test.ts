import puppeteer, { type Browser, type Page } from 'puppeteer';
import type { ViteDevServer } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { servePanelPage } from '../panel-page/serve';
import { violations } from '../support/axe';

/** The panel in a real engine, as a page of its own: what it looks like is a matter of layout, and happy-dom has none. */
let server: ViteDevServer;
let url: string;
let browser: Browser;
let page: Page;
const thrown: string[] = [];

/** https://wicg.github.io/layout-instability/#sec-layout-shift */
interface Shift {
  readonly sources: readonly {
    readonly node: Node | null;
    readonly previousRect: DOMRectReadOnly;
    readonly currentRect: DOMRectReadOnly;
  }[];
}

/** What a test in the page needs of the store. */
interface ShownStore {
  readonly replica: { readonly value: { readonly state: unknown } };
  readonly rows: { readonly value: readonly { readonly exchange: { readonly id: string } }[] };
}

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

const sizes = {
  wide: [1280, 800],
  strip: [1280, 220],
  beside: [720, 800],
  side: [420, 800],
  narrow: [320, 700],
} as const;

async function open(query: string, size: keyof typeof sizes = 'wide'): Promise<void> {
  const [width, height] = sizes[size];
  await page.setViewport({ width, height });
  await page.goto(`${url}?${query}`);
  await page.waitForSelector('.case, .state, .choose, .compare, .ledger');
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
  'problem=0',
  'select=e13&compare',
  'ledger',
  'dialog=keys',
  'dialog=export',
  'dialog=hook',
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
      expect(await violations(page)).toEqual([]);
    });
    test.each(['strip', 'side', 'narrow'] as const)(`${theme}, %s`, async (size) => {
      await open(`theme=${theme}&select=e13`, size);
      expect(await violations(page)).toEqual([]);
      await open(`theme=${theme}&select=e13&left=timeline`, size);
      expect(await violations(page)).toEqual([]);
      for (const view of ['problem=0', 'select=e13&compare', 'ledger', 'dialog=export']) {
        await open(`theme=${theme}&${view}`, size);
        expect(await violations(page), view).toEqual([]);
      }
    });
  }
});

describe('fits', () => {
  test.each(Object.keys(sizes) as (keyof typeof sizes)[])('%s: nothing but code scrolls sideways', async (size) => {
    for (const view of [
      'select=e13',
      'select=e16',
      'select=e18',
      'problem=0',
      'select=e13&compare',
      'ledger',
      'data=hostile&select=h1',
    ]) {
      await open(view, size);
      const wide = await page.evaluate(() =>
        [
          document.documentElement,
          ...document.querySelectorAll(
            'main, .right, .case, .case-body, .side, .story, .toolbar, .compare-scroll, .ledger-scroll',
          ),
        ]
          .filter((element) => getComputedStyle(element).overflowX !== 'visible')
          .filter((element) => element.scrollWidth > element.clientWidth + 1)
          .map((element) => `${element.tagName}.${element.className}`),
      );
      expect(wide, view).toEqual([]);
      const outside = await page.$$eval('.toolbar button, .answers dt, .answers dd', (elements) =>
        elements
          .filter(
            (element) =>
              element.getBoundingClientRect().right > innerWidth || element.scrollWidth > element.clientWidth + 1,
          )
          .map((element) => element.getAttribute('aria-label') ?? element.textContent),
      );
      expect(outside, view).toEqual([]);
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

describe('by keyboard alone', () => {
  const focused = () =>
    page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.tagName ?? '');

  test('F6 goes round the parts, Enter to the diagnosis, Esc back to the list', async () => {
    await open('select=e13');
    await page.focus('[role=grid]');
    await page.keyboard.press('Enter');
    expect(await focused()).toBe('Diagnosis');
    await page.keyboard.press('Escape');
    expect(['Requests', 'Problems']).toContain(await focused());
    const seen = new Set<string>();
    for (let step = 0; step < 8; step++) {
      await page.keyboard.press('F6');
      seen.add(await focused());
    }
    expect(seen.size).toBeGreaterThan(4);
  });

  test('n goes to the next that did not come through, d compares, Esc closes', async () => {
    await open('select=e02');
    await page.focus('[role=grid]');
    await page.keyboard.press('n');
    await page.waitForFunction(() => document.querySelector('.case')?.className.includes('blocked'));
    await page.keyboard.press('d');
    await page.waitForSelector('.compare');
    await page.keyboard.press('Escape');
    await page.waitForSelector('.case');
  });

  test('? shows the keys, the dialog keeps the focus and gives it back', async () => {
    await open('select=e13');
    await page.focus('[role=grid]');
    await page.keyboard.type('?');
    await page.waitForSelector('dialog[open]');
    await page.keyboard.press('Tab');
    // From its last control the focus may go to the browser's own buttons, but not to the page behind.
    const inside = await page.evaluate(
      () => document.activeElement === document.body || document.activeElement?.closest('dialog') !== null,
    );
    expect(inside).toBe(true);
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => document.querySelector('dialog') === null);
    expect(await focused()).toBe('Requests');
  });

  test('letters are letters in the filter', async () => {
    await open('select=e13');
    await page.focus('[role=grid]');
    await page.keyboard.press('/');
    expect(await focused()).toBe('Filter');
    await page.keyboard.type('?n1cd');
    expect(await page.$eval('#filter', (field) => (field as HTMLInputElement).value)).toBe('?n1cd');
    expect(await page.$('dialog')).toBeNull();
  });

  test('brackets move the edges of the time range', async () => {
    await open('select=e13');
    await page.focus('[role=grid]');
    for (let step = 0; step < 12; step++) await page.keyboard.press(']');
    await page.waitForFunction(() => Number(document.querySelector('[role=grid]')?.getAttribute('aria-rowcount')) < 18);
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => document.querySelector('[role=grid]')?.getAttribute('aria-rowcount') === '18');
  });

  test('the splitter moves and is remembered', async () => {
    await open('select=e13');
    const width = () => page.$eval('.left', (left) => left.getBoundingClientRect().width);
    const before = await width();
    await page.focus('[role=separator]');
    await page.keyboard.press('ArrowRight');
    await page.waitForFunction(
      (was) => document.querySelector('.left')!.getBoundingClientRect().width > was,
      {},
      before,
    );
  });
});

describe('the timeline', () => {
  const names = () => page.$$eval('.request-row', (rows) => rows.map((row) => row.getAttribute('aria-label') ?? ''));

  test('sorts by a column and back', async () => {
    await open('select=e13');
    await page.click('.column-status');
    await page.waitForSelector('.column-status[aria-pressed=true]');
    await page.click('.timeline .view-menu button');
    await page.click('.menu input[name=group]:not(:checked)');
    const heads = await page.$$('.menu label');
    expect(heads.length).toBeGreaterThan(10);
    expect((await names()).length).toBeGreaterThan(5);
  });

  test('hides and shows columns', async () => {
    await open('select=e13');
    expect(await page.$('.request-row .track')).not.toBeNull();
    await page.click('.timeline .view-menu button');
    const label = await page.waitForSelector('.menu label::-p-text(Time bars)');
    await label?.click();
    await page.waitForFunction(() => document.querySelector('.request-row .track') === null);
  });

  test('a drag over the overview filters to a span, a click shows all again', async () => {
    await open('select=e13');
    const box = await (await page.$('.brush'))!.boundingBox();
    await page.mouse.move(box!.x + 2, box!.y + 8);
    await page.mouse.down();
    await page.mouse.move(box!.x + box!.width / 4, box!.y + 8, { steps: 4 });
    await page.mouse.up();
    await page.waitForFunction(() => Number(document.querySelector('[role=grid]')?.getAttribute('aria-rowcount')) < 18);
    await page.click('.brush-note button');
    await page.waitForFunction(() => document.querySelector('[role=grid]')?.getAttribute('aria-rowcount') === '18');
  });
});

test('nothing moves up or down while requests come in', async () => {
  await open('data=session');
  const shifts = await page.evaluate(async (count) => {
    const shifts: string[] = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as unknown as readonly Shift[])
        for (const { node, previousRect, currentRect } of entry.sources) {
          // Sideways the time axis makes room, and its overview is a drawing; nothing may move up or down under the mouse.
          if (node?.parentElement?.className === 'brush') continue;
          if (previousRect.y !== currentRect.y) shifts.push(`${node?.parentElement?.className} ${node?.textContent}`);
        }
    }).observe({ type: 'layout-shift' });
    const { panel } = window as unknown as { panel: { send(message: unknown): void; store: ShownStore } };
    const { replica, rows } = panel.store;
    for (let seq = 1; seq <= count; seq++) {
      const { state } = replica.value;
      const exchanges = rows.value.slice(0, 6).map(({ exchange }) => ({ ...exchange, id: `${exchange.id} ${seq}` }));
      panel.send({ type: 'changed', cursor: { epoch: 'demo', seq }, state, exchanges, dropped: [] });
      await new Promise((later) => setTimeout(later, 120));
    }
    return shifts;
  }, 8);
  expect(await page.$eval('[role=grid]', (grid) => Number(grid.getAttribute('aria-rowcount')))).toBeGreaterThan(30);
  expect(shifts).toEqual([]);
});

test('nothing was thrown in any of this', () => expect(thrown).toEqual([]));
