import { useMemo, useState } from 'preact/hooks';
import { type ExportChoice, exportPreviewOf, KINDS, SCOPES } from '../view-model/export-preview';
import { keyed } from '../view-model/keyed';
import { many } from '../view-model/text';
import { Dialog } from './Dialog';
import { Icon } from './Icon';
import { useStore } from './store-context';
import { Visible } from './Words';

const ROWS_AT_MOST = 12;

/** What leaves, and what of it is hidden: seen before it is saved. */
export function ExportDialog() {
  const store = useStore();
  const [choice, setChoice] = useState<ExportChoice>({ scope: 'shown', keep: [], alsoHide: '' });
  const { secretsIn } = store;
  const all = store.rows.value;
  const shown = store.shown.value;
  const preview = useMemo(() => exportPreviewOf(choice, { all, shown }, secretsIn), [choice, all, shown, secretsIn]);
  const close = () => store.openDialog(null);
  const save = () => {
    store.exportHar(preview.exchanges, preview.redaction);
    close();
  };
  return (
    <Dialog
      title="Export"
      onClose={close}
      footer={
        <>
          <span class="grow">
            {preview.kept > 0 ? (
              <span class="export-warning" role="status">
                <Icon name="failed" /> {many(preview.kept, 'value')} that may be secret will be in the file.
              </span>
            ) : (
              <span class="dim">
                {many(preview.exchanges.length, 'exchange')}, with their verdicts. Opens in any HAR viewer.
              </span>
            )}
          </span>
          <button type="button" class="button" onClick={close}>
            Cancel
          </button>
          <button type="button" class="primary" onClick={save}>
            Save HAR
          </button>
        </>
      }
    >
      <div class="export">
        <form onSubmit={(event) => event.preventDefault()}>
          <fieldset>
            <legend>Requests</legend>
            {SCOPES.map((scope) => (
              <label key={scope.id}>
                <input
                  type="radio"
                  name="scope"
                  checked={choice.scope === scope.id}
                  onChange={() => setChoice({ ...choice, scope: scope.id })}
                />
                <span class="grow">{scope.word}</span>
                <b>{preview.counts[scope.id]}</b>
              </label>
            ))}
          </fieldset>
          <fieldset>
            <legend>Hide values of</legend>
            {KINDS.map((kind) => (
              <label key={kind.id}>
                <input
                  type="checkbox"
                  checked={!choice.keep.includes(kind.id)}
                  onChange={(event) => {
                    const others = choice.keep.filter((one) => one !== kind.id);
                    setChoice({ ...choice, keep: event.currentTarget.checked ? others : [...others, kind.id] });
                  }}
                />
                <span class="grow">{kind.word}</span>
                <b>{preview.found[kind.id]}</b>
              </label>
            ))}
          </fieldset>
          <label class="also-hide">
            Also hide headers named
            <input
              type="text"
              value={choice.alsoHide}
              placeholder="x-tenant-id, x-user"
              onInput={(event) => setChoice({ ...choice, alsoHide: event.currentTarget.value })}
            />
          </label>
        </form>
        <section class="preview" aria-label="Preview">
          <h3>
            Preview <span class="dim">{preview.words}</span>
          </h3>
          <div class="preview-scroll" tabIndex={0}>
            <table>
              <thead>
                <tr>
                  <th scope="col">Where</th>
                  <th scope="col">In the file</th>
                  <th scope="col">Was</th>
                </tr>
              </thead>
              <tbody>
                {keyed(preview.rows.slice(0, ROWS_AT_MOST), ({ where, request }) => `${where} ${request}`).map(
                  ({ key, item: row }) => (
                    <tr key={key}>
                      <td>
                        <code>{row.where}</code>
                        <br />
                        <span class="dim">{row.request}</span>
                      </td>
                      <td>
                        <code class={row.hidden ? 'hidden-value' : 'kept-value'}>
                          <Visible text={row.inFile} />
                        </code>
                      </td>
                      <td class="dim">{row.was}</td>
                    </tr>
                  ),
                )}
              </tbody>
            </table>
            {preview.rows.length > ROWS_AT_MOST && (
              <p class="dim">and {preview.rows.length - ROWS_AT_MOST} more values</p>
            )}
          </div>
          <p class="always-kept dim">
            Always kept, or the file could not be diagnosed again: <code>Origin</code>, <code>Access-Control-*</code>,{' '}
            <code>Vary</code>, header names, statuses, hosts and paths, times.
          </p>
        </section>
      </div>
    </Dialog>
  );
}
