import type { ComponentChildren } from 'preact';
import type { Detail } from '../view-model/detail';
import type { HeaderGroup } from '../view-model/folds';
import { keyed } from '../view-model/keyed';
import { unmarked } from '../view-model/marks';
import { many } from '../view-model/text';
import { SourceLink } from './SourceLink';
import { useStore } from './store-context';
import { Value } from './Value';
import { Visible, Words } from './Words';

/** What few need: closed, each heading still carries its answer. */
export function Folds({ detail }: { readonly detail: Detail }) {
  const { initiator, headers, cache } = detail.folds;
  return (
    <div class="folds">
      {cache !== null && (
        <Fold title="Preflight cache" answer={cache.heading}>
          <p>
            <Words text={cache.text} />
          </p>
          <LedgerLink />
        </Fold>
      )}
      {initiator !== null && (
        <Fold title="Initiator" answer={initiator.heading}>
          <ol class="stack">
            {keyed(initiator.frames, ({ name, source }) => `${name} ${source.label}`).map(({ key, item: frame }) => (
              <li key={key}>
                <code>
                  <Visible text={frame.name} />
                </code>{' '}
                <SourceLink source={frame.source} />
              </li>
            ))}
          </ol>
        </Fold>
      )}
      <Fold title="All headers" answer={headers.heading}>
        {headers.groups.map((group) => (
          <Headers key={group.title} group={group} />
        ))}
      </Fold>
    </div>
  );
}

function LedgerLink() {
  const store = useStore();
  return (
    <button type="button" class="link" onClick={() => store.openLedger()}>
      All preflight answers kept
    </button>
  );
}

function Fold({
  title,
  answer,
  children,
}: {
  readonly title: string;
  readonly answer: string;
  readonly children: ComponentChildren;
}) {
  return (
    <details class="fold">
      <summary>
        <b>{title}</b>{' '}
        <span class="dim">
          <Words text={answer} />
        </span>
      </summary>
      <div class="fold-body">{children}</div>
    </details>
  );
}

function Headers({ group }: { readonly group: HeaderGroup }) {
  return (
    <div class="header-group">
      <h3>
        {group.title} <span class="dim">{many(group.lines.length, 'header')}</span>
      </h3>
      <dl>
        {keyed(group.lines, ([name]) => name).map(({ key, item: [name, value] }) => (
          <div key={key}>
            <dt>
              <code>
                <Visible text={name} />
              </code>
            </dt>
            <dd>
              <Value marked={unmarked(value)} text={value} name={name} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
