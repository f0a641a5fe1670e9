import type { Browser, Frame, Page } from 'puppeteer';
import type { Exchange } from '../../src/exchange/exchange';
import { type Behaviour, queryOf } from '../lab/server/behaviour';
import { browserFlags, originOf, type ServerName, startLab } from '../lab/server/lab';
import { launch } from './browser';
import { type PanelLog, panelLog } from './panel-log';
import { stopWorker } from './stop-worker';

/** A page with its DevTools open and our panel shown. */
export interface Inspected {
  readonly page: Page;
  readonly devtools: Page;
  readonly log: PanelLog;
  leave(): Promise<void>;
}

export interface HookLab {
  readonly browser: Browser;
  originOf(server: ServerName): string;
  urlOf(server: ServerName, path: string, behaviour?: Behaviour, host?: string): string;
  html(body: string, headers?: readonly string[]): Behaviour;
  inspect(url: string): Promise<Inspected>;
  /** The same with the switch on, loaded again. */
  inspectHooked(url: string): Promise<Inspected>;
  /** Ids of the scripts that the browser would put into pages now. */
  registeredScripts(): Promise<readonly string[]>;
  stopWorker(): Promise<void>;
  close(): Promise<void>;
}

/** The lab and a Chromium with the extension, for tests of the page hook. */
export async function openHookLab(): Promise<HookLab> {
  const lab = await startLab();
  const chromium = await launch({ flags: browserFlags(lab) });
  const { browser } = chromium;

  // Asked in a page of the extension: a worker that has nothing left to do is stopped, and asking it would wake it.
  const ours = await browser.newPage();
  await ours.goto(`chrome-extension://${chromium.extensionId}/src/permission/index.html`);

  async function inspect(url: string): Promise<Inspected> {
    const page = await browser.newPage();
    await page.goto(url);
    const { panel, devtools } = await chromium.openPanel(page);
    const log = await panelLog(panel);
    await log.stateIs(({ recording }) => recording.state === 'recording', 'the recording');
    const leave = async () => {
      await devtools.close();
      await page.close();
    };
    return { page, devtools, log, leave };
  }

  return {
    browser,
    originOf: (server) => originOf(lab, server),
    urlOf: (server, path, behaviour = {}, host) =>
      `${originOf(lab, server, host)}${path}?${new URLSearchParams(queryOf(behaviour))}`,
    html: (body, headers = []) => ({
      type: 'text/html',
      headers,
      body: `<!doctype html><meta charset="utf-8"><title>page</title>${body}`,
    }),
    inspect,
    async inspectHooked(url) {
      const inspected = await inspect(url);
      const { page, log } = inspected;
      await log.send({ type: 'page-hook', on: true });
      await log.stateIs(({ pageHook }) => pageHook.state === 'reload needed', 'the wish for a reload');
      await page.reload();
      await log.stateIs(({ pageHook }) => pageHook.state === 'on', 'the hook');
      return inspected;
    },
    registeredScripts: async () =>
      (await ours.evaluate(
        'chrome.scripting.getRegisteredContentScripts().then((all) => all.map(({ id }) => id))',
      )) as string[],
    stopWorker: () => stopWorker(browser),
    async close() {
      await chromium.close();
      await lab.close();
    },
  };
}

/** The page's own report is there and holds its outcome. */
export const settled = ({ page }: Exchange): boolean => page !== null && page.outcome !== null;

/** Are fetch and XMLHttpRequest the browser's own here? */
export const isNative = (frame: Page | Frame): Promise<boolean> =>
  frame.evaluate(`{
    const { open, send, setRequestHeader } = XMLHttpRequest.prototype;
    const isNative = (f) => /\\[native code\\]/.test(Function.prototype.toString.call(f));
    [fetch, open, send, setRequestHeader].every(isNative) && !Object.hasOwn(XMLHttpRequestUpload.prototype, 'addEventListener');
  }`) as Promise<boolean>;
