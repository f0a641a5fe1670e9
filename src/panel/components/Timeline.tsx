import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { GAPS_AT_MOST } from '../view-model/axis';
import type { Line } from '../view-model/lanes';
import { many } from '../view-model/text';
import { ColumnHeads } from './ColumnHeads';
import { columnsOf } from './column-widths';
import { Notices } from './Notices';
import { Overview } from './Overview';
import { RequestRow, rowDomId } from './RequestRow';
import { useStore } from './store-context';
import { useVirtualLines } from './use-virtual-lines';
import { ViewMenu } from './ViewMenu';

const LINE = 20;

/** All requests, in lanes by server, each with its bars on one time axis. */
export function Timeline() {
  const store = useStore();
  const { lines, servers } = store.lanes.value;
  const count = store.shown.value.length;
  const selectedId = store.selectedId.value;
  const problem = store.selectedRow.value?.problem?.id ?? null;
  const selectedLine = useMemo(
    () => lines.findIndex((line) => line.kind === 'request' && line.row.id === selectedId),
    [lines, selectedId],
  );
  const view = useVirtualLines({ count: lines.length, height: LINE, keep: selectedLine });
  useStillScroll(view.scroller, lines);
  // A row's elements are used again for the row that takes its place: scrolling fast makes no new ones.
  const most = useRef(0);
  most.current = Math.max(most.current, view.lines.length + 2);
  const slots = most.current;

  useLayoutEffect(() => {
    if (selectedLine >= 0) view.virtualizer.scrollToIndex(selectedLine, { align: 'auto' });
    // Only when another row is selected: new rows must not scroll.
  }, [selectedId]);

  function move(event: KeyboardEvent): void {
    const page = Math.max(1, Math.floor((view.scroller.current?.clientHeight ?? LINE) / LINE) - 1);
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -lines.length, End: lines.length }[
      event.key
    ];
    if (step !== undefined) {
      const row = requestNear(lines, selectedLine, step);
      if (row !== null) store.select(row);
      event.preventDefault();
    } else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      store.turnPage(event.key === 'ArrowLeft' ? -1 : 1);
    }
  }

  return (
    <section class="timeline" aria-label="Timeline" style={{ '--columns': columnsOf(store.options.value.hidden) }}>
      <div class="pane-head">
        <h2>Timeline</h2>
        <span class="dim">
          {many(count, 'request')}, {many(servers, 'server')}
        </span>
        <span class="grow" />
        <span class="bar-legend" aria-hidden="true">
          <i class="bar preflight" />
          preflight <i class="bar request" />
          request
        </span>
        <ViewMenu />
      </div>
      <Overview />
      <Notices />
      <ColumnHeads />
      <div
        class="scroll grid"
        role="grid"
        aria-label="Requests"
        aria-rowcount={count}
        aria-readonly="true"
        tabIndex={0}
        aria-activedescendant={selectedLine < 0 || selectedId === null ? undefined : rowDomId(selectedId)}
        ref={view.scroller}
        onKeyDown={move}
      >
        <StuckLane lines={lines} top={view.virtualizer.scrollOffset ?? 0} />
        <div class="lines" role="presentation" style={{ height: `${view.total}px` }}>
          <IdleGaps />
          {groups(
            lines,
            view.lines.map((item) => item.index),
          ).map((group) => (
            <div key={group.key} {...rowgroup(group, lines)}>
              {group.indexes.map((at) => {
                const line = lines[at]!;
                return line.kind === 'lane' ? (
                  <LaneHead key={`lane ${line.key}`} line={line} top={at * LINE} />
                ) : (
                  <RequestRow
                    key={at === selectedLine ? 'open' : at % slots}
                    row={line.row}
                    index={line.index}
                    top={at * LINE}
                    selected={line.row.id === selectedId}
                    sibling={problem !== null && line.row.problem?.id === problem}
                  />
                );
              })}
            </div>
          ))}
        </div>
      </div>
    </section>
  );
}

