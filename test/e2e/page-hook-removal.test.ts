import type { Page } from 'puppeteer';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Behaviour } from '../lab/server/behaviour';
import { type HookLab, type Inspected, isNative, openHookLab, settled } from '../support/hook-lab';

/** The switch "Explain invisible failures" in the real extension: it leaves nothing behind. */
let hookLab: HookLab;
let hooked: Inspected;
beforeAll(async () => {
  hookLab = await openHookLab();
});
afterAll(() => hookLab?.close());
beforeEach(async () => {
  hooked = await hookLab.inspectHooked(hookLab.urlOf('page', '/left', hookLab.html('<iframe srcdoc="x"></iframe>')));
});

const ALLOWED: Behaviour = { headers: ['Access-Control-Allow-Origin: *'] };

const inEveryFrame = (page: Page): Promise<boolean[]> => Promise.all(page.frames().map(isNative));
const becomesNative = (page: Page, timeout = 10_000) =>
  expect.poll(() => inEveryFrame(page), { timeout }).not.toContain(false);
const becomesUnregistered = (timeout = 15_000) => expect.poll(hookLab.registeredScripts, { timeout }).toEqual([]);

test('it is there while it is wanted, in every frame', async () => {
  expect(await inEveryFrame(hooked.page)).toEqual([false, false]);
  expect(await hookLab.registeredScripts()).toEqual(['page-hook', 'page-hook-bridge']);
  await hooked.leave();
});

test('switched off: gone at once, and after a reload', async () => {
  await hooked.log.send({ type: 'page-hook', on: false });
  await becomesNative(hooked.page);
  await becomesUnregistered();
  await hooked.page.reload();
  expect(await inEveryFrame(hooked.page)).toEqual([true, true]);
  expect(await hooked.log.state()).toMatchObject({ pageHook: { state: 'off' } });
  await hooked.leave();
});

test('DevTools closed: gone at once, and after a reload', async () => {
  await hooked.devtools.close();
  await becomesNative(hooked.page);
  await becomesUnregistered();
  await hooked.page.reload();
  expect(await inEveryFrame(hooked.page)).toEqual([true, true]);
  await hooked.page.close();
});

test('what the page wrapped stays wrapped, and passes on', async () => {
  await hooked.page.evaluate(() => {
    const inner = window.fetch;
    window.fetch = (...args) => inner(...args);
  });
  await hooked.log.send({ type: 'page-hook', on: false });
  await becomesUnregistered();
  await hooked.page.waitForFunction('/\\[native code\\]/.test(XMLHttpRequest.prototype.open)');
  const url = hookLab.urlOf('api', '/passed-on', ALLOWED);
  expect(await hooked.page.evaluate((url) => fetch(url).then((it) => it.status), url)).toBe(200);
  expect((await hooked.log.find('/passed-on', ({ end }) => end.state === 'completed')).page).toBeNull();
  await hooked.leave();
});

test('the worker was stopped: it comes back knowing, and still notices that DevTools is closed', async () => {
  await hookLab.stopWorker();
  await hooked.page.evaluate((url) => fetch(url).then(() => 0), hookLab.urlOf('api', '/woken', ALLOWED));
  expect((await hooked.log.find('/woken', settled)).page?.api).toBe('fetch');
  expect(await hookLab.registeredScripts()).toHaveLength(2);
  expect(await hooked.log.state()).toMatchObject({ pageHook: { state: 'on' } });
  await hooked.devtools.close();
  await becomesNative(hooked.page);
  await becomesUnregistered();
  await hooked.page.close();
});

test('the worker was stopped and DevTools closed: the next load finds nobody listening, the next worker tidies up', async () => {
  // In one breath: DevTools has no time to call the worker back.
  await Promise.all([hookLab.stopWorker(), hooked.devtools.close()]);
  await hooked.page.reload();
  await becomesNative(hooked.page);
  await becomesUnregistered(30_000);
  await hooked.page.close();
});

test('a page in another tab gets its functions back, and nothing of it is told', async () => {
  const other = await hookLab.browser.newPage();
  const call = `<script>fetch(${JSON.stringify(hookLab.urlOf('api', '/not-ours', ALLOWED))})</script>`;
  await other.goto(hookLab.urlOf('page', '/elsewhere', hookLab.html(`${call}<iframe srcdoc="x"></iframe>`)));
  await becomesNative(other);
  await hooked.page.evaluate((url) => fetch(url).then(() => 0), hookLab.urlOf('api', '/ours', ALLOWED));
  await hooked.log.find('/ours', settled);
  const told = (await hooked.log.exchanges()).map(({ hops }) => new URL(hops[0].request.url).pathname);
  expect(told).toContain('/ours');
  expect(told).not.toContain('/not-ours');
  await other.close();
  await hooked.leave();
});

test('a frame that was empty first is wrapped once', async () => {
  await hooked.page.evaluate(
    async (src) => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      await (frame.contentWindow as Window & typeof globalThis).fetch('/empty').catch(() => 0);
      await new Promise((loaded) => {
        frame.onload = loaded;
        frame.src = src;
      });
      await (frame.contentWindow as Window & typeof globalThis).fetch('/filled');
    },
    hookLab.urlOf('page', '/filled-frame', hookLab.html('')),
  );
  const { page } = await hooked.log.find('/filled', settled);
  expect(page?.api).toBe('fetch');
  const made = (await hooked.log.exchanges()).filter(({ hops }) => /\/filled$/.test(hops[0].request.url));
  expect(made).toHaveLength(1);
  await hooked.log.send({ type: 'page-hook', on: false });
  await becomesNative(hooked.page);
  await hooked.leave();
});
