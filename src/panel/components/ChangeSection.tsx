import type { ClientChangeText } from '../../fixes/client-changes';
import type { Change } from '../view-model/change';
import type { Detail } from '../view-model/detail';
import { many, plain } from '../view-model/text';
import { CopyButton } from './CopyButton';
import { Icon } from './Icon';
import { ServerTabs } from './ServerTabs';
import { Snippet } from './Snippet';
import { useStore } from './store-context';
import { WireLines } from './WireLines';
import { Words } from './Words';

/** The smallest set of headers that would pass, the code for the reader's server, and how to see that it works. */
export function ChangeSection({ detail, change }: { readonly detail: Detail; readonly change: Change | null }) {
  const store = useStore();
  if (detail.outcome === 'pending') return null;
  if (detail.outcome === 'allowed') return <NothingToChange />;
  if (change === null) return null;
  // The change was worked out with some of a long list of requests; it helps all of them.
  const helps = Math.max(change.helps, store.selectedProblem.value?.rows.length ?? 0);
  return (
    <section class="change" aria-label="What to change">
      <h2 class="section-title">
        What to change{' '}
        <span class="dim">
          {change.where}
          {helps > 1 && ` – helps ${many(helps, 'request')}`}
        </span>
      </h2>
      <div class="columns">
        <div class="smallest">
          {change.groups.length > 0 && (
            <>
              <div class="label-row">
                <span>Smallest change</span>
                <CopyButton name="Copy headers" text={() => change.copyText} />
              </div>
              {change.groups.map((group) => (
                <div key={group.title} class="group">
                  <div class="group-title">{group.title}</div>
                  <WireLines lines={group.lines} />
                </div>
              ))}
            </>
          )}
          <ToDo title="Beside the headers" items={change.also} />
        </div>
        {change.policy !== null && <ServerTabs key={detail.server} detail={detail} policy={change.policy} />}
      </div>
      <InPage changes={change.inPage} alone={change.policy === null && change.groups.length === 0} />
    </section>
  );
}

function NothingToChange() {
  return (
    <section class="change" aria-label="What to change">
      <h2 class="section-title">What to change</h2>
      <p class="nothing">
        <Icon name="allowed" /> Nothing.
      </p>
    </section>
  );
}

function InPage({ changes, alone }: { readonly changes: readonly ClientChangeText[]; readonly alone: boolean }) {
  if (changes.length === 0) return null;
  return (
    <div class="in-page">
      <h3>{alone ? 'In the page' : 'Or in the page'}</h3>
      {changes.map((change) => (
        <details key={change.title} open={alone}>
          <summary>
            <Words text={change.title} />
          </summary>
          <p>
            <Words text={change.explanation} />
          </p>
          {change.code !== null && <Snippet name={plain(change.title)} where="In the page" code={change.code} />}
        </details>
      ))}
    </div>
  );
}

function ToDo({ title, items }: { readonly title: string; readonly items: readonly string[] }) {
  if (items.length === 0) return null;
  return (
    <div class="to-do">
      <h3>{title}</h3>
      <ol>
        {items.map((item) => (
          <li key={item}>
            <span>
              <Words text={item} />
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}
