const quote = 0x22;
const backslash = 0x5c;

/**
 * Where the JSON string that opens before `start` closes: at the first quote with an even number of backslashes before it.
 * Bodies are most of a file, so this looks at four bytes at a time.
 * @param words the same memory as `bytes`, from its first byte
 * @param from where to go on, if bytes up to there have been looked at
 * @returns −1: not before `end`
 */
export function endOfString(bytes: Uint8Array, words: Int32Array, start: number, from: number, end: number): number {
  const lastWord = end & ~3;
  let at = from;
  while (at < end) {
    if ((at & 3) === 0) {
      // A byte of the word becomes 0 where there is a quote: https://graphics.stanford.edu/~seander/bithacks.html#ZeroInWord
      let found = 0;
      for (; at < lastWord; at += 4) {
        const word = (words[at >> 2] as number) ^ 0x22222222;
        found = (word - 0x01010101) & ~word & 0x80808080;
        if (found !== 0) break;
      }
      if (found !== 0) at += (31 - Math.clz32(found & -found)) >> 3;
    }
    if (bytes[at] === quote && at < end) {
      if (bytes[at - 1] !== backslash) return at;
      let slashes = 1;
      while (at - 1 - slashes >= start && bytes[at - 1 - slashes] === backslash) slashes++;
      if (slashes % 2 === 0) return at;
    }
    at++;
  }
  return -1;
}
