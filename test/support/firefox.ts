import { resolve } from 'node:path';
import type { Preferences } from './firefox-preferences';
import { startFirefox } from './firefox-process';
import {
  CLOSE_TOOLBOX,
  EVENT_PAGE_STOPS,
  EXTENSION_ORIGIN,
  IN_PANEL,
  OPEN_PANEL,
  OPEN_TOOLBOX,
  SET_PREFERENCES,
  TRUST_AUTHORITY,
} from './firefox-toolbox';
import { until } from './until';

/** The longest a script may take, a whole scenario included. ms */
const SCRIPT_TIMEOUT = 60_000;

/** Runs in the panel: its toolbar is there. */
const UNTIL_DRAWN = `
  while (document.querySelector('[aria-label="Export HAR"]') === null) await new Promise((retry) => setTimeout(retry, 20));
`;

/** A Firefox of the tests' own with the extension in it. All scripts are bodies of async functions; results are plain data. */
export interface Firefox {
  readonly version: string;
  /** `moz-extension://<uuid>` */
  readonly extensionOrigin: string;
  goto(url: string): Promise<void>;
  /** Opens a tab and selects it. @returns what `selectTab` takes. */
  openTab(): Promise<string>;
  /** Opens a private window. @returns what `selectTab` takes. */
  openPrivateWindow(): Promise<string>;
  selectTab(tab: string): Promise<void>;
  /** Selects the first tab whose URL begins so, once it is there. */
  selectTabAt(url: string): Promise<void>;
  /** A reader's click in the page of the selected tab. */
  click(selector: string): Promise<void>;
  /** Runs in the page of the selected tab. */
  inPage(body: string, ...args: unknown[]): Promise<unknown>;
  /** Runs in the browser's own chrome: `Services`, `ChromeUtils`, … */
  inChrome(body: string, ...args: unknown[]): Promise<unknown>;
  /** Opens the toolbox with our panel in front. */
  openPanel(): Promise<void>;
  /** Opens the toolbox and leaves the panel behind the console. */
  openToolbox(): Promise<void>;
  closeToolbox(): Promise<void>;
  /** Settles when this Firefox has ended, whoever ended it. */
  readonly exited: Promise<void>;
  /** Runs in the open panel. */
  inPanel(body: string): Promise<unknown>;
  /** Waits until Firefox has stopped the extension's event page; `extensions.background.idle.timeout` says how soon it does. */
  eventPageStops(): Promise<void>;
  setPreferences(preferences: Preferences): Promise<void>;
  /** What this authority vouches for counts as good from now on. @param certificate DER in base64. */
  trustAuthority(certificate: string): Promise<void>;
  /** The whole window, toolbox and panel included, as PNG. */
  screenshot(): Promise<Buffer>;
  close(): Promise<void>;
}

