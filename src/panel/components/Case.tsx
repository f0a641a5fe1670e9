import type { Detail } from '../view-model/detail';
import { keyed } from '../view-model/keyed';
import { ChangeSection } from './ChangeSection';
import { CheckTable } from './CheckTable';
import { Folds } from './Folds';
import { NotCorsSection } from './NotCorsSection';
import { ProofSection } from './ProofSection';
import { StorySection } from './StorySection';
import { VerdictHead } from './VerdictHead';
import { Words } from './Words';

/** One exchange, told from the verdict to the proof. */
export function Case({ detail }: { readonly detail: Detail }) {
  const tone = detail.notCors !== null ? 'failed' : detail.outcome;
  return (
    <article
      class={`case ${tone}`}
      aria-label={`${detail.method} ${detail.server}${detail.path.slice(0, 200)} ${detail.outcome}`}
    >
      <VerdictHead detail={detail} />
      <div class="case-body" tabIndex={0} role="region" aria-label="Diagnosis" id="diagnosis">
        <StorySection detail={detail} />
        <div class="side">
          <CheckTable groups={detail.checks} />
          {detail.notCors === null ? (
            <ChangeSection detail={detail} change={detail.change} />
          ) : (
            <NotCorsSection notCors={detail.notCors} />
          )}
          <Others detail={detail} />
          <ProofSection proof={detail.proof} />
          <Folds detail={detail} />
        </div>
      </div>
    </article>
  );
}

/** What stands beside the finding that leads: what would fail next, what lies behind, advice. */
function Others({ detail }: { readonly detail: Detail }) {
  if (detail.others.length === 0) return null;
  return (
    <section class="others" aria-label="Also">
      <h2 class="section-title">Also</h2>
      <ul>
        {keyed(detail.others, ({ title }) => title).map(({ key, item: other }) => (
          <li key={key}>
            <span class="tag">{other.kind}</span>
            <b>
              <Words text={other.title} />.
            </b>{' '}
            <Words text={other.explanation} />
          </li>
        ))}
      </ul>
    </section>
  );
}
