import { useEffect, useRef } from 'preact/hooks';
import type { Problem } from '../view-model/problems';
import { many } from '../view-model/text';
import { Icon } from './Icon';
import { useStore } from './store-context';

/** One row per cause and server, not per request: ten red rows with one cause are one job. */
export function Problems() {
  const store = useStore();
  const problems = store.problems.value;
  const selected = store.selectedProblem.value?.id ?? null;
  const list = useRef<HTMLDivElement>(null);
  const cors = problems.filter((problem) => problem.cors);
  const others = problems.filter((problem) => !problem.cors);

  useEffect(() => {
    if (selected !== null) list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [selected]);

  function move(event: KeyboardEvent): void {
    const all = [...cors, ...others];
    const at = all.findIndex((problem) => problem.id === selected);
    const last = all.length - 1;
    const to = {
      ArrowDown: Math.min(last, at + 1),
      ArrowUp: Math.max(0, at - 1),
      Home: 0,
      End: last,
      PageDown: Math.min(last, at + 8),
      PageUp: Math.max(0, at - 8),
    }[event.key];
    if (to !== undefined && all[to] !== undefined) {
      event.preventDefault();
      store.selectProblem(all[to].id);
    } else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      store.turnPage(event.key === 'ArrowLeft' ? -1 : 1);
    }
  }

  return (
    <section class="problems" aria-label="Problems" onFocusIn={() => store.bringToFront('problems')}>
      <div class="pane-head">
        <h2>Problems</h2>
        <span class="dim">{problems.length === 0 ? 'none' : `${cors.length} CORS, ${others.length} not`}</span>
      </div>
      <div
        class="scroll problem-list"
        role="listbox"
        aria-label="Problems"
        tabIndex={0}
        ref={list}
        onKeyDown={move}
        aria-activedescendant={selected === null ? undefined : domId(selected)}
      >
        {cors.map((problem) => (
          <ProblemRow key={problem.id} problem={problem} selected={problem.id === selected} />
        ))}
        {others.length > 0 && (
          <div class="section-rule" role="presentation">
            Not CORS – no header helps
          </div>
        )}
        {others.map((problem) => (
          <ProblemRow key={problem.id} problem={problem} selected={problem.id === selected} />
        ))}
      </div>
    </section>
  );
}

/** Ids come from strangers' URLs; an id in the document has no spaces. */
const domId = (id: string): string => `problem-${encodeURIComponent(id)}`;

function ProblemRow({ problem, selected }: { readonly problem: Problem; readonly selected: boolean }) {
  const store = useStore();
  const count = problem.rows.length;
  return (
    <div
      class="problem"
      role="option"
      id={domId(problem.id)}
      aria-selected={selected}
      title={`${problem.host}: ${problem.what}`}
      onClick={() => store.selectProblem(problem.id)}
    >
      <span class={`outcome ${problem.cors ? 'blocked' : 'failed'}`}>
        <Icon name={problem.cors ? 'blocked' : 'failed'} />
      </span>
      <span class="problem-who">
        <b>{problem.host}</b> {problem.what}
      </span>
      <span class="problem-count">
        <span class="sr">{many(count, 'request')}</span>
        {count > 1 && <span aria-hidden="true">{count} ×</span>}
      </span>
      <span class="problem-cause">{problem.cause}</span>
    </div>
  );
}
