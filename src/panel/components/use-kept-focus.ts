import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';

/**
 * Where a page takes the place of the one that had the focus – another exchange, the comparison, and back –, the browser
 * drops the focus, and with it the keys. The page that came gets it.
 */
export function useKeptFocus(area: RefObject<HTMLElement | null>): void {
  const wasInside = useRef(false);
  useEffect(() => {
    const listener = (event: FocusEvent): void => {
      wasInside.current = area.current?.contains(event.target as Node) ?? false;
    };
    document.addEventListener('focusin', listener);
    return () => document.removeEventListener('focusin', listener);
  }, [area]);
  useLayoutEffect(() => {
    if (!wasInside.current || document.activeElement !== document.body) return;
    const of = (selector: string) => area.current?.querySelector<HTMLElement>(selector);
    (of('#diagnosis') ?? of('button'))?.focus();
  });
}
