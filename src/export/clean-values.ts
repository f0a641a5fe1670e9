import type { KnownSecrets } from './known-secrets';
import { type Hide, listening } from './redaction';

/**
 * The same redaction of text, which remembers the texts it found nothing in. `gzip, br`, `nginx` and the page's own URL come
 * again with every request; looking once makes redaction several times faster.
 *
 * What is remembered is that nothing was there to hide – not that nothing was hidden, for a reader may have asked to keep it.
 */
export function rememberingClean<Rest extends unknown[]>(
  redact: (text: string, hide: Hide, ...rest: Rest) => string,
): (text: string, hide: Hide, ...rest: Rest) => string {
  const cleanWithout = new Set<string>();
  const cleanWith = new WeakMap<KnownSecrets, Set<string>>();
  // Almost always the same as last time, and a weak map takes longer to ask than the set.
  let last: { readonly known: KnownSecrets; readonly clean: Set<string> } | null = null;
  const cleanOf = ({ known }: Hide): Set<string> => {
    if (known === undefined) return cleanWithout;
    if (last?.known === known) return last.clean;
    const clean = cleanWith.get(known) ?? new Set();
    cleanWith.set(known, clean);
    last = { known, clean };
    return clean;
  };
  return (text, hide, ...rest) => {
    const clean = cleanOf(hide);
    if (clean.has(text)) return text;
    let met = false;
    const shown = redact(
      text,
      listening(hide, (secret, kind, where, form) => {
        met = true;
        return hide(secret, kind, where, form);
      }),
      ...rest,
    );
    if (!met && text.length < 300) {
      // Texts from strangers must not fill the memory.
      if (clean.size >= 5_000) clean.clear();
      clean.add(text);
    }
    return shown;
  };
}
