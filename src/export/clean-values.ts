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
  const cleanOf = ({ known }: Hide): Set<string> => {
    if (known === undefined) return cleanWithout;
    const found = cleanWith.get(known);
    if (found) return found;
    const fresh = new Set<string>();
    cleanWith.set(known, fresh);
    return fresh;
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
