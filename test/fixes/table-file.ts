import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { frameworks } from '../../src/fixes/frameworks';
import { type Found, isProven, markdown, type Row, rowOf } from './table';

const file = 'test/fixes/table.json';
const readme = 'README.md';
/** What of it the product itself says. */
const provenOn = 'src/fixes/proven-on.json';

export const readTable = (): readonly Row[] =>
  existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Row[]) : [];

/** Takes in what the stacks found out, for the table and its copy in the README. */
export function updateTable(folder: string, { write }: { readonly write: boolean }): readonly Row[] {
  const found = readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Found);
  const known = readTable();
  const rows = frameworks.map((framework) =>
    rowOf(
      framework,
      found.find(({ id }) => id === framework.id) ?? null,
      known.find(({ id }) => id === framework.id) ?? null,
    ),
  );
  if (!write) return rows;
  writeFileSync(file, `${JSON.stringify(rows, null, 2)}\n`);
  writeFileSync(provenOn, `${JSON.stringify(proofs(rows), null, 2)}\n`);
  if (existsSync(readme)) writeFileSync(readme, withTable(readFileSync(readme, 'utf8'), rows));
  return rows;
}

/** By framework, what all of it that the framework can do was run on. */
export const proofs = (rows: readonly Row[]): Readonly<Record<string, string>> =>
  Object.fromEntries(rows.flatMap((row) => (row.ranOn !== null && isProven(row) ? [[row.id, row.ranOn]] : [])));

/** The text with the table between its two markers; a text without them stays as it is. */
export const withTable = (text: string, rows: readonly Row[]): string =>
  text.replace(
    /(<!-- fixes: written by `npm run test:fixes` -->\n)[\s\S]*?(<!-- \/fixes -->)/,
    (_, begin: string, end: string) => `${begin}\n${markdown(frameworks, rows)}\n${end}`,
  );
