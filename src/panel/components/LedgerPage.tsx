import { timeOfDay } from '../view-model/clock';
import type { Ledger, LedgerEntry } from '../view-model/ledger';
import { keptWords } from '../view-model/ledger';
import { clip } from '../view-model/text';
import { Icon } from './Icon';
import { useStore } from './store-context';
import { Visible, Words } from './Words';

/** What the browser keeps of preflight answers, why, and until when. */
export function LedgerPage({ ledger }: { readonly ledger: Ledger | null }) {
  const store = useStore();
  return (
    <article class="ledger" aria-label="Preflight cache">
      <header class="page-head">
        <h1>Preflight cache</h1>
        <span class="dim">{ledger === null ? 'looking through what was recorded' : keptWords(ledger)}</span>
        <span class="grow" />
        <button
          type="button"
          class="tool icon-only"
          aria-label="Close preflight cache"
          onClick={() => store.closePage()}
        >
          <Icon name="close" />
        </button>
      </header>
      <div class="ledger-scroll" role="region" aria-label="Kept preflight answers" tabIndex={0} id="diagnosis">
        <p class="dim">
          Worked out from what was recorded: a browser does not show its preflight cache. With “Disable cache” ticked in
          the Network panel nothing is taken from it.
        </p>
        {ledger?.entries.length === 0 && <p>No preflight was seen.</p>}
        {ledger !== null && ledger.entries.length > 0 && (
          <table class="ledger-table">
            <thead>
              <tr>
                <th scope="col">Endpoint</th>
                <th scope="col">May be sent</th>
                <th scope="col">Kept</th>
                <th scope="col">Used</th>
              </tr>
            </thead>
            <tbody>
              {ledger.entries.map((entry) => (
                <EntryRow key={entry.id} entry={entry} />
              ))}
            </tbody>
          </table>
        )}
        {ledger !== null && ledger.count > ledger.entries.length && (
          <p class="dim">and {ledger.count - ledger.entries.length} more that run out before these</p>
        )}
      </div>
    </article>
  );
}

function EntryRow({ entry }: { readonly entry: LedgerEntry }) {
  return (
    <tr class={entry.state === 'kept' ? 'kept-now' : ''}>
      <td data-column="Endpoint">
        <code>
          <Visible text={clip(entry.url, 300)} />
        </code>
        <br />
        <span class="dim">for {clip(entry.origin || 'a page not known', 120)}</span>
      </td>
      <td data-column="May be sent">
        <code>
          <Visible text={clip([entry.methods, entry.names].filter(Boolean).join('; '), 200)} />
        </code>
      </td>
      <td data-column="Kept">
        <b>
          {entry.until === null
            ? 'not kept'
            : entry.state === 'kept'
              ? `until ${timeOfDay(entry.until)}`
              : `ran out ${timeOfDay(entry.until)}`}
        </b>{' '}
        <span class="dim">
          <Words text={entry.why} />
        </span>
        {entry.advice !== '' && <p>{entry.advice}</p>}
      </td>
      <td class="number" data-column="Used">
        {entry.used === 0 ? '–' : `${entry.used} ×`}
      </td>
    </tr>
  );
}
