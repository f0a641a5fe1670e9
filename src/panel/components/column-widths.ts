import type { Column } from '../view-model/list-options';

const WIDTHS: Readonly<Record<Column, string>> = {
  method: 'var(--method-width)',
  why: 'minmax(0, 1fr)',
  status: '54px',
  initiator: '96px',
  duration: '58px',
  bars: 'var(--bars-width)',
};

/** `grid-template-columns` of heads and rows: icon and path always, the rest unless hidden. */
export function columnsOf(hidden: readonly Column[]): string {
  const width = (column: Column): string => (hidden.includes(column) ? '' : WIDTHS[column]);
  return [
    '22px',
    width('method'),
    'minmax(0, 1.4fr)',
    width('why'),
    width('status'),
    width('initiator'),
    width('duration'),
    width('bars'),
  ]
    .filter((part) => part !== '')
    .join(' ');
}
