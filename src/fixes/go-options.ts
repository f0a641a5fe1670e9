/** Fields of a struct literal, one tab deep and aligned as gofmt has it; null: left out. */
export function goOptions(entries: readonly (readonly [name: string, value: string] | null)[]): string {
  const given = entries.filter((entry) => entry !== null);
  const width = Math.max(...given.map(([name]) => name.length)) + 1;
  return given
    .map(([name, value]) => {
      const comma = value.includes(', //') ? value : `${value},`;
      return `\t${`${name}:`.padEnd(width)} ${comma}\n`;
    })
    .join('');
}

/** One to a line, so that those the file has already can be left out. */
export const goImports = (...names: readonly (string | null)[]): string =>
  names
    .filter((name) => name !== null)
    .map((name) => `import "${name}"\n`)
    .join('');
