import type { CDPSession, Page } from 'puppeteer';
import type { Exchange } from '../../src/exchange/exchange';
import { launch } from '../support/browser';
import { session } from '../support/session';
import { type Bench, type Figure, median } from './figure';

/** As many as a recording holds. */
const EXCHANGES = 50_000;
const TAB = 999;
const ROUNDS = 3;

/**
 * The panel over a full recording. It runs as a page of its own; a second page of the extension plays the DevTools page
 * and speaks the panel's protocol, so everything from the channel to the pixels is the product's.
 */
export const panel: Bench = async (progress) => {
  const { browser, extensionId, close } = await launch();
  try {
    const log = await browser.newPage();
    await log.goto(`chrome-extension://${extensionId}/src/permission/index.html`);
    await log.evaluate(recording(session, EXCHANGES));
    const url = `chrome-extension://${extensionId}/src/panel/index.html?tabId=${TAB}`;

    const opened: number[] = [];
    const searched: number[] = [];
    let frames: readonly number[] = [];
    let perExchange = Number.NaN;
    for (let round = 1; round <= ROUNDS; round++) {
      const page = await browser.newPage();
      await page.setViewport({ width: 1280, height: 800 });
      await page.evaluateOnNewDocument(WATCH_FIRST_ROW);
      await page.goto(url);
      await page.bringToFront();
      opened.push(Number(await page.evaluate('firstRow')));
      progress(`panel, round ${round} of ${ROUNDS}: first row ${opened.at(-1)?.toFixed(0)} ms`);
      if (round === ROUNDS) {
        await everythingIsThere(page);
        searched.push(...(await searches(page)));
        frames = (await page.evaluate(SCROLL)) as readonly number[];
        progress('panel: searched and scrolled');
        // The extension's pages share one heap, so the panel's part is what goes when it closes.
        const cdp = await log.createCDPSession();
        const full = await heapOf(cdp);
        await page.close();
        perExchange = (full - (await heapOf(cdp))) / EXCHANGES;
      } else await page.close();
    }
    const figures: Figure[] = [
      { name: 'panel.openMs', value: median(opened), unit: 'ms', beside: `to the first row, ${EXCHANGES} exchanges` },
      {
        name: 'panel.searchMs',
        value: median(searched),
        unit: 'ms',
        beside: 'from a key in the search box to repaint',
      },
      { name: 'panel.worstFrameMs', value: Math.max(...frames), unit: 'ms', beside: 'top to bottom in 180 steps' },
      { name: 'panel.medianFrameMs', value: median(frames), unit: 'ms', beside: 'the same' },
      {
        name: 'panel.bytesPerExchange',
        value: perExchange,
        unit: 'bytes',
        beside: "of the panel's heap after collection",
      },
    ];
    return [...figures, ...(await arrivals(await browser.newPage(), log, url))];
  } finally {
    await close();
  }
};

/** Plays the DevTools page: `count` exchanges made of the session's, each with an id, time and URL of its own. */
const recording = (templates: readonly Exchange[], count: number): string => `(() => {
  const templates = ${JSON.stringify(templates)};
  const state = { keepLog: true, droppedCount: 0, sameOriginCount: 0, interruptions: [], navigations: [],
    recording: { state: 'recording' }, pageHook: { state: 'off' } };
  globalThis.makeExchange = (n) => {
    const template = structuredClone(templates[n % templates.length]);
    template.id = String(n);
    template.startedAt += n * 20;
    for (const hop of template.hops) hop.request.url += (hop.request.url.includes('?') ? '&' : '?') + 'n=' + n;
    return template;
  };
  const all = Array.from({ length: ${count} }, (_, n) => makeExchange(n));
  let seq = 0;
  const cursor = () => ({ epoch: 'bench', seq });
  globalThis.channel = new BroadcastChannel('cors-lens-${TAB}');
  globalThis.tell = (exchanges) => { seq += 1; channel.postMessage({ type: 'changed', cursor: cursor(), state, exchanges, dropped: [] }); };
  channel.onmessage = ({ data }) => {
    if (data.type !== 'subscribe') return;
    channel.postMessage({ type: 'snapshot', cursor: cursor(), state, exchanges: all.slice(-1000) });
    let left = all.length - 1000;
    const more = () => {
      if (left <= 0) return;
      tell(all.slice(Math.max(0, left - 1000), left));
      left -= 1000;
      setTimeout(more, 50);
    };
    setTimeout(more, 50);
  };
  globalThis.empty = () => { all.length = 0; };
})()`;

const WATCH_FIRST_ROW = `
  globalThis.firstRow = new Promise((shown) => {
    const look = () => document.querySelector('[role=grid] [role=row]') ? shown(performance.now()) : requestAnimationFrame(look);
    requestAnimationFrame(look);
  });
  globalThis.longTasks = [];
  new PerformanceObserver((list) => longTasks.push(...list.getEntries().map(({ duration }) => duration)))
    .observe({ type: 'longtask', buffered: true });`;

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
    { polling: 500, timeout: 120_000 },
  );
}

/** @returns ms from each key to the picture after it. */
async function searches(page: Page): Promise<readonly number[]> {
  return (await page.evaluate(`(async () => {
    const box = document.querySelector('input[type=search], input[placeholder]');
    const times = [];
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
    for (const text of ['o', 'or', 'ord', 'orde', 'order', '']) {
      const started = performance.now();
      set.call(box, text);
      box.dispatchEvent(new Event('input', { bubbles: true }));
      await new Promise((drawn) => requestAnimationFrame(() => { const { port1, port2 } = new MessageChannel(); port1.onmessage = drawn; port2.postMessage(0); }));
      times.push(performance.now() - started);
    }
    return times;
  })()`)) as readonly number[];
}

/** @returns ms between frames while scrolling the whole list. */
const SCROLL = `(async () => {
  const grid = document.querySelector('[role=grid]');
  const step = (grid.scrollHeight - grid.clientHeight) / 180;
  const frames = [];
  let before = await new Promise(requestAnimationFrame);
  for (let i = 1; i <= 180; i++) {
    grid.scrollTop = i * step;
    const now = await new Promise(requestAnimationFrame);
    frames.push(now - before);
    before = now;
  }
  return frames;
})()`;

async function heapOf(cdp: CDPSession): Promise<number> {
  await cdp.send('HeapProfiler.collectGarbage');
  return (await cdp.send('Runtime.getHeapUsage')).usedSize;
}

/** 1,000 exchanges a second for five seconds, into an empty panel. */
async function arrivals(page: Page, log: Page, url: string): Promise<readonly Figure[]> {
  await log.evaluate('empty()');
  await page.evaluateOnNewDocument(WATCH_FIRST_ROW);
  await page.goto(url);
  await page.bringToFront();
  await page.evaluate('longTasks.length = 0');
  await log.evaluate(`new Promise((done) => {
    let n = 0;
    const timer = setInterval(() => {
      if (n >= 5000) { clearInterval(timer); done(); return; }
      tell(Array.from({ length: 50 }, () => makeExchange(n++)));
    }, 50);
  })`);
  const tasks = (await page.evaluate('longTasks')) as readonly number[];
  return [
    {
      name: 'panel.longestTaskMs',
      value: Math.max(0, ...tasks),
      unit: 'ms',
      beside: `while 1,000 exchanges a second arrive for 5 s; ${tasks.length} tasks above 50 ms`,
    },
  ];
}
