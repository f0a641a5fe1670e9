import { byteLength, type UnsafeReason, whyNotCorsSafelisted } from './cors-safelisted-request-header';
import type { Departures } from './departures';
import { specification } from './departures';
import type { HeaderList } from './header-list';

export interface UnsafeHeader {
  /** Lower case. */
  readonly name: string;
  readonly value: string;
  readonly reason: UnsafeReason | { readonly why: 'sum of lengths'; readonly sum: number };
}

/**
 * https://fetch.spec.whatwg.org/#cors-unsafe-request-header-names
 *
 * @param headers the headers that the page set (or that came with its body), not those the browser adds
 * @returns sorted by name, each name once, with the rule it broke
 */
export function corsUnsafeRequestHeaders(headers: HeaderList, departures: Departures = specification): UnsafeHeader[] {
  // 1. Let unsafeNames be a new list.
  const unsafe: UnsafeHeader[] = [];
  // 2. Let potentiallyUnsafeNames be a new list.
  const potentiallyUnsafe: { name: string; value: string }[] = [];
  // 3. Let safelistValueSize be 0.
  let safelistValueSize = 0;

  // 4. For each header of headers:
  for (const [name, value] of departures.joinsRepeatedRequestHeaders ? joined(headers) : headers) {
    if (departures.alsoSafelisted(name, value)) continue;
    const reason = whyNotCorsSafelisted(name, value);
    // 4.1 If header is not a CORS-safelisted request-header, then append header's name to unsafeNames.
    if (reason !== null) unsafe.push({ name: name.toLowerCase(), value, reason });
    // 4.2 Otherwise, append header's name to potentiallyUnsafeNames and increase safelistValueSize by header's value's length.
    else {
      potentiallyUnsafe.push({ name: name.toLowerCase(), value });
      safelistValueSize += byteLength(value);
    }
  }

  // 5. If safelistValueSize is greater than 1024, then for each name of potentiallyUnsafeNames, append name to unsafeNames.
  if (departures.limitsSumOfSafelistedLengths && safelistValueSize > 1024) {
    for (const header of potentiallyUnsafe) {
      unsafe.push({ ...header, reason: { why: 'sum of lengths', sum: safelistValueSize } });
    }
  }

  // 6. Return the result of convert header names to a sorted-lowercase set with unsafeNames.
  const byName = new Map<string, UnsafeHeader>();
  for (const header of unsafe) if (!byName.has(header.name)) byName.set(header.name, header);
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

function joined(headers: HeaderList): HeaderList {
  const values = new Map<string, string>();
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    const before = values.get(key);
    values.set(key, before === undefined ? value : `${before}, ${value}`);
  }
  return [...values];
}
