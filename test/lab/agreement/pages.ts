import type { LabBrowser } from '../../support/browser';
import { harExporter } from '../../support/export-har';
import type { ProtocolRecorder } from '../../support/protocol-verdicts';
import { until } from '../run';
import { type Compared, compare } from './compare';
import { switchHookOn } from './measure';
import { panelSides, protocolSides } from './sides';

/** A page's requests may be alike, so they are told apart by the whole URL; the page is what they are listed under. */
const ofPage = (page: string) => (url: string) => (/^https?:/.test(url) ? page : null);

/** How long nothing may happen before a page counts as done, ms. */
const QUIET = 1_500;
/** How long a page may take, ms. */
const PATIENCE = 30_000;
/** How long the panel may be behind the browser, ms. */
const BEHIND = 6_000;

/**
 * Pages of suites that are not ours, opened one after another in one window, and compared as the lab's are.
 *
 * @param urls http or https; hosts below `.test` are this machine.
 */
export async function measurePages(options: {
  readonly browser: LabBrowser;
  readonly recorder: ProtocolRecorder;
  readonly urls: readonly string[];
  /** With the switch "Explain invisible failures" on. */
  readonly hook: boolean;
  readonly onPage: (url: string, compared: readonly Compared[]) => void;
}): Promise<Compared[]> {
  const { browser, recorder, urls, hook, onPage } = options;
  const exporter = await harExporter(browser.browser);
  const page = await browser.browser.newPage({ type: 'window' });
  // Their alerts and questions would hold everything up.
  page.on('dialog', (dialog) => void dialog.dismiss().catch(() => undefined));
  const { panel } = await browser.openPanel(page);
  await panel.click('aria/Keep log');
  if (hook) await switchHookOn(panel);
  const all: Compared[] = [];
  for (const url of urls) {
    recorder.clear();
    await panel.click('aria/Clear');
    await page.goto(url, { timeout: PATIENCE }).catch(() => undefined);
    await until(isQuiet(recorder), PATIENCE, 100);
    let compared: Compared[] = [];
    await until(
      async () => {
        const har = await exporter.exportHar(panel);
        compared = compare(protocolSides(recorder.requests(), ofPage(url)), panelSides(har, ofPage(url)));
        return compared.every(({ differences }) => differences.length === 0);
      },
      BEHIND,
      400,
    );
    onPage(url, compared);
    all.push(...compared);
  }
  await exporter.close();
  return all;
}

function isQuiet(recorder: ProtocolRecorder): () => boolean {
  let seen = '';
  let since = Date.now();
  return () => {
    const requests = recorder.requests();
    const now = JSON.stringify([requests.length, requests.filter(({ end }) => end.state !== 'pending').length]);
    if (now !== seen) {
      seen = now;
      since = Date.now();
    }
    return Date.now() - since > QUIET;
  };
}
