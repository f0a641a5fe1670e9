import type { Sort } from '../view-model/list-options';
import { useStore } from './store-context';
import { SORT_WORDS } from './ViewMenu';

/** Names of the columns; a click sorts, another turns the order round. They stand outside the grid, whose rows are requests only. */
export function ColumnHeads() {
  const { hidden } = useStore().options.value;
  const has = (column: (typeof hidden)[number]): boolean => !hidden.includes(column);
  return (
    <div class="column-heads columns-grid" role="group" aria-label="Sort requests">
      <Head sort="outcome" word="" />
      {has('method') && <Head sort="method" />}
      <Head sort="path" />
      {has('why') && <span class="column-why">Why</span>}
      {has('status') && <Head sort="status" />}
      {has('initiator') && <span class="column-initiator">Initiator</span>}
      {has('duration') && <Head sort="duration" />}
      {has('bars') && <Head sort="time" />}
    </div>
  );
}

function Head({ sort, word = SORT_WORDS[sort] }: { readonly sort: Sort; readonly word?: string }) {
  const store = useStore();
  const { sort: now, descending } = store.options.value;
  const on = now === sort;
  const direction = on ? (descending ? ', last first' : ', first first') : '';
  return (
    <button
      type="button"
      class={`column-${sort}`}
      aria-pressed={on}
      aria-label={`Sort by ${SORT_WORDS[sort].toLowerCase()}${direction}`}
      onClick={() => store.arrange({ sort, descending: on ? !descending : false })}
    >
      {word}
      {on && <span aria-hidden="true">{descending ? ' ▾' : ' ▴'}</span>}
    </button>
  );
}
