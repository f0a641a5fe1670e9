// Runs the scenarios in Chromium without the extension and compares the protocol's verdicts with what each scenario expects:
// `npx tsx test/lab/commands/verdicts.ts [part of an id …]`. A scenario that cannot show what it says is a fault of the lab.
import { launch } from '../../support/browser';
import { recordProtocol, verdictOf } from '../../support/protocol-verdicts';
import { localNetworkPermissions } from '../permissions';
import { requestsOf, runnable, runScenario } from '../run';
import { scenarios } from '../scenarios/index';
import { browserFlags, startLab } from '../server/lab';

const lab = await startLab();
const { browser, close } = await launch({ flags: browserFlags(lab), extension: null });
let differing = 0;
try {
  await localNetworkPermissions(browser, lab);
  const recorder = await recordProtocol(browser);
  const page = await browser.newPage();
  const wanted = process.argv.slice(2);
  const chosen = runnable(scenarios, lab).filter(
    ({ id }) => wanted.length === 0 || wanted.some((part) => id.includes(part)),
  );
  for (const scenario of chosen) {
    await runScenario(page, scenario, lab, recorder).catch((thrown) => console.log(`${scenario.id}: ${thrown}`));
    const requests = requestsOf(scenario, recorder).filter(({ preflightFor }) => preflightFor === null);
    const verdicts = requests.map(verdictOf);
    const expected = scenario.expects.filter((word) => word !== 'no request');
    if (verdicts.join() === expected.join()) continue;
    differing += 1;
    const outputs = await page.$$eval('output', (made) => made.map((output) => output.textContent));
    console.log(
      `${scenario.id}\n  expected ${expected.join(', ')}\n  protocol ${verdicts.join(', ')}\n  page     ${outputs.join(' | ')}`,
    );
  }
  console.log(`${chosen.length - differing} of ${chosen.length} scenarios show what they say`);
} finally {
  await close();
  await lab.close();
}
process.exitCode = differing > 0 ? 1 : 0;
