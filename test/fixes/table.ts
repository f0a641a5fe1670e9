import { createHash } from 'node:crypto';
import type { Framework, ServerChange } from '../../src/fixes/fix';
import { type Column, columns, policies } from './policies';

/** `proven`: the rendered snippet was run. `documented`: checked against documentation only. `cannot`: the stack has no way. */
export type Cell = 'proven' | 'documented' | 'cannot';

export interface Row {
  /** A framework's id. */
  readonly id: string;
  /** What ran, with its version: `nginx 1.22.1`; null: nothing did. */
  readonly ranOn: string | null;
  /** Of the snippets that ran: a proof holds for these and no others. */
  readonly fingerprint: string;
  readonly cells: Readonly<Record<Column, Cell>>;
}

/** What a stack's run left behind. A column that failed is not in it. */
export interface Found {
  readonly id: string;
  readonly ranOn: string;
  readonly cells: Readonly<Partial<Record<Column, Cell>>>;
}

/** The row of a framework. `found` null: it did not run now; then what is known of the same snippets stays. */
export function rowOf(framework: Framework, found: Found | null, known: Row | null): Row {
  const fingerprint = fingerprintOf(framework);
  if (found === null && known?.fingerprint === fingerprint) return known;
  const cells = columns.map((column) => {
    const cell = isPossible(framework, column) ? (found?.cells[column] ?? 'documented') : 'cannot';
    return [column, cell] as const;
  });
  return {
    id: framework.id,
    ranOn: found?.ranOn ?? null,
    fingerprint,
    cells: Object.fromEntries(cells) as Record<Column, Cell>,
  };
}

/** What the product says, without running anything. */
export function isPossible(framework: Framework, column: Column): boolean {
  const [policy, change] = behind[column];
  return framework.render(policies[policy]).can && (change === null || !(change in framework.cannot));
}

const behind: Readonly<Record<Column, readonly [keyof typeof policies, ServerChange | null]>> = {
  'public read': ['public read', null],
  'one origin': ['one origin', null],
  'several origins': ['several origins', null],
  'with credentials': ['with credentials', null],
  'preflighted PUT': ['preflighted PUT', null],
  'exposed headers': ['exposed headers', null],
  'max-age': ['max-age', null],
  'one path': ['one path', null],
  'other methods': ['other methods', null],
  'odd path': ['odd path', null],
  'all at once': ['all at once', null],
  'odd names': ['odd names', null],
  'errors keep headers': ['one origin', 'headers-on-errors'],
  'preflight before auth': ['preflighted PUT', 'answer-preflight-first'],
  'duplicate removed': ['preflighted PUT', 'one-layer-only'],
};

export function fingerprintOf(framework: Framework): string {
  const rendered = Object.values(policies).map((policy) => framework.render(policy));
  const code = rendered.map((result) => (result.can ? result.parts.map((part) => part.code) : null));
  return createHash('sha256').update(JSON.stringify(code)).digest('hex').slice(0, 12);
}

/** Was all of it run that the framework can do? */
export const isProven = ({ cells }: Row): boolean => columns.every((column) => cells[column] !== 'documented');

const sign: Readonly<Record<Cell, string>> = { proven: '●', documented: '○', cannot: '–' };

/** The table in Markdown, for people. */
export function markdown(frameworks: readonly Framework[], rows: readonly Row[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const body = frameworks.flatMap((framework) => {
    const row = rows.find(({ id }) => id === framework.id);
    if (row === undefined) return [];
    const cells = columns.map((column) => sign[row.cells[column]]);
    return [line([framework.label, ...cells, row.ranOn ?? 'documentation only'])];
  });
  const all = rows.flatMap(({ cells }) => Object.values(cells));
  const count = (cell: Cell) => all.filter((one) => one === cell).length;
  return `● proven: the rendered fix was run on the real server, with a real browser (${count('proven')}) · ○ checked against documentation only (${count('documented')}) · – the stack has no way, and the fix says so (${count('cannot')})

${[line(['', ...columns, 'ran on']), line(['---', ...columns.map(() => ':-:'), '---']), ...body].join('\n')}
`;
}
