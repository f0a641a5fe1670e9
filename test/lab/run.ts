import type { Page } from 'puppeteer';
import type { ProtocolRecorder, ProtocolRequest } from '../support/protocol-verdicts';
import { pageUrl, type Scenario } from './scenarios/scenario';
import type { Lab } from './server/lab';

/** How long a scenario may take, in ms, until what it has not finished counts as pending. */
const PATIENCE = 10_000;

/** How long the body of a delivered response may take, in ms: an opaque one is never read to its end. */
const UNREAD = 300;

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

/** The scenario's own requests: each of its URLs tells whose it is. */
export const requestsOf = (scenario: Scenario, recorder: ProtocolRecorder): ProtocolRequest[] =>
  recorder.requests().filter(({ hops }) => scenarioOf(hops[0]?.url ?? '') === scenario.id);

/** Null: not a URL of a scenario. */
export const scenarioOf = (url: string): string | null =>
  URL.canParse(url) ? new URL(url).searchParams.get('scenario') : null;

/** Waits until the condition holds, or as long as `patience` (ms) allows. */
export async function until(condition: () => boolean | Promise<boolean>, patience = PATIENCE): Promise<void> {
  for (const deadline = Date.now() + patience; !(await condition()) && Date.now() < deadline; ) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** The scenarios that this machine can show. */
export const runnable = (scenarios: readonly Scenario[], lab: Lab): Scenario[] =>
  scenarios.filter(({ needs = [] }) => lab.ipv6 || !needs.includes('ipv6'));
