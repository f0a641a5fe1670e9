import type { Exchange } from '../../exchange/exchange';
import type { Shell } from '../../export/shells';
import { terminalName, terminals } from '../terminal';
import { Icon } from './Icon';
import { useStore } from './store-context';
import { useCopied } from './use-copied';
import { useMenu } from './use-menu';

const SAID = { ready: undefined, copied: 'Copied', refused: 'Not copied' };

/** Copies for the reader's shell; beside it the others, of which the one that was taken last is the reader's. */
export function CopyCurl({ exchange }: { readonly exchange: Exchange | null }) {
  const store = useStore();
  const copied = useCopied();
  const { open, button, list, setOpen, shut } = useMenu('[aria-checked=true]');

  const copy = async (): Promise<void> => {
    if (exchange !== null) copied.tell(await store.copyCurlOf(exchange));
  };

  function take(shell: Shell): void {
    store.chooseShell(shell);
    shut();
    void copy();
  }

  return (
    <span class="split-tool">
      <button
        type="button"
        class="tool"
        aria-label="Copy as cURL"
        title={`Copy as cURL for ${terminalName(store.shell.value)}`}
        disabled={exchange === null}
        onClick={copy}
      >
        <Icon name={copied.state === 'copied' ? 'allowed' : 'curl'} />
        {/* What it says for a moment is drawn over its word, which stays its name and keeps its width. */}
        <span class="tool-word" data-said={SAID[copied.state]}>
          Copy as cURL
        </span>
      </button>
      <button
        type="button"
        class="tool drop"
        aria-label="cURL for another shell"
        title="cURL for another shell"
        aria-haspopup="menu"
        aria-expanded={open}
        disabled={exchange === null}
        ref={button}
        onClick={() => setOpen(!open)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown') return;
          event.preventDefault();
          event.stopPropagation();
          setOpen(true);
        }}
      >
        <Icon name="drop" />
      </button>
      {open && (
        <div
          class="menu shells"
          popover="manual"
          role="menu"
          aria-label="cURL for another shell"
          ref={list}
          onKeyDown={(event) => {
            // The panel's own keys stay away from a menu.
            event.stopPropagation();
            if (event.key === 'Escape') shut();
            else if (event.key === 'Tab') setOpen(false);
            else if (move(list.current, event.key)) event.preventDefault();
          }}
        >
          {terminals.map(({ shell, label }) => (
            <button
              key={shell}
              type="button"
              role="menuitemradio"
              aria-checked={shell === store.shell.value}
              tabIndex={-1}
              onClick={() => take(shell)}
            >
              <Icon name="allowed" />
              {label}
            </button>
          ))}
        </div>
      )}
    </span>
  );
}

/** https://www.w3.org/WAI/ARIA/apg/patterns/menubar/: arrows go round. @returns whether the key was one of a menu's */
function move(menu: HTMLElement | null, key: string): boolean {
  const items = [...(menu?.querySelectorAll<HTMLElement>('[role=menuitemradio]') ?? [])];
  const at = items.indexOf(document.activeElement as HTMLElement);
  const last = items.length - 1;
  const to = { ArrowDown: at === last ? 0 : at + 1, ArrowUp: at <= 0 ? last : at - 1, Home: 0, End: last }[key];
  if (to === undefined) return false;
  items[to]?.focus();
  return true;
}
