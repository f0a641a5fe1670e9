import type { Verdict } from '../../src/diagnostics/verdict';

/** A verdict that says nothing, for tests of what stands around one. */
export const noVerdict: Verdict = {
  outcome: 'allowed',
  evidence: 'headers',
  basis: '',
  relation: 'unknown',
  credentialsMode: null,
  blockedBy: null,
  cause: null,
  findings: [],
  checks: [],
  steps: [],
  needed: { preflight: null, response: null },
  preflight: { needed: null, answeredFrom: null, triggers: [] },
  fixes: [],
};

/** One that holds what a server answered where something else was needed. */
export const verdictOnAnswer = (received: string): Verdict => ({
  ...noVerdict,
  checks: [
    {
      on: 'response',
      hop: 0,
      name: 'Access-Control-Allow-Origin',
      sent: 'https://app.example',
      received,
      needed: 'https://app.example',
      state: 'stopped here',
    },
  ],
});
