import type { Frame, Page } from 'puppeteer';
import { beforeAll, expect, test } from 'vitest';
import { runScenario } from '../lab/run';
import { scenarios } from '../lab/scenarios/index';
import { entry, har } from '../support/har-file';
import { until } from '../support/until';
import { labForFile } from './lab-browser';

/** A large file dropped on the panel in the real DevTools: it is read in a worker, which only a browser has. */
const session = labForFile({ dock: 'undocked' });
let page: Page;
let panel: Frame;

const entries = 1_000;
const refused = 100;
const corsPage = { Origin: 'https://app.example' };
const bodyMark = 'the body';

/** Everything of the file but its bodies, which are made where the file is: they would take long to get there. */
const lean = har(
  'WebInspector',
  Array.from({ length: entries }, (_, index) =>
    entry({
      url: `https://api.example/${index}`,
      at: index * 20,
      request: corsPage,
      response: index % (entries / refused) === 0 ? {} : { 'Access-Control-Allow-Origin': '*' },
      moreResponse: {
        content: { size: 30_000, mimeType: 'text/plain', text: bodyMark },
        _error: index % (entries / refused) === 0 ? 'net::ERR_FAILED' : null,
      },
    }),
  ),
);

/** Drops a file, and notes what the progress bar says until it is gone. @param cancel as soon as it is there */
const drop = (name: string, content: string, cancel: boolean): Promise<unknown> =>
  panel.evaluate(`(() => {
    globalThis.told = [];
    globalThis.gone = false;
    const watch = new MutationObserver(() => {
      const bar = document.querySelector('progress');
      if (bar !== null) {
        told.push(bar.hasAttribute('value') ? bar.value : null);
        if (${cancel}) [...document.querySelectorAll('button')].find((one) => one.textContent === 'Cancel')?.click();
      } else if (told.length > 0) {
        gone = true;
        watch.disconnect();
      }
    });
    watch.observe(document.body, { subtree: true, childList: true, attributes: true });
    const data = new DataTransfer();
    data.items.add(new File([${content}], ${JSON.stringify(name)}));
    document.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data }));
  })()`);
const large = `${JSON.stringify(lean)}.replaceAll(${JSON.stringify(`"${bodyMark}"`)}, JSON.stringify('say "x" \\\\n'.repeat(2_500)))`;
const isOver = () => until('the end of the reading', () => panel.evaluate('gone'), 60_000);
const shown = (): Promise<string> => panel.evaluate('document.body.innerText') as Promise<string>;

beforeAll(async () => {
  ({ page, panel } = await session().open());
  const scenario = scenarios.find(({ id }) => id === 'allow-origin-missing');
  if (scenario === undefined) throw new Error('The lab lacks the scenario');
  await runScenario(page, scenario, session().lab, session().recorder);
  await panel.waitForSelector('.case.blocked');
});

test('cancelled, the recording stays', async () => {
  await drop('large.har', large, true);
  await isOver();
  await panel.waitForSelector('.case.blocked');
  expect(await shown()).toContain('allow-origin-missing');
});

test('a file that cannot be used says so in a sentence, and the recording stays', async () => {
  await drop('cut.har', `${large}.slice(0, -100)`, false);
  await isOver();
  await until('the sentence', async () => (await shown()).includes('cut.har: The file is cut off'));
  expect(await shown()).toContain('allow-origin-missing');
});

test('read to its end, its verdicts are there, and the bar only went on', async () => {
  await drop('large.har', large, false);
  await isOver();
  await until('all requests', async () => (await shown()).includes('1,000 from large.har'));
  await until('the refused ones', async () => (await shown()).includes(`${refused} requests`));
  const told = ((await panel.evaluate('told')) as (number | null)[]).filter((value) => value !== null);
  expect(told).toEqual([...told].sort((a, b) => a - b));
  expect(Math.max(...told)).toBeGreaterThan(0.5);
}, 60_000);
