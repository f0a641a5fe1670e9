/** What was on the wire, as a code span that no value can end. Line breaks would end it and are shown as what they are. */
export function code(value: string): string {
  const shown = value.replace(/\r\n|[\r\n]/g, '⏎').replace(/[^\P{Cc}\t]/gu, '\uFFFD');
  if (shown.trim() === '') return shown === '' ? '*(empty)*' : '*(only spaces)*';
  const fence = '`'.repeat(longestRun(shown) + 1);
  // CommonMark takes one space off each end when both have one.
  const pad = /^[` ]|[` ]$/.test(shown) ? ' ' : '';
  return fence + pad + shown + pad + fence;
}

/** A fenced block that no line in it can close. */
export function block(language: string, text: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}${language}\n${text.replace(/\n+$/, '')}\n${fence}`;
}

const longestRun = (text: string): number => Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));

/** Our own sentences, in which backticks mark what was on the wire; the words around may quote strangers too. */
export function prose(text: string): string {
  return text
    .split(/(`[^`]*`)/)
    .map((part) => (/^`[^`]*`$/s.test(part) ? code(part.slice(1, -1)) : escapeMarkdown(part)))
    .join('');
}

/** Nothing becomes markup, a link, a mention or an issue reference. */
export const escapeMarkdown = (text: string): string =>
  text
    .replace(/[\r\n]+/g, ' ')
    .replace(/[\\`*_[\]<>|#~@]/g, '\\$&')
    .replace(/&(?=[#\w])/g, '&amp;');

/** Cells padded to the same width, so that it is a table before anything renders it. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [head, ...rows].map((row) => row.map((cell) => cell.replace(/\|/g, '\\|')));
  const widths = head.map((_, column) => Math.max(3, ...cells.map((row) => (row[column] ?? '').length)));
  const line = (row: readonly string[]) =>
    `| ${widths.map((width, column) => (row[column] ?? '').padEnd(width)).join(' | ')} |`.trimEnd();
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [line(cells[0] ?? []), rule, ...cells.slice(1).map(line)].join('\n');
}
