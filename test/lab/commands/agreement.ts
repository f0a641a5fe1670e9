// Runs every scenario in Chromium with the extension and its panel in the real DevTools, and compares what the panel exports
// with the browser's own verdict for every request: `npm run agreement [-- --json] [-- part of an id …]`. Exit 1: they differ somewhere.
// With `--firefox` the same in Firefox.
// `--random 500 --seed 1`: random pages with so many requests instead, the same ones for the same seed.
// `--pages FILE`: the pages whose URLs are the file's lines instead, of whatever suite; hosts below `.test` are this machine.
// `--hook`: with the switch "Explain invisible failures" on.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { launch } from '../../support/browser';
import { recordProtocol } from '../../support/protocol-verdicts';
import { measureAgreement } from '../agreement/measure';
import { measurePages } from '../agreement/pages';
import { disagreements, summaryOf, table } from '../agreement/report';
import { localNetworkPermissions } from '../permissions';
import { runnable } from '../run';
import { scenarios as all } from '../scenarios/index';
import { randomScenarios } from '../scenarios/random';
import { browserFlags, startLab } from '../server/lab';
import { firefoxAgreement } from './agreement-firefox';

const { values, positionals: asked } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    firefox: { type: 'boolean', default: false },
    hook: { type: 'boolean', default: false },
    random: { type: 'string' },
    pages: { type: 'string' },
    seed: { type: 'string', default: '1' },
  },
  allowPositionals: true,
});
const scenarios = values.random ? randomScenarios(Number(values.random), Number(values.seed)) : all;
if (values.firefox) process.exit((await firefoxAgreement({ ...values, scenarios, asked })) ? 0 : 1);
const lab = await startLab(scenarios);
const browser = await launch({ flags: browserFlags(lab) });
try {
  await localNetworkPermissions(browser.browser, lab);
  const recorder = await recordProtocol(browser.browser);
  const chosen = runnable(scenarios, lab).filter(
    ({ id }) => asked.length === 0 || asked.some((part) => id.includes(part)),
  );
  const compared =
    values.pages === undefined
      ? await measureAgreement({ lab, browser, recorder, scenarios: chosen, windows: 3, hook: values.hook })
      : await measurePages({
          browser,
          recorder,
          urls: readFileSync(values.pages, 'utf8').split(/\s+/).filter(Boolean),
          hook: values.hook,
          onPage(url, { length }) {
            if (!values.json) console.log(`${url}: ${length} requests`);
          },
        });
  const summary = summaryOf(compared);
  for (const line of disagreements(compared)) console.log(line);
  console.log(table(summary));
  const places = values.pages === undefined ? `${chosen.length} scenarios` : values.pages;
  console.log(`${summary.agree} of ${summary.all} requests of ${places} agree`);
  if (values.json) console.log(JSON.stringify(summary));
  process.exitCode = summary.agree === summary.all ? 0 : 1;
} finally {
  await browser.close();
  await lab.close();
}
