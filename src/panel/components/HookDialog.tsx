import { pageHookDescription } from '../../hook/description';
import type { PageHookState } from '../../protocol/messages';
import { Dialog } from './Dialog';
import { useStore } from './store-context';
import { Words } from './Words';

/** The switch for failures that never become a request: what it does and what it costs stand beside it. */
export function HookDialog() {
  const store = useStore();
  const hook = store.replica.value.state.pageHook;
  return (
    <Dialog title={pageHookDescription.label} onClose={() => store.openDialog(null)}>
      <label class="hook-switch">
        <input
          type="checkbox"
          checked={hook.state !== 'off' && hook.state !== 'refused'}
          onChange={(event) => store.explainInvisible(event.currentTarget.checked)}
        />{' '}
        {pageHookDescription.label}
      </label>
      <p>{pageHookDescription.summary}</p>
      {pageHookDescription.details.map((detail) => (
        <p key={detail} class="dim">
          <Words text={detail} />
        </p>
      ))}
      <p role="status">{hookWords(hook)}</p>
    </Dialog>
  );
}

function hookWords(hook: PageHookState): string {
  switch (hook.state) {
    case 'off':
      return '';
    case 'starting':
      return 'Starting.';
    case 'reload needed':
      return pageHookDescription.reloadNeeded;
    case 'on':
      return 'On.';
    case 'refused':
      return `The browser did not allow it: ${hook.why}`;
  }
}
