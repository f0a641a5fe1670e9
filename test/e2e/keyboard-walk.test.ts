import type { Frame, Page } from 'puppeteer';
import { beforeAll, describe, expect, test } from 'vitest';
import { runScenario } from '../lab/run';
import { scenarios } from '../lab/scenarios/index';
import { labForFile } from './lab-browser';

/**
 * Five failures of the lab, read and handed over in the real DevTools by somebody who has no mouse: from the list to the
 * verdict, its change, the copies, the comparison, and back. After every key the focus must be somewhere, and be seen.
 */
const FAILURES = [
  'allow-origin-missing',
  'credentials-wildcard',
  'preflight-redirect-login',
  'preflight-everything-wrong',
  'redirect-tainted-page-origin',
];

const session = labForFile();
let devtools: Page;
let panel: Frame;

beforeAll(async () => {
  const opened = await session().open();
  ({ devtools, panel } = opened);
  await panel.click('[aria-label="Keep log"]');
  for (const id of FAILURES) {
    const scenario = scenarios.find((one) => one.id === id);
    if (scenario === undefined) throw new Error(`The lab has no scenario ${id}.`);
    await runScenario(opened.page, scenario, session().lab, session().recorder);
  }
  await panel.waitForFunction(`document.querySelectorAll('.request-row').length >= ${FAILURES.length}`);
  await devtools.bringToFront();
  await panel.focus('[role=listbox]');
});

interface Focus {
  readonly name: string;
  readonly inside: string;
  /** Is a ring drawn around it, or around the row that stands for it? */
  readonly ring: boolean;
  readonly inView: boolean;
}

const focus = async (): Promise<Focus> =>
  (await panel.evaluate(`(() => {
    const at = document.activeElement;
    const active = at.getAttribute('aria-activedescendant');
    const shown = (active && document.getElementById(active)) || at;
    const ringed = [shown, at, at.closest('.filter')].filter(Boolean);
    const box = shown.getBoundingClientRect();
    return {
      name: at.getAttribute('aria-label') ?? at.textContent.trim().slice(0, 60),
      inside: at.closest('dialog, header.verdict, .change, .story, .check-by-check, .compare, .toolbar, .left, .right')?.className ?? at.tagName,
      ring: at !== document.body && ringed.some((element) => {
        const style = getComputedStyle(element);
        return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1.5;
      }),
      inView: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth && box.height > 0,
    };
  })()`)) as Focus;

/** Presses keys; after each the focus is seen. */
async function press(...keys: string[]): Promise<Focus> {
  let now = await focus();
  for (const key of keys) {
    await devtools.keyboard.press(key as 'Enter');
    // Two frames: what the key does is drawn.
    await panel.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))');
    now = await focus();
    expect({ key, ...now }).toEqual({ key, ...now, ring: true, inView: true });
  }
  return now;
}

const said = () => panel.$eval('[role=status]', (region) => region.textContent ?? '');
const announced = (text: string) =>
  panel.waitForFunction((wanted) => document.querySelector('[role=status]')?.textContent?.includes(wanted), {}, text);
const title = () => panel.$eval('.right h1', (heading) => heading.textContent ?? '');

describe('each failure, from the list and back', () => {
  test.each(FAILURES)('%s', async (id) => {
    // By the filter: what stands in a list of five is found by name.
    expect((await press('/')).name).toBe('Filter');
    await devtools.keyboard.type(`scenario=${id}`);
    await panel.waitForFunction(`Number(document.querySelector('[role=grid]').ariaRowCount) >= 1`);
    expect(['Problems', 'Requests']).toContain((await press('Enter')).name);
    await press('Home');
    await panel.waitForFunction(
      (wanted) => document.querySelector('.right .case')?.ariaLabel?.includes(wanted),
      {},
      id,
    );
    const verdict = await title();
    expect(verdict).not.toBe('');

    expect((await press('Enter')).name).toBe('Diagnosis');
    // What is wrong is told in the article's name and in the five answers before it.
    expect(await panel.$$eval('.answers dd', (answers) => answers.filter((one) => one.textContent !== '').length)).toBe(
      5,
    );

    // By Tab alone to what to change and the first of its copies; where no header helps, there is none, but all the rest.
    const reached: Focus[] = [];
    const noHeaderHelps = (await panel.$('.case.failed')) !== null;
    const isGoal = ({ name, inside }: Focus) =>
      noHeaderHelps ? name.startsWith('All headers') : name.startsWith('Copy') && inside === 'change';
    while (reached.length < 40 && !reached.some(isGoal)) reached.push(await press('Tab'));
    expect(reached.some(isGoal), reached.map(({ name }) => name).join(' | ')).toBe(true);
    await devtools.keyboard.press('Enter');
    if (!noHeaderHelps) await announced('Copied');

    // The same by one key each.
    await press('r');
    await announced('Copied: report');
    await press('C');
    await announced('Copied: curl pair');

    await press('d');
    await panel.waitForSelector('.compare');
    await press('Escape');
    await panel.waitForSelector('.case');
    expect(await title()).toBe(verdict);
    expect(['Problems', 'Requests']).toContain((await press('Escape')).name);
    await press('Escape');
    expect(await panel.$eval('#filter', (field) => (field as HTMLInputElement).value)).toBe('');
  });
});

test('n and p go through the failures, each is another', async () => {
  await panel.focus('[role=grid]');
  await press('Home');
  const seen = new Set([await panel.$eval('.case', (one) => one.ariaLabel)]);
  for (let step = 0; step < 4; step++) {
    await press('n');
    seen.add(await panel.$eval('.case', (one) => one.ariaLabel));
  }
  expect(seen.size).toBeGreaterThanOrEqual(4);
  const last = await panel.$eval('.case', (one) => one.ariaLabel);
  await press('p', 'n');
  expect(await panel.$eval('.case', (one) => one.ariaLabel)).toBe(last);
});

test('F6 goes round all parts, ? tells the keys, and Escape gives the focus back', async () => {
  await panel.focus('[role=grid]');
  const parts = new Set<string>();
  for (let step = 0; step < 9; step++) parts.add((await press('F6')).inside);
  expect(parts.size).toBeGreaterThanOrEqual(4);
  await panel.focus('[role=grid]');
  await press('?');
  await panel.waitForSelector('dialog[open]');
  expect((await focus()).name).toBe('Close');
  await press('Escape');
  expect((await focus()).name).toBe('Requests');
  expect(await said()).not.toBe('');
});

test('everything that can be clicked can be reached with Tab, arrows or a key of its own', async () => {
  await panel.focus('[role=listbox]');
  await press('Home', 'Enter');
  const unreachable = await panel.evaluate(`[...document.querySelectorAll('button, a[href], input, select, summary')]
    .filter((one) => one.getClientRects().length > 0 && one.tabIndex < 0)
    .filter((one) => one.closest('[role=toolbar], [role=tablist], .row-report') === null)
    .map((one) => one.outerHTML.slice(0, 80))`);
  expect(unreachable).toEqual([]);
});
