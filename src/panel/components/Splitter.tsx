import { useRef } from 'preact/hooks';
import { useStore } from './store-context';

const STEP = 16;

/** Between lists and diagnosis: beside each other, or one above the other where the panel is narrow. Its place is remembered. */
export function Splitter() {
  const store = useStore();
  const ref = useRef<HTMLDivElement>(null);
  const dragging = useRef(false);

  const stacked = (): boolean =>
    getComputedStyle(ref.current?.parentElement ?? document.body)
      .getPropertyValue('--stacked')
      .trim() === '1';
  const place = (pixels: number): void => {
    const frame = ref.current?.parentElement?.getBoundingClientRect();
    if (frame === undefined) return;
    if (stacked()) store.split({ above: limit((pixels / frame.height) * 100, 12, 80) });
    else store.split({ beside: limit((pixels / frame.width) * 100, 16, 75) });
  };
  const now = (): number => {
    const list = ref.current?.previousElementSibling?.getBoundingClientRect();
    return list === undefined ? 0 : stacked() ? list.height : list.width;
  };

  return (
    <div
      class="splitter"
      role="separator"
      aria-label="Size of the lists"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(store.splits.value.beside ?? 33)}
      tabIndex={0}
      ref={ref}
      onPointerDown={(event) => {
        dragging.current = true;
        event.currentTarget.setPointerCapture(event.pointerId);
        event.preventDefault();
      }}
      onPointerMove={(event) => {
        if (!dragging.current) return;
        const frame = event.currentTarget.parentElement!.getBoundingClientRect();
        place(stacked() ? event.clientY - frame.top : event.clientX - frame.left);
      }}
      onPointerUp={() => {
        dragging.current = false;
      }}
      onPointerCancel={() => {
        dragging.current = false;
      }}
      onDblClick={() => store.split(stacked() ? { above: null } : { beside: null })}
      onKeyDown={(event) => {
        const less = event.key === (stacked() ? 'ArrowUp' : 'ArrowLeft');
        const more = event.key === (stacked() ? 'ArrowDown' : 'ArrowRight');
        if (!less && !more) return;
        event.preventDefault();
        place(now() + (more ? STEP : -STEP));
      }}
    />
  );
}

const limit = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));
