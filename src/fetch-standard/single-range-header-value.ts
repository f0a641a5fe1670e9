/**
 * https://fetch.spec.whatwg.org/#simple-range-header-value with allowWhitespace false.
 *
 * @returns null for failure. Start and end stay digits: they can be larger than a number holds.
 */
export function parseSingleRangeHeaderValue(value: string): { start: string | null; end: string | null } | null {
  const parsed = /^bytes=([0-9]*)-([0-9]*)$/.exec(value);
  if (parsed === null || value.endsWith('\n')) return null;
  const start = parsed[1] || null;
  const end = parsed[2] || null;
  // If rangeEndValue and rangeStartValue are null, then return failure.
  if (start === null && end === null) return null;
  // If rangeStartValue is greater than rangeEndValue, then return failure.
  if (start !== null && end !== null && isGreater(start, end)) return null;
  return { start, end };
}

/** Decimal digits of any length, compared as numbers. */
function isGreater(a: string, b: string): boolean {
  const x = a.replace(/^0+/, '');
  const y = b.replace(/^0+/, '');
  return x.length === y.length ? x > y : x.length > y.length;
}
