import type { CheckGroup, CheckRow } from '../view-model/checks';
import { unmarked } from '../view-model/marks';
import { Icon, type IconName } from './Icon';
import { Value } from './Value';

/** Sent | Received | Needed, check by check, in the order the browser checks. */
export function CheckTable({ groups }: { readonly groups: readonly CheckGroup[] }) {
  if (groups.length === 0) return null;
  return (
    <section class="check-by-check" aria-label="Check by check">
      <h2 class="section-title">Check by check</h2>
      {groups.map((group) => (
        <table key={group.title} class="checks">
          <thead>
            <tr>
              <th scope="col" class="check-name">
                {group.title}
              </th>
              <th scope="col">Sent</th>
              <th scope="col">Received</th>
              <th scope="col">Needed</th>
            </tr>
          </thead>
          <tbody>
            {group.rows.map((row) => (
              <CheckLine key={row.name} row={row} />
            ))}
          </tbody>
        </table>
      ))}
    </section>
  );
}

const ICONS: Readonly<Record<CheckRow['state'], IconName | null>> = {
  passed: 'allowed',
  'stopped here': 'blocked',
  'the cause': 'blocked',
  'fails next': 'blocked',
  unknown: 'unknown',
  'not needed': null,
};

function CheckLine({ row }: { readonly row: CheckRow }) {
  const icon = ICONS[row.state];
  return (
    <tr class={`check-${row.state.replaceAll(' ', '-')}`}>
      <th scope="row">
        <span class="check-title">
          {icon === null ? <i class="icon" /> : <Icon name={icon} />}
          <code dir="ltr" translate={false}>
            <span class="prefix">{row.prefix}</span>
            <b>{row.name}</b>
          </code>
          <span class="sr">{row.state}</span>
        </span>
      </th>
      <td data-column="Sent">
        {row.sent === '' ? <span class="dim">–</span> : <Value marked={unmarked(row.sent)} text={row.sent} />}
      </td>
      <td data-column="Received">
        <span>
          {row.received === null ? (
            <span class="missing">missing</span>
          ) : (
            <Value marked={row.received} text={row.receivedText} name={row.name} />
          )}
          {row.tag !== '' && <span class="check-tag">{row.tag}</span>}
        </span>
      </td>
      <td data-column="Needed">
        {row.neededText === '' ? (
          <span class="dim">–</span>
        ) : (
          <Value marked={row.needed} text={row.neededText} name={`needed ${row.name}`} />
        )}
      </td>
    </tr>
  );
}
