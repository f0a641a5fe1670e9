import { useEffect, useState } from 'preact/hooks';

/** Long enough to be read, ms. */
const SHOWN_FOR = 1_500;

/** What a button says of the copy it made, for a moment. */
export function useCopied() {
  const [state, setState] = useState<'ready' | 'copied' | 'refused'>('ready');
  useEffect(() => {
    if (state === 'ready') return;
    const timer = setTimeout(() => setState('ready'), SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [state]);
  return {
    state,
    tell: (done: boolean): void => setState(done ? 'copied' : 'refused'),
  };
}
