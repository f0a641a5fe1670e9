/**
 * The same function, which remembers its last few results: an entry that was parsed is asked for several things in a row, and
 * then never again. To keep more of a large file costs more time than to parse it twice.
 *
 * @param make throws what it likes; nothing is remembered then
 */
export function rememberingLast<T>(make: (index: number) => T, most = 8): (index: number) => T {
  const indexes: number[] = [];
  const results: T[] = [];
  let next = 0;
  return (index) => {
    const known = indexes.indexOf(index);
    if (known >= 0) return results[known] as T;
    const made = make(index);
    indexes[next] = index;
    results[next] = made;
    next = (next + 1) % most;
    return made;
  };
}
