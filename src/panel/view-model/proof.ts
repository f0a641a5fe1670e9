import type { Step, Verdict } from '../../diagnostics/verdict';
import type { Exchange } from '../../exchange/exchange';
import { timeOfDay } from './clock';
import { ordinalOf } from './hops';

/** The way through the standard and what the three browsers say of it. */
export interface Proof {
  readonly steps: readonly ProofStep[];
  readonly says: readonly { readonly browser: string; readonly name: string; readonly sentence: string }[];
  /** What the outcome rests on. */
  readonly basis: string;
  readonly notes: readonly string[];
}

export interface ProofStep {
  readonly label: string;
  readonly url: string;
  readonly text: string;
  readonly result: Step['result'];
  /** The first that failed: it decides. */
  readonly decides: boolean;
  readonly on: string;
}

export function proofOf(exchange: Exchange, verdict: Verdict): Proof {
  const deciding = verdict.steps.findIndex((step) => step.result === 'failed');
  return {
    steps: verdict.steps.map((step, index) => ({
      label: `${step.algorithm} ${step.step}`.trim(),
      url: step.url,
      text: step.text,
      result: step.result,
      decides: index === deciding,
      on: whereOf(exchange, step),
    })),
    says: saysOf(verdict),
    basis: verdict.basis,
    notes: [credentialsNote(verdict), `Started at ${timeOfDay(exchange.startedAt)}.`].filter(Boolean),
  };
}

function whereOf(exchange: Exchange, { on, hop }: Step): string {
  const what = { preflight: 'preflight answer', response: 'response', request: 'request' }[on];
  return exchange.hops.length > 1 ? `${what}, ${ordinalOf(hop)} URL` : what;
}

function saysOf(verdict: Verdict): Proof['says'] {
  const finding = verdict.blockedBy ?? verdict.cause;
  if (finding === null) return [];
  return [
    { browser: 'Chromium', name: finding.chromium ?? '', sentence: finding.says.chromium ?? '' },
    { browser: 'Firefox', name: finding.firefox ?? '', sentence: finding.says.firefox ?? '' },
    { browser: 'Safari', name: '', sentence: finding.webkit ?? '' },
  ].filter(({ name, sentence }) => name !== '' || sentence !== '');
}

function credentialsNote({ credentialsMode }: Verdict): string {
  if (credentialsMode === null) return 'Credentials mode: not known. Browsers do not reveal it.';
  return `Credentials mode: ${credentialsMode.value} (${credentialsMode.how === 'seen' ? 'seen in the request' : 'follows from the outcome'}).`;
}
