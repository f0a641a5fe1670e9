import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Frame, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { terminals } from '../../src/panel/terminal';
import { violations } from '../support/axe';
import { type LabBrowser, type LaunchOptions, launch } from '../support/browser';
import { dragged, firefoxHar, HELD_READER, LONG_NAME, UNUSABLE } from '../support/dropped-file';
import { clientOf } from '../support/panel-client';

/**
 * The panel in the real DevTools, in the places it can be docked: axe looks at each state, and a picture of each is kept in
 * `.cache/pictures` to be looked at. PICTURES=folder takes every place in every theme, and keeps those that the README shows there.
 */
const FOLDER = '.cache/pictures';
const README = new Set(['undocked-light diagnosis', 'undocked-light compare', 'bottom-dark diagnosis']);
const kept = process.env['PICTURES'];

interface Place extends LaunchOptions {
  readonly dock: 'undocked' | 'right' | 'bottom';
  /** https://www.w3.org/TR/mediaqueries-5/#forced-colors */
  readonly forcedColors?: true;
}

const SIZES = {
  undocked: { dock: 'undocked' },
  // DevTools' own bar is 26 px high: 220 px are the panel's.
  bottom: { dock: 'bottom', dockSize: 246 },
  right: { dock: 'right', dockSize: 320 },
  // Twice as large in a window of 1280 × 800.
  zoomed: { dock: 'undocked', size: [640, 400], flags: ['--force-device-scale-factor=2'] },
} as const;
const LOOKS = {
  light: { theme: 'light' },
  dark: { theme: 'dark' },
  contrast: { theme: 'light', forcedColors: true },
} as const;
/** Every place and every look once; the rest are for whoever changes the look. */
const ALWAYS = new Set(['undocked-light', 'bottom-dark', 'right-contrast', 'zoomed-dark']);

const places = Object.entries(SIZES).flatMap(([size, where]) =>
  Object.entries(LOOKS).map(([look, how]): [string, Place] => [`${size}-${look}`, { ...where, ...how }]),
);

let site: ReturnType<typeof createServer>;
let siteUrl: string;
beforeAll(async () => {
  site = createServer((_, response) => response.setHeader('content-type', 'text/html').end('<title>A page</title>'));
  await new Promise<void>((listening) => site.listen(0, '127.0.0.1', listening));
  siteUrl = `http://127.0.0.1:${(site.address() as AddressInfo).port}/`;
  await mkdir(FOLDER, { recursive: true });
});
afterAll(() => site.close());

