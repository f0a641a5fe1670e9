import { codeList, squareBrackets } from './code-list';
import { jsString } from './strings/js';

/** An array of strings in JavaScript. `at`: how deep its line stands. */
export const jsStrings = (items: readonly string[], at = 0): string =>
  codeList(items.map(jsString), squareBrackets, at);

/** The lines of an object literal; entries that are null are left out. `at`: how deep its braces stand. */
export const jsEntries = (entries: readonly (readonly [name: string, value: string] | null)[], at: number): string =>
  entries
    .filter((entry) => entry !== null)
    .map(([name, value]) => `${'  '.repeat(at + 1)}${name}: ${value},\n`)
    .join('');
