import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { GAPS_AT_MOST } from '../view-model/axis';
import type { Lane, Lanes, Line } from '../view-model/lanes';
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
  const lanes = store.lanes.value;
  const count = store.shown.value.length;
  const selectedId = store.selectedId.value;
  const problem = store.selectedRow.value?.problem?.id ?? null;
  const selectedLine = useMemo(() => (selectedId === null ? -1 : lanes.lineOf(selectedId)), [lanes, selectedId]);
  const view = useVirtualLines({ count: lanes.lineCount, height: LINE, keep: selectedLine });
  useStillScroll(view, lanes);
  // Of a long list a row's elements are used again for the row that takes its place: scrolling fast makes no new ones. In a
  // short one each row keeps its own, whatever becomes of it.
  const most = useRef(0);
  most.current = view.whole ? 0 : Math.max(most.current, view.lines.length + 2);
  const keyOf = (id: string, at: number): string | number => {
    if (view.whole) return id;
    return at === selectedLine ? 'open' : at % most.current;
  };

  const lineNow = useRef(selectedLine);
  lineNow.current = selectedLine;
  const scrolledTo = useRef<string | null>(null);
  useLayoutEffect(() => {
    // Only when another row is selected: new rows must not scroll.
    if (scrolledTo.current === selectedId) return;
    scrolledTo.current = selectedId;
    if (selectedLine < 0) return;
    // When its picture was made: before, scrolling would lay out all that has just been drawn, and the picture again.
    store.host.nextFrame(() => {
      if (lineNow.current >= 0) view.virtualizer.scrollToIndex(lineNow.current, { align: 'auto' });
    });
  }, [selectedId, selectedLine, view.virtualizer, store]);

  function move(event: KeyboardEvent): void {
    const page = Math.max(1, Math.floor((view.scroller.current?.clientHeight ?? LINE) / LINE) - 1);
    const step = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: page,
      PageUp: -page,
      Home: -lanes.lineCount,
      End: lanes.lineCount,
    }[event.key];
    if (step !== undefined) {
      const row = requestNear(lanes, selectedLine, step);
      if (row !== null) store.select(row);
      event.preventDefault();
    } else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      store.turnPage(event.key === 'ArrowLeft' ? -1 : 1);
    }
  }

  return (
    <section
      class="timeline"
      aria-label="Timeline"
      style={{ '--columns': columnsOf(store.options.value.hidden) }}
      onFocusIn={() => store.bringToFront('timeline')}
    >
      <div class="pane-head">
        <h2>Timeline</h2>
        <span class="dim">
          {many(count, 'request')}, {many(lanes.servers, 'server')}
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
        <StuckLane lanes={lanes} top={view.virtualizer.scrollOffset ?? 0} />
        <div class="lines" role="presentation" style={{ height: `${view.total}px` }}>
          <IdleGaps />
          {groups(
            lanes,
            view.lines.map((item) => item.index),
          ).map((group) => (
            <div key={group.lane?.key} {...rowgroup(group)}>
              {group.lines.map(({ line, at }) =>
                line.kind === 'lane' ? (
                  <LaneHead key={`lane ${line.lane.key}`} lane={line.lane} top={at * LINE} />
                ) : (
                  <RequestRow
                    key={keyOf(line.row.id, at)}
                    row={line.row}
                    index={line.index}
                    top={at * LINE}
                    selected={line.row.id === selectedId}
                    sibling={problem !== null && line.row.problem?.id === problem}
                  />
                ),
              )}
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

function LaneHead({ lane, top }: { readonly lane: Lane; readonly top: number }) {
  return (
    <div class="lane" role="presentation" style={{ transform: `translateY(${top}px)` }}>
      <span>{lane.title}</span>
      <span class="dim">
        {lane.allowed} of {lane.rows.length} allowed
      </span>
    </div>
  );
}

/** The head of the lane being read stays in view. */
function StuckLane({ lanes, top }: { readonly lanes: Lanes; readonly top: number }) {
  const first = lanes.lineAt(Math.floor(top / LINE));
  if (top <= 0 || first?.kind !== 'request' || first.lane === null) return null;
  return (
    <div class="stuck-lane" aria-hidden="true">
      <span>{first.lane.title}</span>
    </div>
  );
}

/** Lines in view, of one lane. */
interface LaneView {
  readonly lane: Lane | null;
  readonly lines: { readonly at: number; readonly line: Line }[];
}

function groups(lanes: Lanes, indexes: readonly number[]): LaneView[] {
  const out: LaneView[] = [];
  for (const at of indexes) {
    const line = lanes.lineAt(at);
    if (line === null) continue;
    const last = out.at(-1);
    if (last?.lane === line.lane) last.lines.push({ at, line });
    else out.push({ lane: line.lane, lines: [{ at, line }] });
  }
  return out;
}

/** A lane of which only the head is in view holds no row, and a row group without rows is none. */
function rowgroup({ lane, lines }: LaneView) {
  if (!lines.some(({ line }) => line.kind === 'request')) return { role: 'presentation' } as const;
  return { role: 'rowgroup', 'aria-label': lane?.title ?? 'All requests' } as const;
}

/** The request `step` lines away, past lane heads; the nearest there is. */
function requestNear(lanes: Lanes, from: number, step: number): string | null {
  const towards = step > 0 ? 1 : -1;
  let at = Math.min(lanes.lineCount - 1, Math.max(0, from + step));
  while (lanes.lineAt(at)?.kind === 'lane') at += towards;
  let line = lanes.lineAt(at);
  if (line === null) {
    // A lane head at the very edge: turn round.
    at = towards > 0 ? lanes.lineCount - 1 : 0;
    while (lanes.lineAt(at)?.kind === 'lane') at -= towards;
    line = lanes.lineAt(at);
  }
  return line?.kind === 'request' ? line.row.id : null;
}

/** Rows that arrive above the ones being read do not push them away; at the end, the end stays in view. */
function useStillScroll({ scroller, virtualizer }: ReturnType<typeof useVirtualLines>, lanes: Lanes): void {
  const before = useRef(lanes);
  useLayoutEffect(() => {
    const element = scroller.current;
    const old = before.current;
    before.current = lanes;
    // As the last scrolling left it: asking the element would lay out everything that has just been drawn.
    const top = virtualizer.scrollOffset ?? 0;
    if (element === null || old === lanes || top === 0 || old.lineCount === 0) return;
    const wasAtEnd = top + (virtualizer.scrollRect?.height ?? 0) >= old.lineCount * LINE - 2;
    if (wasAtEnd) {
      element.scrollTop = lanes.lineCount * LINE;
      return;
    }
    let then = Math.floor(top / LINE);
    let anchor = old.lineAt(then);
    while (anchor?.kind === 'lane') anchor = old.lineAt(++then);
    if (anchor?.kind !== 'request') return;
    const now = lanes.lineOf(anchor.row.id);
    if (now >= 0 && now !== then) element.scrollTop += (now - then) * LINE;
  }, [lanes, scroller, virtualizer]);
}
