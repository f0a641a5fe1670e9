import type { Column } from './policies';

/** `proven`: the rendered snippet was run. `documented`: checked against documentation only. `cannot`: the stack has no way. */
export type Cell = 'proven' | 'documented' | 'cannot';

export interface Row {
  /** A framework's id. */
  readonly id: string;
  readonly label: string;
  /** What ran, with its version: `nginx 1.22.1`; null: nothing did. */
  readonly ranOn: string | null;
  readonly cells: Readonly<Record<Column, Cell>>;
}
