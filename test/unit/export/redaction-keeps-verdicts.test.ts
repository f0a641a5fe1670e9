import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diagnose } from '../../../src/diagnostics/diagnose';
import type { Verdict } from '../../../src/diagnostics/verdict';
import type { Exchange } from '../../../src/exchange/exchange';
import { harOf } from '../../../src/export/har';
import { redact } from '../../../src/export/redact';
import { importHar } from '../../../src/import/har';
import { exchanges } from '../../support/arbitrary-exchange';
import { plausibleExchanges } from '../../support/plausible-exchange';

/** What a verdict decides, without the words. */
const decision = (verdict: Verdict) => ({
  outcome: verdict.outcome,
  relation: verdict.relation,
  credentialsMode: verdict.credentialsMode,
  blockedBy: verdict.blockedBy?.rule ?? null,
  on: verdict.blockedBy?.on ?? null,
  chromium: verdict.blockedBy?.chromium ?? null,
  cause: verdict.cause?.rule ?? null,
  findings: verdict.findings.map((finding) => [finding.kind, finding.rule, finding.on, finding.hop]),
  triggers: verdict.preflight.triggers.map((trigger) => trigger.kind),
});

const creator = { name: 'CORS Lens', version: '0' };

function again(recorded: readonly Exchange[]): readonly Exchange[] {
  const read = importHar(JSON.stringify(harOf(recorded, { creator })));
  if (!read.ok) throw new Error(read.sentence);
  return read.exchanges;
}

test('the verdict on what was redacted is the verdict on what was recorded', () => {
  fc.assert(
    fc.property(plausibleExchanges, (exchange) => {
      const [shown = exchange] = redact([exchange]).exchanges;
      expect(decision(diagnose(shown))).toEqual(decision(diagnose(exchange)));
    }),
    { numRuns: 300 },
  );
}, 120_000);

test('export and import do not change a verdict', () => {
  fc.assert(
    fc.property(fc.oneof(plausibleExchanges, exchanges), (exchange) => {
      const [read] = again([exchange]);
      const [shown = exchange] = redact([exchange]).exchanges;
      expect(read && decision(diagnose(read))).toEqual(decision(diagnose(shown)));
    }),
    { numRuns: 150 },
  );
}, 120_000);
