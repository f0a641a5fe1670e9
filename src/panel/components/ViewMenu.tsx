import { COLUMNS, type Column, GROUPS, type Group, SORTS, type Sort } from '../view-model/list-options';
import { Icon } from './Icon';
import { useStore } from './store-context';
import { useMenu } from './use-menu';

const GROUP_WORDS: Readonly<Record<Group, string>> = { server: 'Server', problem: 'Problem', none: 'Not grouped' };
export const SORT_WORDS: Readonly<Record<Sort, string>> = {
  time: 'Start',
  outcome: 'Outcome',
  method: 'Method',
  path: 'Path',
  status: 'Status',
  duration: 'Duration',
};
const COLUMN_WORDS: Readonly<Record<Column, string>> = {
  method: 'Method',
  status: 'Status',
  why: 'Why',
  initiator: 'Initiator',
  duration: 'Duration',
  bars: 'Time bars',
};

/** How the timeline is laid out: lanes, order, columns. */
export function ViewMenu() {
  const store = useStore();
  const { open, button, list, setOpen, shut } = useMenu('input');
  const { group, sort, descending, hidden } = store.options.value;

  const toggle = (column: Column): void =>
    store.arrange({ hidden: hidden.includes(column) ? hidden.filter((one) => one !== column) : [...hidden, column] });

  return (
    <span class="view-menu">
      <button
        type="button"
        class="tool icon-only"
        aria-label="Columns and order"
        title="Columns and order"
        aria-expanded={open}
        ref={button}
        onClick={() => setOpen(!open)}
      >
        <Icon name="columns" />
      </button>
      {open && (
        <div
          class="menu"
          popover="manual"
          role="group"
          aria-label="Columns and order"
          ref={list}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.stopPropagation();
            shut();
          }}
        >
          <fieldset>
            <legend>Lanes</legend>
            {GROUPS.map((one) => (
              <label key={one}>
                <input
                  type="radio"
                  name="group"
                  checked={group === one}
                  onChange={() => store.arrange({ group: one })}
                />
                {GROUP_WORDS[one]}
              </label>
            ))}
          </fieldset>
          <fieldset>
            <legend>Order</legend>
            {SORTS.map((one) => (
              <label key={one}>
                <input type="radio" name="sort" checked={sort === one} onChange={() => store.arrange({ sort: one })} />
                {SORT_WORDS[one]}
              </label>
            ))}
            <label>
              <input
                type="checkbox"
                checked={descending}
                onChange={(event) => store.arrange({ descending: event.currentTarget.checked })}
              />
              Last first
            </label>
          </fieldset>
          <fieldset>
            <legend>Columns</legend>
            {COLUMNS.map((one) => (
              <label key={one}>
                <input type="checkbox" checked={!hidden.includes(one)} onChange={() => toggle(one)} />
                {COLUMN_WORDS[one]}
              </label>
            ))}
          </fieldset>
        </div>
      )}
    </span>
  );
}
