import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileChooser, Page } from 'puppeteer';
import { launch } from '../support/browser';
import { type Bench, median } from './figure';
import { fullLogScript } from './full-log/build';
import { templates } from './full-log/templates';
import { writeRecording } from './har-recording';
import { MEASURING } from './measuring';

const MEGABYTES = 199;
/** A recording that the file comes beside. */
const RECORDED = 1_000;
const TAB = 998;
const ROUNDS = 5;
/** Where in the reading the reader thinks better of it. */
const CANCELLED_AT = [0.05, 0.45, 0.55, 0.95] as const;

/** A large HAR file opened in the panel beside a recording: how long it takes, and what the reader feels of it. */
export const importing: Bench = async (progress) => {
  const folder = mkdtempSync(join(tmpdir(), 'cors-lens-bench-'));
  const file = join(folder, 'recording.har');
  const { entries } = writeRecording(file, MEGABYTES);
  const { browser, extensionId, close } = await launch();
  try {
    const log = await browser.newPage();
    await log.goto(`chrome-extension://${extensionId}/src/permission/index.html`);
    await log.evaluate(await fullLogScript());
    await log.evaluate(`globalThis.log = fullLog(${TAB}, ${JSON.stringify(templates())}); log.record(${RECORDED})`);
    progress(`import: ${entries} entries, ${MEGABYTES} MB`);

    const opened: number[] = [];
    const tasks: number[] = [];
    for (let round = 1; round <= ROUNDS; round++) {
      const page = await panelBeside(log, extensionId);
      const chosen = await chooser(page);
      await page.evaluate('longTasks.length = 0');
      const from = Number(await page.evaluate(OPENED));
      await chosen.accept([file]);
      const until = Number(await page.evaluate('opened'));
      opened.push(until - from);
      const long = (await page.evaluate(
        'measuring.painted().then(measuring.painted).then(() => longTasks)',
      )) as number[];
      tasks.push(...long);
      progress(
        `import, round ${round} of ${ROUNDS}: ${opened.at(-1)?.toFixed(0)} ms, tasks above 50 ms: ${words(long)}`,
      );
      await page.close();
    }
    const cancelled: number[] = [];
    for (const at of CANCELLED_AT) {
      const page = await panelBeside(log, extensionId);
      const chosen = await chooser(page);
      await page.evaluate(CANCEL(at));
      await chosen.accept([file]);
      cancelled.push(Number(await page.evaluate('cancelled')));
      progress(`import: cancelled at ${at * 100} %, gone after ${cancelled.at(-1)?.toFixed(0)} ms`);
      await page.close();
    }
    const beside = `${MEGABYTES} MB, ${entries} entries, beside ${RECORDED} recorded`;
    return [
      { name: 'import.openMs', value: median(opened), unit: 'ms', beside: `until all are listed, ${beside}` },
      {
        name: 'import.longestTaskMs',
        value: Math.max(0, ...tasks),
        unit: 'ms',
        beside: `in the panel meanwhile and until one is open; 0: no task above 50 ms (${tasks.length} in ${ROUNDS} rounds)`,
      },
      {
        name: 'import.cancelMs',
        value: Math.max(...cancelled),
        unit: 'ms',
        beside: `from Cancel to the picture without the bar, the longest of ${CANCELLED_AT.length}`,
      },
    ];
  } finally {
    await close();
    rmSync(folder, { recursive: true });
  }
};

const words = (tasks: readonly number[]): string => tasks.map((ms) => ms.toFixed(0)).join(', ') || 'none';

async function panelBeside(log: Page, extensionId: string | null): Promise<Page> {
  const page = await log.browser().newPage();
  await page.setViewport({ width: 1280, height: 800 });
  await page.evaluateOnNewDocument(MEASURING);
  await page.goto(`chrome-extension://${extensionId}/src/panel/index.html?tabId=${TAB}`);
  await page.bringToFront();
  await page.waitForSelector('.case');
  return page;
}

const chooser = async (page: Page): Promise<FileChooser> => {
  const [chooser] = await Promise.all([page.waitForFileChooser(), page.click('[aria-label="Import HAR"]')]);
  return chooser;
};

/** `opened`: when a picture with all of the file in it was made, and one of it is open. */
const OPENED = `globalThis.opened = (async () => {
  const rows = () => Number(document.querySelector('[role=grid]').getAttribute('aria-rowcount'));
  while (!document.body.textContent.includes(' from recording.har')) await new Promise(requestAnimationFrame);
  for (let still = 0, last = 0; still < 30; await new Promise(requestAnimationFrame)) {
    still = rows() === last ? still + 1 : 0;
    if (still === 0) globalThis.lastChange = await measuring.painted();
    last = rows();
  }
  return lastChange;
})(), performance.now()`;

/** `cancelled`: ms from pressing Cancel, once the bar is as far as that, to a picture without it. */
const CANCEL = (at: number): string => `globalThis.cancelled = (async () => {
  let bar;
  while (!(bar = document.querySelector('progress'), bar && bar.value >= ${at})) await new Promise(requestAnimationFrame);
  const from = performance.now();
  [...document.querySelectorAll('button')].find((one) => one.textContent === 'Cancel').click();
  while (document.querySelector('progress') !== null) await new Promise(requestAnimationFrame);
  return await measuring.painted() - from;
})(), undefined`;
