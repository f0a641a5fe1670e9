import { backslash, closeList, closeObject, openList, openObject, quote } from './json-bytes';
import type { Scanner } from './scanner';

/** Where WebAssembly may not be compiled: pages of extensions. Eight bytes at a time within strings. */
export function scannerInScript(size: number): Scanner {
  const bytes = new Uint8Array((size + 15) & ~7);
  const words = new Int32Array(bytes.buffer);
  const nested = { value: 0 };
  return {
    bytes,
    nested,
    endOfString: (start, end) => endOfString(bytes, words, start, end),
    passNested(from, end) {
      let at = from;
      let open = nested.value;
      for (; open > 0 && at < end; at++) {
        const byte = bytes[at] as number;
        if (byte === quote) {
          let close = at + 1;
          for (let within = bytes[close]; within !== quote && within !== backslash; ) within = bytes[++close];
          if (bytes[close] !== quote || close >= end) close = endOfString(bytes, words, at + 1, end);
          if (close < 0) break;
          at = close;
        } else if (byte < openList) {
          // Between what matters there is little else.
        } else if (byte === openObject || byte === openList) open++;
        else if (byte === closeObject || byte === closeList) open--;
      }
      nested.value = open;
      return at;
    },
  };
}

function endOfString(bytes: Uint8Array, words: Int32Array, start: number, end: number): number {
  let at = start;
  for (; (at & 7) !== 0; at++) {
    if (at >= end) return -1;
    if (bytes[at] === quote && !isEscaped(bytes, start, at)) return at;
  }
  for (; at < end; at += 8) {
    let found = quotesIn(words[at >> 2] as number);
    let rest = quotesIn(words[(at >> 2) + 1] as number);
    for (let base = at; (found | rest) !== 0; ) {
      if (found === 0) {
        base += 4;
        found = rest;
        rest = 0;
      }
      const place = base + ((31 - Math.clz32(found & -found)) >> 3);
      if (place >= end) return -1;
      if (bytes[place] === quote && (bytes[place - 1] !== backslash || !isEscaped(bytes, start, place))) return place;
      found &= found - 1;
    }
  }
  return -1;
}

/**
 * Four bytes of which those are 0x80 that hold a quote. So may be some above a quote, but none below.
 * https://graphics.stanford.edu/~seander/bithacks.html#ZeroInWord
 */
function quotesIn(word: number): number {
  const zeroForQuote = word ^ 0x22222222;
  return (zeroForQuote - 0x01010101) & ~zeroForQuote & 0x80808080;
}

function isEscaped(bytes: Uint8Array, start: number, at: number): boolean {
  let from = at;
  while (from > start && bytes[from - 1] === backslash) from--;
  return (at - from) % 2 === 1;
}
