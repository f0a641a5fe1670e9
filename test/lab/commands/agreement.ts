// Runs every scenario in Chromium with the extension and its panel in the real DevTools, and compares what the panel exports
// with the browser's own verdict for every request: `npm run agreement [-- --json] [-- part of an id …]`. Exit 1: they differ somewhere.
// With `--firefox` the same in Firefox.
import { launch } from '../../support/browser';
import { recordProtocol } from '../../support/protocol-verdicts';
import { measureAgreement } from '../agreement/measure';
import { disagreements, summaryOf, table } from '../agreement/report';
import { localNetworkPermissions } from '../permissions';
import { runnable } from '../run';
import { scenarios } from '../scenarios/index';
import { browserFlags, startLab } from '../server/lab';
import { firefoxAgreement } from './agreement-firefox';

const asked = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
if (process.argv.includes('--firefox')) {
  process.exit((await firefoxAgreement(asked, process.argv.includes('--json'))) ? 0 : 1);
}
const lab = await startLab();
const browser = await launch({ flags: browserFlags(lab) });
try {
  await localNetworkPermissions(browser.browser, lab);
  const recorder = await recordProtocol(browser.browser);
  const chosen = runnable(scenarios, lab).filter(
    ({ id }) => asked.length === 0 || asked.some((part) => id.includes(part)),
  );
  const compared = await measureAgreement({ lab, browser, recorder, scenarios: chosen, windows: 3 });
  const summary = summaryOf(compared);
  for (const line of disagreements(compared)) console.log(line);
  console.log(table(summary));
  console.log(`${summary.agree} of ${summary.all} requests of ${chosen.length} scenarios agree`);
  if (process.argv.includes('--json')) console.log(JSON.stringify(summary));
  process.exitCode = summary.agree === summary.all ? 0 : 1;
} finally {
  await browser.close();
  await lab.close();
}
