/** What a key asks for. Pure, so that the list of keys and their effect cannot drift apart. */
export type Command =
  | 'filter'
  | 'keys'
  | 'toggle blocked'
  | 'toggle failed'
  | 'toggle allowed'
  | 'toggle pending'
  | 'next blocked'
  | 'previous blocked'
  | 'copy headers'
  | 'copy curl'
  | 'copy report'
  | 'compare'
  | 'export'
  | 'diagnosis'
  | 'list'
  | 'back'
  | 'next pane'
  | 'previous pane'
  | 'from earlier'
  | 'from later'
  | 'to earlier'
  | 'to later';

export interface KeyPress {
  readonly key: string;
  readonly ctrl: boolean;
  readonly meta: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  /**
   * Where the focus is. Single characters work in lists and in the diagnosis only:
   * https://www.w3.org/TR/WCAG22/#character-key-shortcuts
   */
  readonly focus: 'list' | 'diagnosis' | 'filter' | 'field' | 'elsewhere';
}

export interface KeyHelp {
  readonly keys: readonly string[];
  readonly does: string;
}

/** The list that `?` shows. */
export const KEYS: readonly KeyHelp[] = [
  { keys: ['↑', '↓', 'PgUp', 'PgDn', 'Home', 'End'], does: 'move in problems or requests' },
  { keys: ['←', '→'], does: 'the other requests of the problem' },
  { keys: ['Enter'], does: 'from the filter to the list, from the list to the diagnosis' },
  { keys: ['Esc'], does: 'back to the list; closes what is open; clears time range and filter' },
  { keys: ['F6', 'Shift F6'], does: 'next or previous part of the panel' },
  { keys: ['/', 'Ctrl F'], does: 'filter; takes a console message, too' },
  { keys: ['1', '2', '3', '4'], does: 'show or hide blocked, failed, allowed, pending' },
  { keys: ['n', 'p'], does: 'next or previous request that did not come through' },
  { keys: ['c', 'Shift C'], does: 'copy the smallest change, or the curl pair' },
  { keys: ['r'], does: 'copy the report' },
  { keys: ['d'], does: 'compare with the nearest that passed' },
  { keys: ['e'], does: 'export, with a look at what is hidden' },
  { keys: ['[', ']', '{', '}'], does: 'move the left or the right edge of the time range' },
  { keys: ['?'], does: 'this list' },
];

const ANYWHERE: Readonly<Record<string, Command>> = { Escape: 'back', F6: 'next pane' };

const SINGLE: Readonly<Record<string, Command>> = {
  '/': 'filter',
  '?': 'keys',
  '1': 'toggle blocked',
  '2': 'toggle failed',
  '3': 'toggle allowed',
  '4': 'toggle pending',
  n: 'next blocked',
  p: 'previous blocked',
  c: 'copy headers',
  C: 'copy curl',
  r: 'copy report',
  d: 'compare',
  e: 'export',
  '[': 'from earlier',
  ']': 'from later',
  '{': 'to earlier',
  '}': 'to later',
};

export function commandOf(press: KeyPress): Command | null {
  const { key, focus } = press;
  if ((press.ctrl || press.meta) && !press.alt && key.toLowerCase() === 'f') return 'filter';
  if (press.ctrl || press.meta || press.alt) return null;
  if (key === 'F6' && press.shift) return 'previous pane';
  if (ANYWHERE[key] !== undefined) return ANYWHERE[key];
  if (focus === 'filter' && (key === 'Enter' || key === 'ArrowDown')) return 'list';
  if (focus !== 'list' && focus !== 'diagnosis') return null;
  if (key === 'Enter') return focus === 'list' ? 'diagnosis' : null;
  return SINGLE[key] ?? null;
}
