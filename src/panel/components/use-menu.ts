import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** A button and the menu under it. */
export interface Menu {
  readonly open: boolean;
  readonly button: RefObject<HTMLButtonElement | null>;
  readonly list: RefObject<HTMLDivElement | null>;
  setOpen(open: boolean): void;
  /** Closes it, and the focus is the button's again. */
  shut(): void;
}

/**
 * Shows an open menu under its button, over everything: what stands around it clips what it holds, and where it is low there
 * is no room. A press outside closes it.
 *
 * @param first selector of what has the focus in a menu that has just opened
 */
export function useMenu(first: string): Menu {
  const [open, setOpen] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  // Before the next key: it is the menu's.
  useLayoutEffect(() => {
    const [menu, under] = [list.current, button.current];
    if (!open || menu === null || under === null) return;
    menu.showPopover?.();
    const place = under.getBoundingClientRect();
    const { clientWidth, clientHeight } = document.documentElement;
    menu.style.top = `${place.bottom}px`;
    menu.style.right = `${Math.max(0, clientWidth - place.right)}px`;
    menu.style.maxHeight = `${clientHeight - place.bottom - 4}px`;
    menu.querySelector<HTMLElement>(first)?.focus();
    const outside = (event: PointerEvent): void => {
      const target = event.target as Node;
      if (!menu.contains(target) && !under.contains(target)) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [open, first]);
  return {
    open,
    button,
    list,
    setOpen,
    shut() {
      setOpen(false);
      button.current?.focus();
    },
  };
}
