import {
  ArrowRight,
  Ban,
  Check,
  ChevronDown,
  ChevronLeft,
  ChevronRight,
  CircleHelp,
  CircleX,
  ClockFading,
  Columns3Cog,
  Copy,
  Download,
  Ellipsis,
  ExternalLink,
  Eye,
  Flag,
  GitCompareArrows,
  Keyboard,
  Lock,
  RefreshCw,
  Search,
  SlidersHorizontal,
  Telescope,
  Terminal,
  TriangleAlert,
  Upload,
  X,
} from 'lucide';
import { h } from 'preact';

const ICONS = {
  allowed: Check,
  blocked: CircleX,
  failed: TriangleAlert,
  pending: ClockFading,
  unknown: CircleHelp,
  navigated: ArrowRight,
  clear: Ban,
  columns: Columns3Cog,
  hook: Eye,
  choose: SlidersHorizontal,
  previous: ChevronLeft,
  next: ChevronRight,
  copy: Copy,
  export: Download,
  more: Ellipsis,
  link: ExternalLink,
  pitfall: Flag,
  compare: GitCompareArrows,
  keys: Keyboard,
  lock: Lock,
  reload: RefreshCw,
  search: Search,
  evidence: Telescope,
  curl: Terminal,
  drop: ChevronDown,
  import: Upload,
  close: X,
} as const;

export type IconName = keyof typeof ICONS;

/** One of lucide's icons, drawn from its data. It says nothing to a screen reader: the words beside it do. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class={`icon icon-${name}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {ICONS[name].map(([tag, attributes], index) => h(tag, { ...attributes, key: index }))}
    </svg>
  );
}
