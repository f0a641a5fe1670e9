import {
  defaultRangeExtractor,
  elementScroll,
  observeElementOffset,
  observeElementRect,
  type Rect,
  Virtualizer,
} from '@tanstack/virtual-core';
import { useLayoutEffect, useReducer, useRef, useState } from 'preact/hooks';

type Lines = Virtualizer<HTMLDivElement, HTMLDivElement>;

/**
 * So many lines are drawn whatever the room: who reads the list by its elements – a screen reader, a test, the browser's own
 * search – finds a short list whole.
 */
const DRAWN_WHOLE = 200;

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

  const whole = options.count <= DRAWN_WHOLE;

  const settings = {
    count: options.count,
    getScrollElement: () => scroller.current,
    estimateSize: () => options.height,
    scrollToFn: elementScroll,
    // Without any room it would draw nothing; a list is never empty just because its place is.
    observeElementRect: (instance: Lines, use: (rect: Rect) => void) =>
      observeElementRect(instance, ({ width, height }) => use({ width, height: Math.max(1, height) })),
    observeElementOffset,
    overscan: 4,
    // The head of the lane covers the first line.
    scrollPaddingStart: options.height,
    initialRect: { width: 400, height: 400 },
    onChange: () => draw(null),
    // The active row is always there, or aria-activedescendant would name nothing.
    rangeExtractor: (range: Parameters<typeof defaultRangeExtractor>[0]) => {
      if (whole) return Array.from({ length: range.count }, (_, line) => line);
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

  return {
    scroller,
    virtualizer,
    lines: virtualizer.getVirtualItems(),
    /** Are they all of them? */
    whole,
    total: options.count * options.height,
  };
}
