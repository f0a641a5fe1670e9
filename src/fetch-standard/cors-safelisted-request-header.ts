import { mimeTypeEssence } from './mime-type';
import { parseSingleRangeHeaderValue } from './single-range-header-value';

/** Why a header is not a CORS-safelisted request-header. */
export type UnsafeReason =
  /** The name alone makes a preflight. */
  | { readonly why: 'name' }
  /** Step 1: longer than 128 bytes. */
  | { readonly why: 'length'; readonly length: number }
  /** A byte that this header may not hold. */
  | { readonly why: 'byte'; readonly byte: string }
  /** `Content-Type` that does not parse, or whose essence is none of the three. */
  | { readonly why: 'content type'; readonly essence: string | null }
  | { readonly why: 'range' };

/**
 * https://fetch.spec.whatwg.org/#cors-safelisted-request-header
 *
 * @returns null when the header is safelisted, otherwise the rule it broke
 */
export function whyNotCorsSafelisted(name: string, value: string): UnsafeReason | null {
  const lowerCaseName = name.toLowerCase();
  // The standard asks for the length first. The verdict is the same, and "the name" is the better reason for other names.
  if (!safelistedNames.has(lowerCaseName)) return { why: 'name' };

  // 1. If value's length is greater than 128, then return false.
  const length = byteLength(value);
  if (length > 128) return { why: 'length', length };

  // 2. Byte-lowercase name and switch on the result:
  switch (lowerCaseName) {
    case 'accept':
      // If value contains a CORS-unsafe request-header byte, then return false.
      return byteReason(value, corsUnsafeRequestHeaderByte);

    case 'accept-language':
    case 'content-language':
      // If value contains a byte that is not in the range 0 to 9, A to Z, a to z, and is not SP * , - . ; or =, then return false.
      return byteReason(value, /[^0-9A-Za-z *,\-.;=]/);

    case 'content-type': {
      // 1. If value contains a CORS-unsafe request-header byte, then return false.
      const byte = byteReason(value, corsUnsafeRequestHeaderByte);
      if (byte !== null) return byte;
      // 2. Let mimeType be the result of parsing the result of isomorphic decoding value.
      const essence = mimeTypeEssence(value);
      // 3. If mimeType is failure, then return false.
      // 4. If mimeType's essence is not one of the three, then return false.
      return essence !== null && safelistedEssences.has(essence) ? null : { why: 'content type', essence };
    }

    case 'range': {
      // 1. Let rangeValue be the result of parsing a single range header value given value and false.
      const range = parseSingleRangeHeaderValue(value);
      // 2. If rangeValue is failure, then return false.
      // 3. If rangeValue[0] is null, then return false.
      return range === null || range.start === null ? { why: 'range' } : null;
    }
  }
  // 3. Return true.
  return null;
}

export const safelistedEssences: ReadonlySet<string> = new Set([
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'text/plain',
]);

const safelistedNames = new Set(['accept', 'accept-language', 'content-language', 'content-type', 'range']);

/** https://fetch.spec.whatwg.org/#cors-unsafe-request-header-byte */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the standard names these bytes.
const corsUnsafeRequestHeaderByte = /[\x00-\x08\x0A-\x1F"():<>?@[\\\]{}\x7F]/;

function byteReason(value: string, unsafe: RegExp): UnsafeReason | null {
  const byte = unsafe.exec(value)?.[0];
  return byte === undefined ? null : { why: 'byte', byte };
}

/**
 * Header values are bytes; one character stands for one byte unless the browser decoded them as UTF-8, which shows
 * in characters that no byte has.
 */
export function byteLength(value: string): number {
  let length = value.length;
  for (let i = 0; i < value.length; i++) {
    if (value.charCodeAt(i) > 0xff) {
      length = new TextEncoder().encode(value).length;
      break;
    }
  }
  return length;
}
