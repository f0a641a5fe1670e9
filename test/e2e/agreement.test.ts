import { expect, test } from 'vitest';
import { measureAgreement } from '../lab/agreement/measure';
import { disagreements } from '../lab/agreement/report';
import { runnable } from '../lab/run';
import { scenarios } from '../lab/scenarios/index';
import { labForFile } from './lab-browser';

const session = labForFile();

/** ms; alone it takes three minutes, beside other work twice as long. */
const PATIENCE = 15 * 60_000;

test(
  'of every request of every scenario the panel says what the browser says',
  async () => {
    const { lab, browser, recorder } = session();
    const chosen = runnable(scenarios, lab);
    const compared = await measureAgreement({ lab, browser, recorder, scenarios: chosen, windows: 3, hook: false });
    expect(disagreements(compared)).toEqual([]);

    // Agreement about nothing is none: each scenario that is made for a CorsError was compared.
    const seen = new Set(compared.map(({ protocol }) => protocol.scenario));
    const refused = chosen.filter(({ expects }) => expects.some((outcome) => /^[A-Z]/.test(outcome)));
    expect(refused.filter(({ id }) => !seen.has(id)).map(({ id }) => id)).toEqual([]);
    expect(refused.length).toBeGreaterThan(200);
  },
  PATIENCE,
);
