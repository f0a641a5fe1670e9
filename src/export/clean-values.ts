import type { Hide } from './redaction';

/**
 * The same redaction of text, which remembers the texts it found nothing in. `gzip, br`, `nginx` and the page's own URL come
 * again with every request; looking once makes redaction several times faster.
 *
 * What is remembered is that nothing was there to hide – not that nothing was hidden, for a reader may have asked to keep it.
 */
export function rememberingClean<Rest extends unknown[]>(
  redact: (text: string, hide: Hide, ...rest: Rest) => string,
): (text: string, hide: Hide, ...rest: Rest) => string {
  const clean = new Set<string>();
  return (text, hide, ...rest) => {
    if (clean.has(text)) return text;
    let met = false;
    const shown = redact(
      text,
      (secret, kind, where, form) => {
        met = true;
        return hide(secret, kind, where, form);
      },
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
