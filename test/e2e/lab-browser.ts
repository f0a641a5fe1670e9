import type { Frame, Page } from 'puppeteer';
import { afterAll, beforeAll } from 'vitest';
import { localNetworkPermissions } from '../lab/permissions';
import { browserFlags, type Lab, startLab } from '../lab/server/lab';
import { type LabBrowser, type LaunchOptions, launch } from '../support/browser';
import { type HarExporter, harExporter } from '../support/export-har';
import { type ProtocolRecorder, recordProtocol } from '../support/protocol-verdicts';

export interface LabSession {
  readonly lab: Lab;
  readonly browser: LabBrowser;
  readonly recorder: ProtocolRecorder;
  readonly exporter: HarExporter;
  /** A page of the lab in a window of its own, with DevTools and the panel. */
  open(url?: string): Promise<{ readonly page: Page; readonly devtools: Page; readonly panel: Frame }>;
}

/** The lab and a browser for one test file; both end with it. */
export function labForFile(options: LaunchOptions = {}): () => LabSession {
  let session: LabSession | null = null;
  beforeAll(async () => {
    const lab = await startLab();
    const browser = await launch({ ...options, flags: [...browserFlags(lab), ...(options.flags ?? [])] });
    await localNetworkPermissions(browser.browser, lab);
    session = {
      lab,
      browser,
      recorder: await recordProtocol(browser.browser),
      exporter: await harExporter(browser.browser),
      async open(url = lab.url) {
        const page = await browser.browser.newPage({ type: 'window' });
        await page.goto(url);
        return { page, ...(await browser.openPanel(page)) };
      },
    };
  });
  afterAll(async () => {
    await session?.browser.close();
    await session?.exporter.close();
    await session?.lab.close();
  });
  return () => {
    if (!session) throw new Error('The lab did not start.');
    return session;
  };
}
