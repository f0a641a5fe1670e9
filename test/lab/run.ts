import type { Page } from 'puppeteer';
import type { ProtocolRecorder, ProtocolRequest } from '../support/protocol-verdicts';
import type { FirefoxLab } from './firefox';
import { pageUrl, type Scenario } from './scenarios/scenario';
import type { Lab } from './server/lab';

/** How long a scenario may take, in ms, until what it has not finished counts as pending. */
const PATIENCE = 10_000;

/** How long the body of a delivered response may take, in ms: an opaque one is never read to its end. */
const UNREAD = 300;

/** How long DevTools may take for the entries of a page, in ms: some requests have none. */
const UNTOLD = 600;

/** Loads the scenario's page in `page`, lets it do everything it does, and waits until its requests have ended. */
export async function runScenario(page: Page, scenario: Scenario, lab: Lab, recorder: ProtocolRecorder): Promise<void> {
  await page.goto(`${pageUrl(scenario, lab)}?run`);
  const waitsForEver = scenario.expects.includes('pending');
  if (waitsForEver) {
    await until(() => requestsOf(scenario, recorder).length >= scenario.expects.length);
    return;
  }
  await page.waitForSelector('html[data-state=done]', { timeout: PATIENCE });
  const requests = () => requestsOf(scenario, recorder);
  await until(() => requests().every(({ end, delivered }) => end.state !== 'pending' || delivered));
  await until(() => requests().every(({ end }) => end.state !== 'pending'), UNREAD);
}

/** The same in the selected tab of a Firefox. */
export async function runScenarioInFirefox({ firefox, lab, recorder }: FirefoxLab, scenario: Scenario): Promise<void> {
  await firefox.goto(`${pageUrl(scenario, lab)}?run`);
  const count = () => recorder.count(`scenario=${scenario.id}`);
  if (scenario.expects.includes('pending')) {
    await until(async () => (await count()).all >= scenario.expects.length);
    return;
  }
  await firefox.inPage(UNTIL_DONE, PATIENCE);
  const name = `scenario=${scenario.id}`;
  const isTold = async () => {
    const { all, ended, answered } = await recorder.count(name);
    // DevTools forgets what it has not told when the page is left.
    return ended === all && Number(await firefox.inPanel(countEntries(name))) >= answered;
  };
  // Each look costs Firefox some ms of its one main thread.
  await until(isTold, UNTOLD, 40);
}

/** Runs in the panel, which is told each entry beside the log's owner. */
export const COUNT_ENTRIES = `
  window.entryUrls = [];
  chrome.devtools.network.onRequestFinished.addListener(({ request }) => window.entryUrls.push(request.url));
`;

const countEntries = (part: string) =>
  `return (window.entryUrls ?? []).filter((url) => url.includes(${JSON.stringify(part)})).length`;

/** Argument: ms. */
const UNTIL_DONE = `
  const deadline = Date.now() + args[0];
  while (document.documentElement.dataset.state !== 'done' && Date.now() < deadline) {
    await new Promise((retry) => setTimeout(retry, 10));
  }
`;

/** The scenario's own requests: each of its URLs tells whose it is. */
export const requestsOf = (scenario: Scenario, recorder: ProtocolRecorder): ProtocolRequest[] =>
  recorder.requests().filter(({ hops }) => scenarioOf(hops[0]?.url ?? '') === scenario.id);

/** Null: not a URL of a scenario. */
export const scenarioOf = (url: string): string | null =>
  URL.canParse(url) ? new URL(url).searchParams.get('scenario') : null;

/** Waits until the condition holds, or as long as `patience` (ms) allows. @param every ms between two looks. */
export async function until(
  condition: () => boolean | Promise<boolean>,
  patience = PATIENCE,
  every = 10,
): Promise<void> {
  for (const deadline = Date.now() + patience; !(await condition()) && Date.now() < deadline; ) {
    await new Promise((resolve) => setTimeout(resolve, every));
  }
}

/** The scenarios that this machine can show in this browser. */
export const runnable = (
  scenarios: readonly Scenario[],
  lab: Lab,
  browser: 'chromium' | 'firefox' = 'chromium',
): Scenario[] =>
  scenarios.filter(({ needs = [], only = browser }) => (lab.ipv6 || !needs.includes('ipv6')) && only === browser);
