/**
 * A text as one word of a POSIX shell, for scripts and for those who paste. Single quotes hold everything but themselves;
 * three things more are for the terminal: fish takes `\\` and `\'` for escapes also within them, bash before 4.4 looks for
 * `!` in each line of them after the first, and a line editor acts on control characters, among them the `\r` that ends
 * each line of a form with files.
 */
export function posixWord(text: string): string {
  // Every other part is what the pattern took out.
  const parts = text.split(text.includes('\n') ? SPECIAL_IN_LINES : SPECIAL);
  return parts.map((part, index) => (index % 2 === 1 ? special(part) : quoted(part))).join('') || "''";
}

const SPECIAL = /('|\\{2,}|\\(?='|[^\P{Cc}\n]|$)|[^\P{Cc}\n]+)/u;
const SPECIAL_IN_LINES = /('|!|\\{2,}|\\(?='|!|[^\P{Cc}\n]|$)|[^\P{Cc}\n]+)/u;

const quoted = (part: string): string => (part === '' ? '' : `'${part}'`);

const special = (part: string): string =>
  /^['!\\]/.test(part) ? part.replace(/./g, '\\$&') : `"$(printf '${[...utf8.encode(part)].map(octal).join('')}')"`;

const octal = (byte: number): string => `\\${byte.toString(8).padStart(3, '0')}`;

const utf8 = new TextEncoder();
