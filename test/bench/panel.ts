import type { CDPSession, Page } from 'puppeteer';
import { launch } from '../support/browser';
import { type Bench, type Figure, median } from './figure';
import { fullLogScript } from './full-log/build';
import { templates } from './full-log/templates';
import { MEASURING } from './measuring';

/** As many as a recording holds. */
const EXCHANGES = 50_000;
const TAB = 999;
const ROUNDS = 3;
const ROW = '.request-row';

/**
 * The panel over a full recording: the built panel as a page of its own, and beside it a page of the extension that plays
 * the DevTools page with the product's own log, so that everything from the events to the pixels is the product's.
 */
export const panel: Bench = async (progress) => {
  const { browser, extensionId, close } = await launch();
  try {
    const log = await browser.newPage();
    await log.goto(`chrome-extension://${extensionId}/src/permission/index.html`);
    await log.evaluate(await fullLogScript());
    await log.evaluate(`globalThis.log = fullLog(${TAB}, ${JSON.stringify(templates())}); undefined`);
    for (let made = 0; made < EXCHANGES; made += 1_000) await log.evaluate('log.record(1000)');
    progress(`panel: ${EXCHANGES} exchanges recorded`);

    const open = async (): Promise<Page> => {
      const page = await browser.newPage();
      await page.setViewport({ width: 1280, height: 800 });
      await page.evaluateOnNewDocument(MEASURING);
      await page.goto(`chrome-extension://${extensionId}/src/panel/index.html?tabId=${TAB}`);
      await page.bringToFront();
      return page;
    };

    const opened: number[] = [];
    let page = await open();
    for (let round = 1; ; round++) {
      const firstRow = Number(await page.evaluate(`measuring.firstRow('${ROW}')`));
      opened.push(firstRow - Number(await page.evaluate('performance.timeOrigin')));
      progress(`panel, round ${round} of ${ROUNDS}: first row ${opened.at(-1)?.toFixed(0)} ms`);
      if (round === ROUNDS) break;
      await page.close();
      page = await open();
    }

    await everythingIsThere(page);
    const searched: number[] = [];
    await page.focus('#filter');
    for (const key of 'orders') searched.push(await search(page, key));
    for (const _ of 'orders') searched.push(await search(page, 'Backspace'));
    progress(`panel: searched, ${searched.map((ms) => ms.toFixed(0)).join(', ')} ms`);

    const passes: (readonly number[])[] = [];
    for (let pass = 0; pass < ROUNDS; pass++)
      passes.push((await page.evaluate(`measuring.scroll('${ROW}')`)) as number[]);
    progress(`panel: scrolled, worst frames ${passes.map((frames) => Math.max(...frames).toFixed(0)).join(', ')} ms`);

    const whenFull = await arrivals(page, log);
    progress(`panel: tasks above 50 ms with a full log: ${whenFull.map((ms) => ms.toFixed(0)).join(', ') || 'none'}`);

    // The extension's pages share one heap, so the panel's part is what goes when it closes.
    const cdp = await log.createCDPSession();
    const rows = Number(await page.evaluate(`document.querySelector('[role=grid]').ariaRowCount`));
    const full = await heapOf(cdp);
    await page.close();
    const perExchange = (full - (await heapOf(cdp))) / EXCHANGES;
    progress(`panel: ${rows} rows shown`);

    await log.evaluate('log.clear()');
    page = await open();
    const whenEmpty = await arrivals(page, log);
    progress(
      `panel: tasks above 50 ms from an empty log: ${whenEmpty.map((ms) => ms.toFixed(0)).join(', ') || 'none'}`,
    );

    const beside = `${EXCHANGES} exchanges`;
    const longest = (tasks: readonly number[], from: string): Omit<Figure, 'name'> => ({
      value: Math.max(0, ...tasks),
      unit: 'ms',
      beside: `while 1,000 exchanges a second arrive for 5 s, ${from}; 0: no task above 50 ms (${tasks.length})`,
    });
    return [
      { name: 'panel.openMs', value: median(opened), unit: 'ms', beside: `to the first row, ${beside}` },
      {
        name: 'panel.searchMs',
        value: median(searched),
        unit: 'ms',
        beside: 'from a key to the last repaint of the list',
      },
      {
        name: 'panel.worstFrameMs',
        value: median(passes.map((frames) => Math.max(...frames))),
        unit: 'ms',
        beside: 'top to bottom in 180 steps, median of three times',
      },
      { name: 'panel.medianFrameMs', value: median(passes.flat()), unit: 'ms', beside: 'the same' },
      {
        name: 'panel.bytesPerExchange',
        value: perExchange,
        unit: 'bytes',
        beside: "the panel's heap after collection",
      },
      { name: 'panel.longestTaskMs', ...longest(whenEmpty, 'from an empty log') },
      { name: 'panel.longestTaskFullMs', ...longest(whenFull, 'into a full log') },
    ];
  } finally {
    await close();
  }
};

/** The grid names how many rows there are; quiet when the number stands still. */
async function everythingIsThere(page: Page): Promise<void> {
  await page.waitForFunction(
    `(() => {
      const count = Number(document.querySelector('[role=grid]')?.getAttribute('aria-rowcount') ?? 0);
      const still = count === globalThis.lastCount && count > 0;
      globalThis.stillFor = still ? (globalThis.stillFor ?? 0) + 1 : 0;
      globalThis.lastCount = count;
      return globalThis.stillFor >= 4;
    })()`,
    { polling: 500, timeout: 300_000 },
  );
}

async function search(page: Page, key: string): Promise<number> {
  await page.evaluate(`measuring.watchKey('.left')`);
  await page.keyboard.press(key as 'Backspace');
  return Number(await page.evaluate('measuring.repaint'));
}

/** @returns ms of each task above 50 ms in the panel. */
async function arrivals(page: Page, log: Page): Promise<readonly number[]> {
  // What opening the panel costs is another figure.
  await page.evaluate('measuring.painted().then(measuring.painted).then(() => { longTasks.length = 0; })');
  await log.evaluate('log.arrive(1000, 5)');
  return (await page.evaluate('measuring.painted().then(() => longTasks)')) as number[];
}

async function heapOf(cdp: CDPSession): Promise<number> {
  await cdp.send('HeapProfiler.collectGarbage');
  return (await cdp.send('Runtime.getHeapUsage')).usedSize;
}
