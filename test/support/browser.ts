import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import puppeteer, { type Browser, type Frame, type Page } from 'puppeteer';
import { findChromium } from './find-chromium';

export interface LaunchOptions {
  readonly headless?: boolean;
  readonly dock?: 'undocked' | 'right' | 'bottom';
  /** Width beside or height below the page, CSS pixels of all DevTools. */
  readonly dockSize?: number;
  readonly theme?: 'light' | 'dark';
  readonly size?: readonly [width: number, height: number];
  /** Chromium command-line switches beyond ours. */
  readonly flags?: readonly string[];
  /** The built extension; null: a browser without it. */
  readonly extension?: string | null;
}

export interface LabBrowser {
  readonly browser: Browser;
  /** The extension's id; null: a browser without it. */
  readonly extensionId: string | null;
  /** Opens the real DevTools of `page` and shows the panel in it. */
  openPanel(page: Page): Promise<{ readonly devtools: Page; readonly panel: Frame }>;
  /** Ends this browser, whatever state it is in, and removes its profile. */
  close(): Promise<void>;
}

const FLAGS = [
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-gpu',
  // Windows of tests cover one another.
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  '--disable-background-timer-throttling',
];

/** How long DevTools may take to show the panel, in ms; on a loaded machine it needs 8 s. */
const PATIENCE = 30_000;

/** Can a window be shown here? */
export const hasDisplay = (): boolean =>
  process.platform === 'darwin' ||
  process.platform === 'win32' ||
  Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);

/** Starts a browser with a profile of its own and the extension in it. */
export async function launch({
  headless = !process.env['HEADFUL'],
  dock = 'undocked',
  dockSize,
  theme = 'light',
  size = [1280, 800],
  flags = [],
  extension = resolve('dist/chrome'),
}: LaunchOptions = {}): Promise<LabBrowser> {
  const executablePath = await findChromium();
  const userDataDir = await mkdtemp(join(tmpdir(), 'cors-lens-'));
  await mkdir(join(userDataDir, 'Default'));
  // DevTools keeps its own settings as JSON strings inside the profile's preferences.
  await writeFile(
    join(userDataDir, 'Default', 'Preferences'),
    JSON.stringify({
      devtools: {
        preferences: {
          currentDockState: JSON.stringify(dock),
          ...(dockSize !== undefined && { 'inspector-view.split-view-state': splitState(dockSize) }),
        },
        synced_preferences_sync_disabled: { 'ui-theme': JSON.stringify(theme) },
      },
    }),
  );
  const browser = await puppeteer.launch({
    executablePath,
    headless,
    userDataDir,
    pipe: true, // Extensions.loadUnpacked only works over the pipe.
    enableExtensions: true,
    defaultViewport: null,
    // `close` ends it; a signal handler of puppeteer's would end our process first.
    handleSIGINT: false,
    args: [...FLAGS, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), `--window-size=${size.join()}`, ...flags],
  });
  const close = () => closed(browser, userDataDir);
  try {
    const id = extension === null ? null : await browser.installExtension(extension);
    return { browser, extensionId: id, close, openPanel: (page) => openPanel(page, id) };
  } catch (thrown) {
    await close();
    throw thrown;
  }
}

const splitState = (size: number): string => JSON.stringify({ vertical: { size }, horizontal: { size } });

async function openPanel(page: Page, id: string | null): Promise<{ devtools: Page; panel: Frame }> {
  const devtools = await page.openDevTools();
  // A string, not a function: it runs inside DevTools, where vitest's rewritten import() does not exist.
  // DevTools names a panel by its extension and its title without spaces.
  const show = `import('devtools://devtools/bundled/ui/legacy/legacy.js').then(({ ViewManager }) => {
    const views = ViewManager.ViewManager.instance(), id = ${JSON.stringify(`chrome-extension://${id}CORSLens`)};
    return views.hasView(id) && views.showView(id).then(() => true);
  })`;
  let last: unknown = 'the panel is not registered';
  const shown = () =>
    devtools.evaluate(show).catch((thrown: unknown) => {
      last = thrown;
      return false;
    });
  for (const deadline = Date.now() + PATIENCE; !(await shown()); await new Promise((retry) => setTimeout(retry, 50))) {
    if (Date.now() > deadline) throw new Error(`DevTools shows no CORS Lens panel after ${PATIENCE} ms: ${last}`);
  }
  const isPanel = (frame: Frame) => frame.url() === `chrome-extension://${id}/src/panel/index.html`;
  const panel = await devtools.waitForFrame(isPanel, { timeout: PATIENCE });
  await panel.waitForSelector('[aria-label="Export HAR"]', { timeout: PATIENCE });
  return { devtools, panel };
}

async function closed(browser: Browser, userDataDir: string): Promise<void> {
  const process = browser.process();
  const asked = browser.close().catch(() => undefined);
  const tooLong = new Promise((resolve) => setTimeout(resolve, 5000).unref());
  await Promise.race([asked, tooLong]);
  if (process?.exitCode === null) process.kill('SIGKILL');
  await rm(userDataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}
