import { useCallback, useLayoutEffect, useRef } from 'preact/hooks';

/** One tab stop for a toolbar or tab list; arrow keys move inside. https://www.w3.org/WAI/ARIA/apg/patterns/toolbar/ */
export function useRovingFocus(selector: string) {
  const ref = useRef<HTMLDivElement>(null);

  const items = useCallback(
    (): HTMLElement[] =>
      [...(ref.current?.querySelectorAll<HTMLElement>(selector) ?? [])].filter(
        (item) => item.getClientRects().length > 0,
      ),
    [selector],
  );

  const makeStop = useCallback(
    (stop: HTMLElement | undefined) => {
      for (const item of ref.current?.querySelectorAll<HTMLElement>(selector) ?? [])
        item.tabIndex = item === stop ? 0 : -1;
    },
    [selector],
  );

  // Items come and go; exactly one of them is the stop. Which of them can be seen is not asked: that would lay the page out.
  useLayoutEffect(() => {
    const present = [...(ref.current?.querySelectorAll<HTMLElement>(selector) ?? [])];
    const stops = present.filter((item) => item.tabIndex === 0);
    const opened = present.find((item) => item.getAttribute('aria-selected') === 'true');
    if (stops.length === 1 && (opened === undefined || opened === stops[0])) return;
    const kept = stops.find((item) => item === document.activeElement);
    makeStop(kept ?? opened ?? stops[0] ?? present[0]);
  });

  const onKeyDown = useCallback(
    (event: KeyboardEvent) => {
      if (event.target instanceof HTMLInputElement && event.target.type !== 'checkbox') return;
      const all = items();
      const at = all.indexOf(event.target as HTMLElement);
      if (at < 0) return;
      const last = all.length - 1;
      const to = { ArrowRight: at === last ? 0 : at + 1, ArrowLeft: at === 0 ? last : at - 1, Home: 0, End: last }[
        event.key
      ];
      const next = to === undefined ? undefined : all[to];
      if (next === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      next.focus();
    },
    [items],
  );

  const onFocusIn = useCallback(
    (event: FocusEvent) => {
      const all = items();
      if (all.includes(event.target as HTMLElement)) makeStop(event.target as HTMLElement);
    },
    [items, makeStop],
  );

  return { ref, onKeyDown, onFocusIn };
}
