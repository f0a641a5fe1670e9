import type { GroupPage as Group } from '../view-model/group-page';
import { clip, many } from '../view-model/text';
import { Answers } from './Answers';
import { ChangeSection } from './ChangeSection';
import { NotCorsSection } from './NotCorsSection';
import { Outcome } from './Outcome';
import { RequestTools } from './RequestTools';
import { useStore } from './store-context';
import { Visible, Words } from './Words';

const ROWS_AT_MOST = 100;

/** Requests with one cause at one server: what they share, and one change for all of them. */
export function GroupPage({ group }: { readonly group: Group }) {
  const { lead } = group;
  const tone = lead.notCors === null ? lead.outcome : 'failed';
  return (
    <article class={`case ${tone}`} aria-label={`${group.title}, one cause`}>
      <header class="verdict">
        <div class="verdict-request">
          <Outcome outcome={lead.outcome} amber={lead.notCors !== null} />
          <span class="group-line">
            <b>{group.title}</b>, one cause, at <code>{group.problem.host}</code>
          </span>
          <span class="grow" />
          <RequestTools exchange={group.problem.rows[0]?.exchange ?? null} />
        </div>
        <h1>
          <Words text={lead.title} />
        </h1>
        <p class="why">
          <Words text={lead.why} />
        </p>
        <Answers answers={lead.answers} />
      </header>
      <div class="case-body" tabIndex={0} role="region" aria-label="Diagnosis" id="diagnosis">
        <div class="side">
          {lead.notCors === null ? (
            <ChangeSection detail={lead} change={group.change} />
          ) : (
            <NotCorsSection notCors={lead.notCors} />
          )}
          <SharedFacts group={group} />
          <Members group={group} />
        </div>
      </div>
    </article>
  );
}

function SharedFacts({ group }: { readonly group: Group }) {
  return (
    <section class="shared" aria-label="What they share">
      <h2 class="section-title">What they share</h2>
      <dl class="evidence-list">
        {group.shared.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <Words text={value} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Members({ group }: { readonly group: Group }) {
  const store = useStore();
  const { rows } = group.problem;
  return (
    <section class="members" aria-label="The requests">
      <h2 class="section-title">The {many(rows.length, 'request')}</h2>
      <ul>
        {rows.slice(0, ROWS_AT_MOST).map((row) => (
          <li key={row.id}>
            <button type="button" class="link" onClick={() => store.openCase(row.id)}>
              <code>
                <b>{clip(row.method, 20)}</b> <Visible text={clip(row.path, 200)} />
              </code>
            </button>{' '}
            <span class="dim">{row.status}</span>
          </li>
        ))}
      </ul>
      {rows.length > ROWS_AT_MOST && <p class="dim">and {rows.length - ROWS_AT_MOST} more, in the timeline</p>}
    </section>
  );
}
