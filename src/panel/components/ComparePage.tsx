import { useState } from 'preact/hooks';
import type { Cell, ComparedRow, Comparison, Section, Side } from '../view-model/comparison';
import { keyed } from '../view-model/keyed';
import { unmarked } from '../view-model/marks';
import { many } from '../view-model/text';
import { CopyCurl } from './CopyCurl';
import { Icon } from './Icon';
import { Outcome } from './Outcome';
import { useStore } from './store-context';
import { Value } from './Value';
import { Visible, Words } from './Words';

/** Two exchanges, the difference that decided on top. A click in the list takes another for the right side. */
export function ComparePage({ comparison }: { readonly comparison: Comparison }) {
  const [onlyDifferences, setOnlyDifferences] = useState(true);
  const { left, right } = comparison;
  return (
    <article class="compare" aria-label="Compare">
      <CompareHead comparison={comparison} onlyDifferences={onlyDifferences} onOnly={setOnlyDifferences} />
      {right === null ? (
        <p class="choose">Nothing that passed was recorded yet. Choose another request in the list to compare with.</p>
      ) : (
        <>
          <Deciding comparison={comparison} right={right} />
          <div class="compare-scroll" role="region" aria-label="Differences" tabIndex={0} id="diagnosis">
            <table class="compared">
              <thead>
                <tr>
                  <th scope="col">
                    <SideName side={left} />
                  </th>
                  <th scope="col" class="compared-name">
                    compared
                  </th>
                  <th scope="col">
                    <SideName side={right} />
                  </th>
                </tr>
              </thead>
              {comparison.sections.map((section) => (
                <SectionRows key={section.title} section={section} onlyDifferences={onlyDifferences} />
              ))}
            </table>
            <Equal sections={comparison.sections} hidden={onlyDifferences} onShow={() => setOnlyDifferences(false)} />
            {comparison.failsNext.map((title) => (
              <p key={title} class="hint">
                <Icon name="failed" />
                <span>
                  Would fail next: <Words text={title} />
                </span>
              </p>
            ))}
          </div>
        </>
      )}
    </article>
  );
}

function CompareHead({
  comparison,
  onlyDifferences,
  onOnly,
}: {
  readonly comparison: Comparison;
  readonly onlyDifferences: boolean;
  readonly onOnly: (only: boolean) => void;
}) {
  const store = useStore();
  const chosen = comparison.right?.id ?? '';
  const candidates = store.candidates.value;
  const known = candidates.some((candidate) => candidate.id === chosen);
  return (
    <header class="page-head">
      <h1>Compare</h1>
      <label class="compare-with">
        <span class="dim">with</span>
        <select value={chosen} onChange={(event) => store.compareWith(event.currentTarget.value)}>
          {!known && comparison.right !== null && (
            <option value={chosen}>
              {comparison.right.method} {comparison.right.path}
            </option>
          )}
          {candidates.map((candidate) => (
            <option key={candidate.id} value={candidate.id}>
              {candidate.name}
            </option>
          ))}
        </select>
      </label>
      <button type="button" class="tool" aria-label="Swap sides" title="Swap sides" onClick={() => store.swapSides()}>
        <Icon name="compare" />
        <span class="tool-word">Swap</span>
      </button>
      <span class="grow" />
      <label class="keep-log">
        <input type="checkbox" checked={onlyDifferences} onChange={(event) => onOnly(event.currentTarget.checked)} />{' '}
        Only differences
      </label>
      <CopyCurl exchange={store.selectedRow.value?.exchange ?? null} />
      <button type="button" class="tool icon-only" aria-label="Close compare" onClick={() => store.closePage()}>
        <Icon name="close" />
      </button>
    </header>
  );
}

function SideName({ side }: { readonly side: Side }) {
  return (
    <>
      <Outcome outcome={side.outcome} />{' '}
      <code>
        {side.method} <Visible text={side.path} />
      </code>
    </>
  );
}

function Deciding({ comparison, right }: { readonly comparison: Comparison; readonly right: Side }) {
  const { decider, left } = comparison;
  if (decider === null) {
    return <p class="decider dim">No single difference of their answers decides; below is all that differs.</p>;
  }
  return (
    <section class="decider" aria-label="The difference that decides" tabIndex={0}>
      <p class="dim">The difference that decides: {decider.name}</p>
      <div class="deciders">
        <Decided side={left} cell={decider.left} tone="bad" />
        <span class="unequal" aria-hidden="true">
          ≠
        </span>
        <Decided side={right} cell={decider.right} tone="good" />
      </div>
      <p class="so">
        So: <Words text={decider.so} />
      </p>
    </section>
  );
}

function Decided({ side, cell, tone }: { readonly side: Side; readonly cell: Cell; readonly tone: 'bad' | 'good' }) {
  return (
    <div class={`decided ${tone}`}>
      <SideName side={side} />
      <div class="big">
        <CellText cell={cell} />
      </div>
    </div>
  );
}

function SectionRows({ section, onlyDifferences }: { readonly section: Section; readonly onlyDifferences: boolean }) {
  const rows = onlyDifferences ? section.rows.filter((row) => !row.same) : section.rows;
  if (rows.length === 0) return null;
  return (
    <tbody>
      <tr class="compared-section">
        <th colSpan={3} scope="colgroup">
          {section.title}
        </th>
      </tr>
      {keyed(rows, ({ name }) => name).map(({ key, item: row }) => (
        <ComparedLine key={key} row={row} />
      ))}
    </tbody>
  );
}

function ComparedLine({ row }: { readonly row: ComparedRow }) {
  return (
    <tr class={row.decides ? 'deciding' : ''}>
      <td class={row.decides ? 'bad' : ''}>
        <CellText cell={row.left} />
      </td>
      <th scope="row">{row.name}</th>
      <td class={row.decides ? 'good' : ''}>
        <CellText cell={row.right} />
      </td>
    </tr>
  );
}

function CellText({ cell }: { readonly cell: Cell }) {
  if (cell === null) return <span class="absent">not there</span>;
  return cell.wire ? <Value marked={unmarked(cell.text)} text={cell.text} /> : <span>{cell.text}</span>;
}

function Equal({
  sections,
  hidden,
  onShow,
}: {
  readonly sections: readonly Section[];
  readonly hidden: boolean;
  readonly onShow: () => void;
}) {
  const equal = sections.flatMap((section) => section.rows.filter((row) => row.same && row.left !== null));
  if (!hidden || equal.length === 0) return null;
  return (
    <p class="equal">
      {many(equal.length, 'line')} equal:{' '}
      {equal
        .slice(0, 5)
        .map((row) => row.name)
        .join(', ')}
      {equal.length > 5 && ', …'}{' '}
      <button type="button" class="link" onClick={onShow}>
        Show
      </button>
    </p>
  );
}
