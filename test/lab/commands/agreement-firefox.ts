import { measureInFirefoxes } from '../agreement/firefox';
import { disagreements, summaryOf, table } from '../agreement/report';
import type { Scenario } from '../scenarios/scenario';

/** `npm run agreement -- --firefox`: the panel's export beside the category of Firefox's own console message for each request. @returns do they agree? */
export async function firefoxAgreement(options: {
  readonly scenarios: readonly Scenario[];
  readonly asked: readonly string[];
  readonly hook: boolean;
  readonly json: boolean;
}): Promise<boolean> {
  const { scenarios, asked, hook, json } = options;
  const isChosen = ({ id }: Scenario) => asked.length === 0 || asked.some((part) => id.includes(part));
  const { compared, undecided, chosen } = await measureInFirefoxes({ scenarios, isChosen, firefoxes: 3, hook });
  const summary = summaryOf(compared, 'firefox');
  for (const line of disagreements(compared)) console.log(line);
  console.log(table(summary));
  console.log(`${summary.agree} of ${summary.all} requests of ${chosen.length} scenarios agree`);
  if (undecided.length > 0) console.log('What is shown to an extension does not decide:');
  for (const { scenario, reason, missing } of undecided) console.log(`  ${scenario}: ${reason} – ${missing}`);
  if (json) console.log(JSON.stringify({ ...summary, undecided }));
  return summary.agree === summary.all;
}
