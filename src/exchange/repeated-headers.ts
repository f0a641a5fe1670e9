import type { HeaderList } from '../fetch-standard/header-list';

/**
 * Firefox hands an extension repeated response headers as one line, joined with ", " (`Set-Cookie` with line feeds), and
 * so hides whether a server sent a header twice or once with a list. Its network entries keep the lines apart.
 *
 * @returns the lines of those headers that came more than once, or null when none did.
 */
export function repeatedHeadersOf(headerList: HeaderList): HeaderList | null {
  const counts = new Map<string, number>();
  for (const [name] of headerList) counts.set(name.toLowerCase(), (counts.get(name.toLowerCase()) ?? 0) + 1);
  const repeated = headerList.filter(([name]) => (counts.get(name.toLowerCase()) ?? 0) > 1);
  return repeated.length > 0 ? repeated : null;
}

/**
 * Takes merged lines apart again, where they are what the repeated lines add up to.
 *
 * @param repeated what `repeatedHeadersOf` found in the network entry; null: nothing.
 */
export function withRepeatedHeaders(merged: HeaderList, repeated: HeaderList | null): HeaderList {
  if (repeated === null) return merged;
  return merged.flatMap((header) => {
    const [name, value] = header;
    const lines = repeated.filter(([other]) => other.toLowerCase() === name.toLowerCase());
    if (lines.length < 2) return [header];
    const values = lines.map(([, line]) => line);
    // An empty line leaves no trace in what Firefox merges.
    const filled = values.filter((line) => line !== '');
    return [values.join(', '), values.join('\n'), filled.join(', ')].includes(value) ? lines : [header];
  });
}