describe.each(places.filter(([name]) => kept || ALWAYS.has(name)))('%s', (name, place) => {
  let browser: LabBrowser;
  let page: Page;
  let devtools: Page;
  let panel: Frame;
  const thrown: string[] = [];

  beforeAll(async () => {
    browser = await launch(place);
    page = await browser.browser.newPage();
    await page.goto(siteUrl);
    ({ devtools, panel } = await browser.openPanel(page));
    devtools.on('pageerror', (error) => thrown.push(String(error)));
    if (place.forcedColors) {
      const features = [{ name: 'forced-colors', value: 'active' }];
      await clientOf(panel).send('Emulation.setEmulatedMedia', { features });
    }
    await panel.waitForSelector('.state');
  });
  afterAll(() => browser?.close());

  /** Looks at what is there now. */
  async function look(state: string): Promise<void> {
    // Two frames: what was asked for is drawn.
    await panel.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))');
    const file = `${FOLDER}/${name}-${state.replaceAll(' ', '-')}.png` as const;
    // Whole, and cut afterwards: of a part, or of more than is in view, Chromium makes no picture of docked DevTools now and then.
    const whole = await devtools.screenshot({ encoding: 'base64', captureBeyondViewport: false });
    await writeFile(file, place.dock === 'undocked' ? Buffer.from(whole, 'base64') : await cut(page, whole, place));
    if (kept && README.has(`${name} ${state}`))
      await copyFile(file, join(kept, `panel-${name}-${state.replaceAll(' ', '-')}.png`));
    expect(await violations(panel), state).toEqual([]);
    expect(await panel.evaluate(CUT_OFF), state).toEqual([]);
  }

  /** By the page's own click: what is behind another list or out of view can be pressed all the same. */
  const click = async (selector: string): Promise<void> => {
    await panel.waitForSelector(selector);
    await panel.$eval(selector, (element) => (element as HTMLElement).click());
  };
  const select = async (problem: string, shown: string): Promise<void> => {
    await click(`[role=option]${problem}`);
    await panel.waitForSelector(shown);
  };
  /** Scrolls what scrolls in the panel, and nothing around it. */
  const scrollTo = (selector: string) =>
    panel.$eval(selector, (element) => {
      let scroller = element.parentElement;
      while (scroller !== null && scroller.scrollHeight <= scroller.clientHeight) scroller = scroller.parentElement;
      scroller?.scrollBy({ top: element.getBoundingClientRect().top - scroller.getBoundingClientRect().top });
    });
  /** Where there is room for one list alone. */
  const front = (list: string) =>
    panel.$$eval(
      '[role=tab]',
      (tabs, wanted) => (tabs.find((tab) => tab.textContent?.startsWith(wanted)) as HTMLElement | undefined)?.click(),
      list,
    );
  const focused = (selector: string) => panel.$eval(selector, (element) => (element as HTMLElement).focus());
  const focusedName = () =>
    panel.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.tagName);
  const titled = (part: string) =>
    panel.waitForFunction((wanted) => document.querySelector('.state h1')?.textContent?.includes(wanted), {}, part);
  const closed = (selector: string) => panel.waitForFunction((wanted) => !document.querySelector(wanted), {}, selector);

  test('nothing recorded', () => look('nothing recorded'));

  test('a HAR file: over the panel, being read, cancelled, not usable, open, closed', async () => {
    await panel.evaluate(HELD_READER);
    await panel.evaluate(dragged('dragover', 'a.har', ''));
    await panel.waitForSelector('.drop-zone');
    await look('file over it');
    await panel.evaluate('hold(0.4)');
    await panel.evaluate(dragged('drop', LONG_NAME, firefoxHar));
    await panel.waitForFunction(() => (document.querySelector('progress')?.value ?? 0) > 0.5);
    await look('reading');
    await focused('.notice .link');
    await look('reading, focus on Cancel');
    await devtools.keyboard.press('Enter');
    await closed('progress');
    expect(await focusedName()).toBe('Requests');
    await panel.evaluate('hold(0)');
    await panel.evaluate(dragged('drop', LONG_NAME, firefoxHar));
    await panel.waitForSelector('progress:not([value])');
    await look('parsing');
    await panel.evaluate('release()');
    await panel.waitForSelector('.case .rests-on');
    await look('file');
    for (const [state, content] of Object.entries(UNUSABLE)) {
      await panel.evaluate(dragged('drop', 'recording.har', content));
      await panel.waitForFunction(
        (wanted) => document.querySelector('[role=alert]')?.textContent?.includes(wanted),
        {},
        state,
      );
      // One sentence looks like another; two that are long, one of them with code in it.
      if (state === 'has no log' || state === 'HAR version') await look(`unusable ${state}`);
    }
    await focused('[role=alert] .link');
    await devtools.keyboard.press('Enter');
    await closed('[role=alert]');
    expect(await focusedName()).toBe('Requests');
    await focused('.notice .link');
    await devtools.keyboard.press('Enter');
    await panel.waitForSelector('.state');
    expect(await focusedName()).toBe('Requests');
  });

  test('a session, each of its kinds, each of its parts', async () => {
    await click('.state .button:last-child');
    await panel.waitForSelector('.case .verdict');
    await look('diagnosis');
    for (const [state, part] of [
      ['checks', '.check-by-check'],
      ['change', '.change'],
      ['proof', '.proof'],
    ] as const) {
      await scrollTo(part);
      await look(state);
    }
    for (const fold of await panel.$$('.fold summary'))
      await fold.evaluate((summary) => (summary as HTMLElement).click());
    await scrollTo('.folds');
    await look('folds');
    await select('', '.members');
    await look('problem of many');
    await select('[title^="cdn.example"]', '.case mark');
    await look('slash');
    await select('[title*="502"]', '.case.failed');
    await look('not cors');
    await select('[title^="hooks.example"]', '.case.blocked');
    await look('redirect');
  });

  test('compare, and the preflight cache', async () => {
    await select('', '.members');
    await click('.members .link');
    await panel.waitForSelector('.story');
    await click('[aria-label=Compare]');
    await panel.waitForSelector('.decider');
    await look('compare');
    await click('[aria-label="Close compare"]');
    await click('.folds .link');
    await panel.waitForSelector('.ledger-table');
    await look('preflight cache');
    await click('[aria-label="Close preflight cache"]');
  });

  test('cURL, for each shell, and that it was copied', async () => {
    await select('', '.members');
    await click('.members .link');
    await panel.waitForSelector('.story');
    for (const [index, { label }] of terminals.entries()) {
      await focused('.verdict .drop');
      await devtools.keyboard.press('ArrowDown');
      await panel.waitForSelector('[role=menu]');
      if (index === 0) await look('shells');
      await devtools.keyboard.press('Home');
      for (let step = 0; step < index; step++) await devtools.keyboard.press('ArrowDown');
      expect(await panel.evaluate('document.activeElement.textContent')).toBe(label);
      await devtools.keyboard.press('Enter');
      await panel.waitForFunction(
        (wanted) => document.querySelector('[role=status]')?.textContent === `Copied: curl pair for ${wanted}`,
        {},
        label,
      );
      await closed('[role=menu]');
      expect(await focusedName()).toBe('cURL for another shell');
    }
    await look('copied');
    await panel.evaluate(`document.querySelector('.verdict .drop').click()`);
    await panel.waitForSelector('[role=menu]');
    await devtools.keyboard.press('Escape');
    await closed('[role=menu]');
    expect(await focusedName()).toBe('cURL for another shell');
  });

  test('the lists, and what nothing matches', async () => {
    await front('Problems');
    await look('problems');
    await front('Timeline');
    await panel.$$eval('[aria-label="Columns and order"]', (buttons) =>
      (buttons.find((one) => one.getClientRects().length > 0) as HTMLElement | undefined)?.click(),
    );
    await panel.waitForSelector('.menu');
    await look('columns');
    await (await panel.$('.menu input'))?.press('Escape');
    await closed('.menu');
    await panel.type('#filter', 'nothing-like-it');
    await titled('Nothing matches');
    await look('nothing matches');
    await click('.state .primary');
    await closed('.state');
  });

  test('the dialogs', async () => {
    for (const [state, button] of [
      ['export', 'Export with a choice'],
      ['hook', 'Explain'],
      ['keys', 'Keys'],
    ] as const) {
      await click(`[aria-label^="${button}"]`);
      await panel.waitForSelector('dialog[open]');
      await look(state);
      if (state === 'export') {
        for (const box of await panel.$$('.export [type=checkbox]'))
          await box.evaluate((one) => (one as HTMLElement).click());
        await panel.type('.also-hide input', 'x-tenant-id');
        await panel.waitForSelector('.export-warning');
        await look('export, nothing hidden');
        await scrollTo('.preview');
        await look('export, preview');
      }
      await click('dialog button[aria-label^="Close"], dialog [aria-label=Cancel]');
      await closed('dialog');
    }
  });

  // Docked beside it, DevTools is closed by the browser when the page becomes one of its own.
  test.runIf(place.dock === 'undocked')('a page of the browser', async () => {
    await click('[aria-label=Clear]');
    await page.goto('chrome://version');
    await titled('No extension');
    await look('page of the browser');
  });

  test('no permission', async () => {
    await click('[aria-label=Clear]');
    const settings = await browser.browser.newPage();
    await settings.goto('chrome://extensions');
    const withheld = { extensionId: browser.extensionId, hostAccess: 'ON_CLICK' };
    await settings.evaluate(`chrome.developerPrivate.updateExtensionConfiguration(${JSON.stringify(withheld)})`);
    await settings.close();
    await page.bringToFront();
    await titled('has not given access');
    await look('no permission');
  });

  test('nothing was thrown', () => expect(thrown).toEqual([]));
});

