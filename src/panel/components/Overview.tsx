import { useMemo, useRef, useState } from 'preact/hooks';
import { GAPS_AT_MOST, placeOf, timeAt } from '../view-model/axis';
import { blipsOf } from '../view-model/blips';
import { duration } from '../view-model/clock';
import type { Row } from '../view-model/row';
import { useStore } from './store-context';

/** The whole recording at a glance. Dragging filters the rows to a span. */
export function Overview() {
  const store = useStore();
  const axis = store.overview.value;
  const rows = store.listed.value;
  const range = store.brush.value;
  const area = useRef<HTMLDivElement>(null);
  const [drag, setDrag] = useState<{ readonly from: number; readonly to: number } | null>(null);

  const placeIn = (event: PointerEvent): number => {
    const box = area.current?.getBoundingClientRect();
    return box === undefined || box.width === 0
      ? 0
      : Math.min(100, Math.max(0, ((event.clientX - box.left) / box.width) * 100));
  };
  const marked = drag ?? (range === null ? null : { from: placeOf(axis, range.from), to: placeOf(axis, range.to) });
  const left = marked === null ? 0 : Math.min(marked.from, marked.to);
  const right = marked === null ? 100 : Math.max(marked.from, marked.to);

  function finish(): void {
    if (drag === null) return;
    setDrag(null);
    const [from, to] = [Math.min(drag.from, drag.to), Math.max(drag.from, drag.to)];
    store.zoom(to - from < 2 ? null : { from: timeAt(axis, from), to: timeAt(axis, to) });
  }

  return (
    <div class="axis">
      <span class="grow brush-note">
        <span class="pages">{pagesOf(store.replica.value.state.navigations)}</span>
        {range === null ? (
          <span class="dim">{rows.length === 0 ? '' : 'Drag to filter'}</span>
        ) : (
          <span class="dim">
            {store.shown.value.length} of {rows.length} ·{' '}
            <button type="button" onClick={() => store.zoom(null)}>
              All
            </button>
          </span>
        )}
      </span>
      <div
        class="brush"
        role="group"
        aria-label="Time range"
        ref={area}
        onPointerDown={(event) => {
          const at = placeIn(event);
          event.currentTarget.setPointerCapture(event.pointerId);
          setDrag({ from: at, to: at });
        }}
        onPointerMove={(event) => drag !== null && setDrag({ ...drag, to: placeIn(event) })}
        onPointerUp={finish}
        onPointerCancel={() => setDrag(null)}
      >
        <Blips rows={rows} />
        {axis.gaps.slice(0, GAPS_AT_MOST).map((gap) => (
          <i
            key={gap.at}
            class="gap"
            style={{ left: `${gap.at}%`, width: `${gap.width}%` }}
            title={`${duration(gap.lasted)} idle`}
          />
        ))}
        {store.replica.value.state.navigations.slice(-GAPS_AT_MOST).map(({ at, url }) => (
          <i
            key={at}
            class="navigation"
            style={{ left: `${placeOf(axis, at)}%` }}
            title={`navigated to ${url.slice(0, 200)}`}
          />
        ))}
        {axis.stretches
          .filter((stretch, index) => index === 0 || stretch.width > 20)
          .map((stretch) => (
            <span key={stretch.from} class="tick" style={{ left: `${stretch.left}%` }}>
              {sinceStart(stretch.from - axis.from)}
            </span>
          ))}
        {rows.length > 0 && <i class="window" style={{ left: `${left}%`, width: `${right - left}%` }} />}
      </div>
    </div>
  );
}

const sinceStart = (ms: number): string =>
  ms < 1 ? '0' : ms < 60_000 ? `${Math.round(ms / 1000)} s` : `${Math.round(ms / 60_000)} min`;

function pagesOf(navigations: readonly { readonly url: string }[]): string {
  const last = navigations.at(-1);
  return last === undefined ? '' : last.url.slice(0, 200);
}

function Blips({ rows }: { readonly rows: readonly Row[] }) {
  const axis = useStore().overview.value;
  const blips = useMemo(() => blipsOf(rows, axis), [rows, axis]);
  return (
    <>
      {blips.map(({ slot, tone, left, width, server }) => (
        <i
          key={slot}
          class={`blip ${tone}`}
          style={{ left: `${left}%`, width: `${width}%`, top: `${4 + (server % 8) * 2.2}px` }}
        />
      ))}
    </>
  );
}
