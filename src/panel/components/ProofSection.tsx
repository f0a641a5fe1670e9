import { keyed } from '../view-model/keyed';
import type { Proof, ProofStep } from '../view-model/proof';
import { Icon } from './Icon';
import { Visible, Words } from './Words';

/** It settles disputes: the standard's steps with this exchange's values, and what the browsers call it. */
export function ProofSection({ proof }: { readonly proof: Proof }) {
  if (proof.steps.length === 0 && proof.says.length === 0) return null;
  return (
    <section class="proof" aria-label="Proof">
      <h2 class="section-title">
        Proof <span class="dim">the Fetch standard’s steps, with this exchange’s values</span>
      </h2>
      <div class="columns proof-columns">
        <ol class="steps">
          {keyed(proof.steps, ({ on, label }) => `${on} ${label}`).map(({ key, item: step }) => (
            <StepLine key={key} step={step} />
          ))}
        </ol>
        <div>
          <dl class="says">
            {proof.says.map(({ browser, name, sentence }) => (
              <div key={browser}>
                <dt>{browser}</dt>
                <dd>
                  {name !== '' && <code>{name}</code>}
                  {sentence !== '' && (
                    <span class="sentence">
                      <Visible text={sentence.slice(0, 2_000)} />
                    </span>
                  )}
                </dd>
              </div>
            ))}
          </dl>
          <p class="rests-on">
            <b>Rests on:</b> <Words text={proof.basis} />
          </p>
          <p class="dim">{proof.notes.join(' ')}</p>
        </div>
      </div>
    </section>
  );
}

function StepLine({ step }: { readonly step: ProofStep }) {
  return (
    <li class={`step-${step.result.replaceAll(' ', '-')}${step.decides ? ' decides' : ''}`}>
      <span class="step-result">
        <StepMark result={step.result} />
        <span class="sr">{step.result}</span>
      </span>
      <a href={step.url} target="_blank" rel="noreferrer" title={step.on}>
        {step.label}
      </a>
      <span>
        <Words text={step.text} />
      </span>
      {step.decides && <b class="decides-word">decides</b>}
    </li>
  );
}

function StepMark({ result }: { readonly result: ProofStep['result'] }) {
  switch (result) {
    case 'passed':
      return <Icon name="allowed" />;
    case 'failed':
      return <Icon name="blocked" />;
    case 'unknown':
      return <Icon name="unknown" />;
    case 'not reached':
      return <span aria-hidden="true">–</span>;
  }
}
