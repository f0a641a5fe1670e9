import {
  defaultRangeExtractor,
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
} from '@tanstack/virtual-core';
import { useLayoutEffect, useReducer, useRef, useState } from 'preact/hooks';

/** Which lines of a long list to draw. All lines have one height, so windowing is arithmetic. */
export function useVirtualLines(options: {
  readonly count: number;
  readonly height: number;
  readonly keep: number | null;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const [, draw] = useReducer((n: number, _: null) => n + 1, 0);
  const keep = useRef(options.keep);
  keep.current = options.keep;

  const settings = {
    count: options.count,
    getScrollElement: () => scroller.current,
    estimateSize: () => options.height,
    scrollToFn: elementScroll,
    observeElementRect,
    observeElementOffset,
    overscan: 8,
    initialRect: { width: 400, height: 400 },
    onChange: () => draw(null),
    // The active row is always there, or aria-activedescendant would name nothing.
    rangeExtractor: (range: Parameters<typeof defaultRangeExtractor>[0]) => {
      const shown = defaultRangeExtractor(range);
      const kept = keep.current;
      if (kept === null || kept < 0 || kept >= range.count || shown.includes(kept)) return shown;
      return [...shown, kept].sort((a, b) => a - b);
    },
  };
  const [virtualizer] = useState(() => new Virtualizer<HTMLDivElement, HTMLDivElement>(settings));
  virtualizer.setOptions({ ...virtualizer.options, ...settings });

  useLayoutEffect(() => virtualizer._didMount(), [virtualizer]);
  useLayoutEffect(() => virtualizer._willUpdate());

  return { scroller, virtualizer, lines: virtualizer.getVirtualItems(), total: options.count * options.height };
}