/** Behind all rows at once: idle time that was cut from the axis. */
function IdleGaps() {
  const { axis, options } = useStore();
  if (options.value.hidden.includes('bars') || axis.value.gaps.length > GAPS_AT_MOST) return null;
  return (
    <div class="idle-gaps columns-grid" aria-hidden="true">
      <span class="track">
        {axis.value.gaps.map((gap) => (
          <i key={gap.at} class="gap" style={{ left: `${gap.at}%`, width: `${gap.width}%` }} />
        ))}
      </span>
    </div>
  );
}

function LaneHead({ line, top }: { readonly line: Extract<Line, { kind: 'lane' }>; readonly top: number }) {
  return (
    <div class="lane" role="presentation" style={{ transform: `translateY(${top}px)` }}>
      <span>{line.title}</span>
      <span class="dim">
        {line.allowed} of {line.count} allowed
      </span>
    </div>
  );
}

/** The head of the lane being read stays in view. */
function StuckLane({ lines, top }: { readonly lines: readonly Line[]; readonly top: number }) {
  const first = lines[Math.floor(top / LINE)];
  if (top <= 0 || first?.kind !== 'request' || first.lane === '') return null;
  return (
    <div class="stuck-lane" aria-hidden="true">
      <span>{first.row.server}</span>
    </div>
  );
}

interface LaneView {
  readonly key: string;
  readonly title: string;
  readonly indexes: number[];
}

/** Visible lines by lane. */
function groups(lines: readonly Line[], indexes: readonly number[]): LaneView[] {
  const out: LaneView[] = [];
  for (const at of indexes) {
    const line = lines[at];
    if (line === undefined) continue;
    const key = line.kind === 'lane' ? line.key : line.lane;
    const last = out.at(-1);
    if (last?.key === key) last.indexes.push(at);
    else out.push({ key, title: line.kind === 'lane' ? line.title : line.row.server, indexes: [at] });
  }
  return out;
}

/** A lane of which only the head is in view holds no row, and a row group without rows is none. */
function rowgroup(group: LaneView, lines: readonly Line[]) {
  const hasRows = group.indexes.some((at) => lines[at]?.kind === 'request');
  return hasRows ? ({ role: 'rowgroup', 'aria-label': group.title } as const) : ({ role: 'presentation' } as const);
}

/** The request `step` lines away, past lane heads; the nearest there is. */
function requestNear(lines: readonly Line[], from: number, step: number): string | null {
  const towards = step > 0 ? 1 : -1;
  let at = Math.min(lines.length - 1, Math.max(0, from + step));
  while (lines[at]?.kind === 'lane') at += towards;
  let line = lines[at];
  if (line === undefined) {
    // A lane head at the very edge: turn round.
    at = towards > 0 ? lines.length - 1 : 0;
    while (lines[at]?.kind === 'lane') at -= towards;
    line = lines[at];
  }
  return line?.kind === 'request' ? line.row.id : null;
}

/** Rows that arrive above the ones being read do not push them away; at the end, the end stays in view. */
function useStillScroll(scroller: { readonly current: HTMLElement | null }, lines: readonly Line[]): void {
  const before = useRef<readonly Line[]>(lines);
  useLayoutEffect(() => {
    const element = scroller.current;
    const old = before.current;
    before.current = lines;
    if (element === null || old === lines || element.scrollTop === 0 || old.length === 0) return;
    const wasAtEnd = element.scrollTop + element.clientHeight >= old.length * LINE - 2;
    if (wasAtEnd) {
      element.scrollTop = lines.length * LINE;
      return;
    }
    const first = Math.floor(element.scrollTop / LINE);
    const anchor = old.slice(first).find((line) => line.kind === 'request');
    if (anchor?.kind !== 'request') return;
    const now = lines.findIndex((line) => line.kind === 'request' && line.row.id === anchor.row.id);
    const then = old.indexOf(anchor);
    if (now >= 0 && now !== then) element.scrollTop += (now - then) * LINE;
  }, [lines]);
}
