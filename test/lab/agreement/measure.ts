import type { Frame } from 'puppeteer';
import type { LabBrowser } from '../../support/browser';
import { type CorsHar, harExporter } from '../../support/export-har';
import { panelLog } from '../../support/panel-log';
import type { ProtocolRecorder } from '../../support/protocol-verdicts';
import { runScenario } from '../run';
import type { Scenario } from '../scenarios/scenario';
import type { Lab } from '../server/lab';
import { type Compared, compare } from './compare';
import { panelSides, protocolSides } from './sides';

/** The panel follows the browser by some ten ms; what it has not said after this many is taken as its answer. */
const PATIENCE = 10_000;

/**
 * Runs the scenarios in several windows, each with its own DevTools and panel, and compares what each panel exports at the end with
 * what the protocol said of every request the pages made.
 */
export async function measureAgreement(options: {
  readonly lab: Lab;
  readonly browser: LabBrowser;
  readonly recorder: ProtocolRecorder;
  readonly scenarios: readonly Scenario[];
  readonly windows: number;
  /** With the switch "Explain invisible failures" on. */
  readonly hook: boolean;
}): Promise<Compared[]> {
  const { lab, browser, recorder, scenarios } = options;
  const exporter = await harExporter(browser.browser);
  const shares = shared(scenarios, options.windows);
  const compared = await Promise.all(
    shares.map(async (share) => {
      // The page of a tab in the background is not painted, and loads no image that only painting needs.
      const page = await browser.browser.newPage({ type: 'window' });
      await page.goto(lab.url);
      const { panel } = await browser.openPanel(page);
      await panel.click('aria/Keep log');
      if (options.hook) await switchHookOn(panel);
      for (const scenario of share) await runScenario(page, scenario, lab, recorder).catch(() => undefined);
      const ids = new Set(share.map(({ id }) => id));
      return await settled(
        () => exporter.exportHar(panel),
        (har) => {
          const protocol = protocolSides(recorder.requests()).filter(({ scenario }) => ids.has(scenario));
          return compare(
            protocol,
            panelSides(har).filter(({ scenario }) => ids.has(scenario)),
          );
        },
      );
    }),
  );
  await exporter.close();
  return compared.flat();
}

export async function switchHookOn(panel: Frame): Promise<void> {
  const log = await panelLog(panel);
  await log.send({ type: 'page-hook', on: true });
  await log.stateIs(({ pageHook }) => pageHook.state === 'reload needed', 'the wish for a reload');
}

/** Deals the scenarios out so that neighbours, which take alike long, go to different windows; those without an end come last. */
export function shared(scenarios: readonly Scenario[], windows: number): Scenario[][] {
  const endless = scenarios.filter(({ expects }) => expects.includes('pending'));
  const ordered = [...scenarios.filter((scenario) => !endless.includes(scenario)), ...endless];
  return Array.from({ length: windows }, (_, own) => ordered.filter((_, index) => index % windows === own));
}

async function settled(exported: () => Promise<CorsHar>, compared: (har: CorsHar) => Compared[]): Promise<Compared[]> {
  for (const deadline = Date.now() + PATIENCE; ; ) {
    const now = compared(await exported());
    if (Date.now() > deadline || now.every(({ differences }) => differences.length === 0)) return now;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
