import { KEYS } from '../keys';
import { Dialog } from './Dialog';
import { useStore } from './store-context';

/** What `?` shows. */
export function KeysDialog() {
  const store = useStore();
  return (
    <Dialog title="Keys" onClose={() => store.openDialog(null)}>
      <dl class="keys">
        {KEYS.map(({ keys, does }) => (
          <div key={does}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <p class="dim">Single characters work while the focus is in a list or in the diagnosis.</p>
    </Dialog>
  );
}