/** Controls of the lists, the verdict and a dialog that are wider than their place. */
const CUT_OFF = `[...document.querySelectorAll(':is(.left, .verdict, dialog) :is(button, progress, input, select)')]
  .filter((one) => one.getClientRects().length > 0)
  .filter((one) => {
    const { left, right } = one.getBoundingClientRect();
    const place = one.closest('.left, .verdict, dialog').getBoundingClientRect();
    return right > Math.min(place.right, innerWidth) + 6 || left < place.left - 6;
  })
  .map((one) => one.getAttribute('aria-label') ?? one.textContent)`;

/** The dock without the page beside it, which is empty. A browser can cut pictures: the page does it. */
async function cut(page: Page, picture: string, { dock, dockSize = 0 }: Place): Promise<Buffer> {
  const part = await page.evaluate(
    async (picture, dock, size) => {
      const image = new Image();
      image.src = `data:image/png;base64,${picture}`;
      await image.decode();
      const canvas = document.createElement('canvas');
      canvas.width = dock === 'right' ? size : image.width;
      canvas.height = dock === 'right' ? image.height : size;
      canvas.getContext('2d')?.drawImage(image, canvas.width - image.width, canvas.height - image.height);
      return canvas.toDataURL().split(',')[1] ?? '';
    },
    picture,
    dock,
    dockSize,
  );
  return Buffer.from(part, 'base64');
}
