import { Icon } from './Icon';
import { useStore } from './store-context';
import { useCopied } from './use-copied';

/** Says "Copied" for a moment in place of "Copy". `text` is made when it is asked for; null: there is none yet. */
export function CopyButton({
  text,
  name,
  word = 'Copy',
  tool = false,
}: {
  readonly text: (() => string) | null;
  /** The accessible name. */
  readonly name: string;
  readonly word?: string;
  readonly tool?: boolean;
}) {
  const store = useStore();
  const { state, tell } = useCopied();

  const copy = async (): Promise<void> => {
    if (text === null) return;
    tell(await store.copy(text(), name.replace(/^Copy /, '')));
  };

  const words = { ready: word, copied: 'Copied', refused: 'Not copied' };
  return (
    <button
      type="button"
      class={tool ? 'tool' : 'copy'}
      aria-label={name}
      title={name}
      disabled={text === null}
      onClick={copy}
    >
      <Icon name={state === 'copied' ? 'allowed' : 'copy'} />
      <span class="tool-word">{words[state]}</span>
    </button>
  );
}
