import type { Outcome as OutcomeWord } from '../../diagnostics/verdict';
import { Icon } from './Icon';

/** Icon, word and colour: never colour alone. `amber`: blocked, but no header helps. */
export function Outcome({ outcome, amber = false }: { readonly outcome: OutcomeWord; readonly amber?: boolean }) {
  return (
    <span class={`outcome ${amber ? 'failed' : outcome}`}>
      <Icon name={amber ? 'failed' : outcome} />
      <span class="outcome-word">{outcome}</span>
    </span>
  );
}
