import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * Shows an open menu under its button, over everything: what stands around it clips what it holds, and where it is low there
 * is no room. A press outside closes it.
 */
export function useDropped(
  open: boolean,
  menu: RefObject<HTMLElement | null>,
  button: RefObject<HTMLElement | null>,
  close: () => void,
): void {
  const shut = useRef(close);
  shut.current = close;
  // Before the next key: it is the menu's.
  useLayoutEffect(() => {
    const [list, under] = [menu.current, button.current];
    if (!open || list === null || under === null) return;
    list.showPopover?.();
    const place = under.getBoundingClientRect();
    const { clientWidth, clientHeight } = document.documentElement;
    list.style.top = `${place.bottom}px`;
    list.style.right = `${Math.max(0, clientWidth - place.right)}px`;
    list.style.maxHeight = `${clientHeight - place.bottom - 4}px`;
    const outside = (event: PointerEvent): void => {
      const target = event.target as Node;
      if (!list.contains(target) && !under.contains(target)) shut.current();
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [open, menu, button]);
}
