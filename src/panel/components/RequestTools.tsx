import type { Exchange } from '../../exchange/exchange';
import { CopyCurl } from './CopyCurl';
import { Icon } from './Icon';
import { useStore } from './store-context';

/** What can be done with the request that is open. They stand there before one is, so that nobody has to look for them. */
export function RequestTools({ exchange }: { readonly exchange: Exchange | null }) {
  const store = useStore();
  return (
    <>
      <button
        type="button"
        class="tool"
        aria-label="Compare"
        title="Compare with the nearest exchange that passed"
        disabled={exchange === null}
        onClick={() => store.compare()}
      >
        <Icon name="compare" />
        <span class="tool-word">Compare</span>
      </button>
      <CopyCurl exchange={exchange} />
    </>
  );
}
