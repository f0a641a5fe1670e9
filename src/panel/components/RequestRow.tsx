import type { Outcome } from '../../diagnostics/verdict';
import { placeOf } from '../view-model/axis';
import { duration } from '../view-model/clock';
import { keyed } from '../view-model/keyed';
import { type Column, durationOf } from '../view-model/list-options';
import { sourceOf } from '../view-model/page-side';
import { nameOf, type Row, toneOf } from '../view-model/row';
import { spansOf } from '../view-model/spans';
import { clip, plain } from '../view-model/text';
import { Icon } from './Icon';
import { useStore } from './store-context';
import { Visible } from './Words';

interface RequestRowProps {
  readonly row: Row;
  readonly index: number;
  readonly top: number;
  readonly selected: boolean;
  readonly sibling: boolean;
}

export const rowDomId = (id: string): string => `request-${encodeURIComponent(id)}`;

/** One exchange: outcome, method, path, the last status, and its bars. */
export function RequestRow({ row, index, top, selected, sibling }: RequestRowProps) {
  const store = useStore();
  const { hidden } = store.options.value;
  const has = (column: Column): boolean => !hidden.includes(column);
  const tone = toneOf(row);
  return (
    <div
      class={`request-row columns-grid ${row.outcome}${sibling && !selected ? ' sibling' : ''}`}
      role="row"
      id={rowDomId(row.id)}
      aria-rowindex={index + 1}
      aria-selected={selected}
      aria-label={nameOf(row)}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => store.select(row.id)}
    >
      <span role="gridcell" class={`outcome ${tone}`} title={row.why || row.outcome}>
        <Icon name={tone} />
        <span class="sr">{row.outcome}</span>
      </span>
      {has('method') && (
        <span role="gridcell" class="method">
          {clip(row.method, 30)}
        </span>
      )}
      <span role="gridcell" class="path" title={clip(row.url, 2_000)}>
        <Visible text={clip(row.path, 300)} />
      </span>
      {has('why') && (
        <span role="gridcell" class="row-why" title={row.why}>
          {plain(row.why)}
        </span>
      )}
      {has('status') && <Status row={row} />}
      {has('initiator') && (
        <span role="gridcell" class="row-initiator">
          {sourceOf(row.exchange)?.label ?? ''}
        </span>
      )}
      {has('duration') && (
        <span role="gridcell" class="row-duration">
          {row.outcome === 'pending' ? '…' : duration(durationOf(row))}
        </span>
      )}
      {has('bars') && <Track row={row} tone={tone} />}
      {row.problem !== null && <RowReport row={row} />}
    </div>
  );
}

/** Shown while the mouse is over the row, and in the row that is open. The keyboard has `r`. */
function RowReport({ row }: { readonly row: Row }) {
  const store = useStore();
  return (
    <span role="gridcell" class="row-report">
      <button
        type="button"
        tabIndex={-1}
        aria-label={`Copy the report on ${clip(row.path, 100)}`}
        title="Copy the report for whoever owns the server"
        onClick={(event) => {
          event.stopPropagation();
          void store.copyReport(row.exchange);
        }}
      >
        <Icon name="copy" />
      </button>
    </span>
  );
}

function Status({ row }: { readonly row: Row }) {
  return (
    <span role="gridcell" class="status">
      {row.statusOf === 'preflight' && (
        <>
          <i class="bar preflight" title="of the preflight" />
          <span class="sr">preflight </span>
        </>
      )}
      {row.status}
    </span>
  );
}

function Track({ row, tone }: { readonly row: Row; readonly tone: Outcome }) {
  const axis = useStore().axis.value;
  const spans = spansOf(row.exchange);
  return (
    <span role="gridcell" class="track">
      {row.preflightKept && <i class="bar kept" style={{ left: `calc(${placeOf(axis, spans[0]!.from)}% - 6px)` }} />}
      {keyed(spans, ({ kind, hop }) => `${kind} ${hop}`).map(({ key, item: span }) => {
        const left = placeOf(axis, span.from);
        const right = span.to === null ? 100 : placeOf(axis, span.to);
        const decides = span === spans.at(-1);
        return (
          <i
            key={key}
            class={`bar ${span.kind} ${decides ? tone : ''}${span.to === null ? ' pending' : ''}`}
            style={{ left: `${left}%`, width: `${Math.max(0, right - left)}%` }}
          />
        );
      })}
    </span>
  );
}
