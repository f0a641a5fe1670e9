/** https://fetch.spec.whatwg.org/#concept-header-list: names and values in wire order, repeated names kept apart. */
export type HeaderList = readonly (readonly [name: string, value: string])[];

/**
 * https://fetch.spec.whatwg.org/#concept-header-list-get
 * Repeated headers come back joined with ", ", as the standard has it: two
 * `Access-Control-Allow-Origin` lines are one value that matches no origin.
 */
export function get(headerList: HeaderList, name: string): string | null {
  const wanted = name.toLowerCase();
  let combined: string | null = null;
  for (const header of headerList) {
    const value = header[1];
    // Most names differ in length already; lower-casing each of them was half the time of a diagnosis.
    if (header[0].length !== wanted.length || header[0].toLowerCase() !== wanted) continue;
    combined = combined === null ? value : `${combined}, ${value}`;
  }
  return combined;
}
