import type { ComponentChildren } from 'preact';
import { useRovingFocus } from './use-roving-focus';

export interface Tab {
  readonly id: string;
  readonly word: string;
  readonly tag: string;
}

/** Tabs where alternatives exclude each other. One tab stop, arrows inside; what is focused is opened. */
export function TabList({
  label,
  tabs,
  open,
  onOpen,
  children,
}: {
  readonly label: string;
  readonly tabs: readonly Tab[];
  readonly open: string;
  readonly onOpen: (id: string) => void;
  /** What stands beside the tabs. */
  readonly children?: ComponentChildren;
}) {
  const roving = useRovingFocus('[role=tab]');
  return (
    <div class="tab-row">
      <div
        class="tablist"
        role="tablist"
        aria-label={label}
        ref={roving.ref}
        onKeyDown={roving.onKeyDown}
        onFocusIn={roving.onFocusIn}
      >
        {tabs.map((tab) => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            aria-selected={tab.id === open}
            onClick={() => onOpen(tab.id)}
            onFocus={() => tab.id !== open && onOpen(tab.id)}
          >
            {tab.word}
            {tab.tag !== '' && <span class="tab-tag">{tab.tag}</span>}
          </button>
        ))}
      </div>
      {children}
    </div>
  );
}
