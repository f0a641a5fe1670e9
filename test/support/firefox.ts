import { resolve } from 'node:path';
import type { Preferences } from './firefox-preferences';
import { startFirefox } from './firefox-process';
import {
  CLOSE_TOOLBOX,
  EXTENSION_ORIGIN,
  IN_PANEL,
  OPEN_PANEL,
  OPEN_TOOLBOX,
  SET_PREFERENCES,
  TRUST_AUTHORITY,
} from './firefox-toolbox';

/** The longest a script may take, a whole scenario included. ms */
const SCRIPT_TIMEOUT = 60_000;

/** A Firefox of the tests' own with the extension in it. All scripts are bodies of async functions; results are plain data. */
export interface Firefox {
  readonly version: string;
  /** `moz-extension://<uuid>` */
  readonly extensionOrigin: string;
  goto(url: string): Promise<void>;
  /** Opens a tab and selects it. @returns what `selectTab` takes. */
  openTab(): Promise<string>;
  selectTab(tab: string): Promise<void>;
  /** Runs in the page of the selected tab. */
  inPage(body: string, ...args: unknown[]): Promise<unknown>;
  /** Runs in the browser's own chrome: `Services`, `ChromeUtils`, … */
  inChrome(body: string, ...args: unknown[]): Promise<unknown>;
  /** Opens the toolbox with our panel in front. */
  openPanel(): Promise<void>;
  /** Opens the toolbox and leaves the panel behind the console. */
  openToolbox(): Promise<void>;
  closeToolbox(): Promise<void>;
  /** Runs in the open panel. */
  inPanel(body: string): Promise<unknown>;
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
  const { marionette, stop } = await startFirefox({ headless, preferences, size });

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
      goto: (url) => inContext('content', async () => void (await marionette.send('WebDriver:Navigate', { url }))),
      openTab: () =>
        inContext('content', async () => {
          const { handle } = (await marionette.send('WebDriver:NewWindow', { type: 'tab', focus: true })) as {
            handle: string;
          };
          await marionette.send('WebDriver:SwitchToWindow', { handle, focus: true });
          return handle;
        }),
      selectTab: (handle) =>
        inContext('content', async () => {
          await marionette.send('WebDriver:SwitchToWindow', { handle, focus: true });
        }),
      inPage: (body, ...args) => inContext('content', () => run(body, args, null)),
      inChrome,
      openPanel: async () => void (await inChrome(OPEN_PANEL, id)),
      openToolbox: async () => void (await inChrome(OPEN_TOOLBOX, id)),
      closeToolbox: async () => void (await inChrome(CLOSE_TOOLBOX)),
      inPanel: (body) => inChrome(IN_PANEL, id, body),
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
