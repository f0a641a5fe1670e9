import { useEffect, useState } from 'preact/hooks';
import { Icon } from './Icon';
import { useStore } from './store-context';

/** Says "Copied" for a moment in place of "Copy". `text` is made when it is asked for. */
export function CopyButton({
  text,
  name,
  word = 'Copy',
  tool = false,
}: {
  readonly text: () => string;
  /** The accessible name. */
  readonly name: string;
  readonly word?: string;
  readonly tool?: boolean;
}) {
  const store = useStore();
  const [state, setState] = useState<'ready' | 'copied' | 'refused'>('ready');
  useEffect(() => {
    if (state === 'ready') return;
    const timer = setTimeout(() => setState('ready'), 1_500);
    return () => clearTimeout(timer);
  }, [state]);

  const copy = () =>
    store.copy(text(), name.replace(/^Copy (as )?/, '')).then((done) => setState(done ? 'copied' : 'refused'));

  const words = { ready: word, copied: 'Copied', refused: 'Not copied' };
  return (
    <button type="button" class={tool ? 'tool' : 'copy'} aria-label={name} title={name} onClick={copy}>
      <Icon name={state === 'copied' ? 'allowed' : 'copy'} />
      <span class="tool-word">{words[state]}</span>
    </button>
  );
}