export async function launchFirefox(
  options: {
    readonly extension?: string;
    readonly id?: string;
    readonly headless?: boolean;
    readonly preferences?: Preferences;
    readonly size?: { readonly width: number; readonly height: number };
    readonly privateBrowsing?: boolean;
  } = {},
): Promise<Firefox> {
  const {
    extension = 'dist/firefox',
    id = 'cors-lens@cors-lens.dev',
    headless = true,
    preferences = {},
    size = { width: 1280, height: 900 },
    privateBrowsing = false,
  } = options;
  const { marionette, exited, stop } = await startFirefox({ headless, preferences, size });

  // Marionette has one context at a time, so commands that need one wait for each other.
  let last: Promise<unknown> = Promise.resolve();
  const inOrder = <T>(task: () => Promise<T>): Promise<T> => {
    const result = last.then(task);
    last = result.catch(() => {});
    return result;
  };
  const inContext = <T>(context: 'chrome' | 'content', task: () => Promise<T>): Promise<T> =>
    inOrder(async () => {
      await marionette.send('Marionette:SetContext', { value: context });
      return task();
    });
  const valueIn = (answer: unknown): unknown => (answer as { value: unknown }).value;
  const run = async (body: string, args: readonly unknown[], sandbox: 'system' | null): Promise<unknown> => {
    const script = `
      const done = arguments[arguments.length - 1];
      const args = [...arguments].slice(0, -1);
      (async () => {${body}\n})().then((value) => done({ value }), (reason) => done({ thrown: reason + ' ' + reason?.stack }));`;
    const answer = await marionette.send('WebDriver:ExecuteAsyncScript', { script, args, sandbox, newSandbox: false });
    const { value, thrown } = valueIn(answer) as { value?: unknown; thrown?: string };
    if (thrown !== undefined) throw new Error(thrown);
    return value;
  };
  const inChrome = (body: string, ...args: unknown[]): Promise<unknown> =>
    inContext('chrome', () => run(body, args, 'system'));

  const select = async (handle: string): Promise<void> =>
    void (await marionette.send('WebDriver:SwitchToWindow', { handle, focus: true }));
  const open = (what: object): Promise<string> =>
    inContext('content', async () => {
      const { handle } = (await marionette.send('WebDriver:NewWindow', { ...what, focus: true })) as { handle: string };
      await select(handle);
      return handle;
    });
  const inPanel = (body: string): Promise<unknown> => inChrome(IN_PANEL, id, body);

  try {
    const session = (await marionette.send('WebDriver:NewSession', { unhandledPromptBehavior: 'dismiss' })) as {
      capabilities: { browserVersion: string };
    };
    await marionette.send('WebDriver:SetTimeouts', { script: SCRIPT_TIMEOUT, pageLoad: SCRIPT_TIMEOUT });
    await marionette.send('Addon:Install', {
      path: resolve(extension),
      temporary: true,
      allowPrivateBrowsing: privateBrowsing,
    });
    const extensionOrigin = String(await inChrome(EXTENSION_ORIGIN, id));

    return {
      version: session.capabilities.browserVersion,
      extensionOrigin,
      exited,
      goto: (url) => inContext('content', async () => void (await marionette.send('WebDriver:Navigate', { url }))),
      openTab: () => open({ type: 'tab' }),
      openPrivateWindow: () => open({ type: 'window', private: true }),
      selectTab: (handle) => inContext('content', () => select(handle)),
      async selectTabAt(url) {
        await until(`a tab at ${url}`, () =>
          inContext('content', async () => {
            for (const handle of (await marionette.send('WebDriver:GetWindowHandles')) as string[]) {
              await select(handle);
              if (String(valueIn(await marionette.send('WebDriver:GetCurrentURL'))).startsWith(url)) return true;
            }
            return false;
          }),
        );
      },
      click: (selector) =>
        inContext('content', async () => {
          const found = await marionette.send('WebDriver:FindElement', { using: 'css selector', value: selector });
          await marionette.send('WebDriver:ElementClick', { id: Object.values(valueIn(found) as object)[0] });
        }),
      inPage: (body, ...args) => inContext('content', () => run(body, args, null)),
      inChrome,
      async openPanel() {
        await inChrome(OPEN_PANEL, id);
        await inPanel(UNTIL_DRAWN);
      },
      openToolbox: async () => void (await inChrome(OPEN_TOOLBOX, id)),
      closeToolbox: async () => void (await inChrome(CLOSE_TOOLBOX)),
      inPanel,
      eventPageStops: async () => void (await inChrome(EVENT_PAGE_STOPS, id)),
      setPreferences: async (preferences) => void (await inChrome(SET_PREFERENCES, preferences)),
      trustAuthority: async (certificate) => void (await inChrome(TRUST_AUTHORITY, certificate)),
      screenshot: () =>
        inContext('chrome', async () => {
          const picture = await marionette.send('WebDriver:TakeScreenshot', { full: false, hash: false });
          return Buffer.from(String(valueIn(picture)), 'base64');
        }),
      close: stop,
    };
  } catch (reason) {
    await stop();
    throw reason;
  }
}
