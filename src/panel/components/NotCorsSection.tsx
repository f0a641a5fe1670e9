import { keyed } from '../view-model/keyed';
import { unmarked } from '../view-model/marks';
import type { NotCors } from '../view-model/not-cors';
import { clip } from '../view-model/text';
import { Value } from './Value';
import { Visible, Words } from './Words';

/** Amber, not red: how we know, what to do, nothing to copy. */
export function NotCorsSection({ notCors }: { readonly notCors: NotCors }) {
  return (
    <section class="change" aria-label="What to do">
      <div class="columns">
        <div>
          <h2 class="section-title">How we know</h2>
          <dl class="evidence-list">
            {keyed(notCors.evidence, ({ name }) => name).map(({ key, item: { name, value } }) => (
              <div key={key}>
                <dt>{clip(name, 60)}</dt>
                <dd>
                  <Value marked={unmarked(value)} text={value} name={name} />
                </dd>
              </div>
            ))}
          </dl>
        </div>
        <div class="to-do">
          <h2 class="section-title">What to do</h2>
          <ol>
            {keyed(notCors.steps, (step) => step).map(({ key, item: step }) => (
              <li key={key}>
                <span>
                  <Words text={step} />
                </span>
              </li>
            ))}
          </ol>
          {notCors.calledCors !== '' && (
            <p class="dim called-cors">
              {notCors.browser} calls it CORS: <Visible text={clip(notCors.calledCors, 1_000)} />
            </p>
          )}
        </div>
      </div>
    </section>
  );
}
