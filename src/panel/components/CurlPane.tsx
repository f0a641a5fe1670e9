import type { Exchange } from '../../exchange/exchange';
import { terminals } from '../terminal';
import { Snippet } from './Snippet';
import { useStore } from './store-context';

/** The calls to run again, in the words of the reader's shell; what is chosen here holds for _Copy as cURL_ too. */
export function CurlPane({ exchange }: { readonly exchange: Exchange }) {
  const store = useStore();
  return (
    <div role="tabpanel" aria-label="curl pair">
      <Snippet
        name="curl pair"
        where="The preflight, then the request"
        code={store.curlOf(exchange)}
        choice={
          <select
            class="terminals"
            aria-label="Shell"
            title="Shell, for Copy as cURL too"
            value={store.shell.value}
            onChange={(event) => {
              const chosen = terminals.find((terminal) => terminal.shell === event.currentTarget.value);
              if (chosen !== undefined) store.chooseShell(chosen.shell);
            }}
          >
            {terminals.map((terminal) => (
              <option key={terminal.shell} value={terminal.shell}>
                {terminal.label}
              </option>
            ))}
          </select>
        }
      />
    </div>
  );
}
