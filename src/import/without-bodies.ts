/** Bodies shorter than this are not worth the copying. Bytes */
const LONG = 1_024;

/** How far before its text a request's body names itself. Bytes */
const NEAR = 300;

const quote = 0x22;
const backslash = 0x5c;
const colon = 0x3a;
const text = [quote, 0x74, 0x65, 0x78, 0x74, quote] as const;
const postData = [...'"postData"'].map((character) => character.charCodeAt(0));

/** Takes the long bodies of answers out of a HAR while it is being read. */
export interface BodyCutter {
  /** The bytes before `end` are there now. */
  upTo(end: number): void;
  /** All that was read, with those bodies emptied; the same array where there were none. */
  rest(): Uint8Array;
}

/** As `bodyCutter`, of a file that is there already. */
export function withoutBodies(bytes: Uint8Array): Uint8Array {
  const cutter = bodyCutter(bytes);
  cutter.upTo(bytes.length);
  return cutter.rest();
}

/**
 * A HAR's bytes with the long bodies of answers emptied. No verdict reads them, and they are most of a file: without them
 * it is decoded and parsed several times faster and in a fraction of the memory.
 *
 * A raw `"text"` before a colon is always a member's whole name, for inside a string its quotes would be escaped; so this
 * needs no parser. What is no HAR comes back as it was, or with emptied strings: the JSON stays JSON either way.
 *
 * @param bytes filled from its start by whoever reads the file
 */
export function bodyCutter(bytes: Uint8Array): BodyCutter {
  const kept: Uint8Array[] = [];
  /** Where what is kept begins anew. */
  let done = 0;
  /** Where to go on. */
  let at = 0;
  /** The opening quote of the string that `at` is in; −1: in none. */
  let open = -1;
  let length = 0;

  const step = (read: Uint8Array): boolean => {
    if (open < 0) {
      const name = find(read, at);
      if (name < 0) {
        // The last bytes may be the beginning of one.
        at = Math.max(at, read.length - text.length + 1);
        return false;
      }
      const value = valueAt(read, name + text.length);
      at = value === 'not read yet' ? name : name + text.length;
      if (value === 'not read yet') return false;
      if (value === null) return true;
      open = value;
      at = value + 1;
    }
    const close = endOfString(read, open + 1, at);
    if (close < 0) {
      at = read.length;
      return false;
    }
    if (close - open > LONG && !isPostData(read, open)) {
      kept.push(read.subarray(done, open + 1));
      done = close;
    }
    at = close + 1;
    open = -1;
    return true;
  };

  return {
    upTo(end) {
      length = end;
      const read = bytes.subarray(0, end);
      while (step(read));
    },
    rest() {
      const read = bytes.subarray(0, length);
      return done === 0 ? read : join([...kept, read.subarray(done)]);
    },
  };
}

/** Horspool's search: the last byte of the window tells how far it may move. */
function find(bytes: Uint8Array, from: number): number {
  const last = text.length - 1;
  for (let end = from + last; end < bytes.length; ) {
    const byte = bytes[end];
    if (byte === quote) {
      if (isAt(bytes, end - last, text)) return end - last;
      end += last;
    } else if (byte === 0x74) end += 1;
    else if (byte === 0x78) end += 2;
    else if (byte === 0x65) end += 3;
    else end += text.length;
  }
  return -1;
}

function isAt(bytes: Uint8Array, at: number, wanted: readonly number[]): boolean {
  for (let i = 0; i < wanted.length; i++) if (bytes[at + i] !== wanted[i]) return false;
  return true;
}

/** Where the string after the colon opens; null: no colon, or no string. */
function valueAt(bytes: Uint8Array, from: number): number | null | 'not read yet' {
  let at = skipSpace(bytes, from);
  if (at >= bytes.length) return 'not read yet';
  if (bytes[at] !== colon) return null;
  at = skipSpace(bytes, at + 1);
  if (at >= bytes.length) return 'not read yet';
  return bytes[at] === quote ? at : null;
}

function skipSpace(bytes: Uint8Array, from: number): number {
  let at = from;
  while (bytes[at] === 0x20 || bytes[at] === 0x0a || bytes[at] === 0x0d || bytes[at] === 0x09) at++;
  return at;
}

/** The closing quote of a string that begins at `start`: one with an even number of backslashes before it. −1: not read yet. */
function endOfString(bytes: Uint8Array, start: number, from: number): number {
  for (let at = bytes.indexOf(quote, from); at >= 0; at = nextQuote(bytes, at + 1)) {
    let slashes = 0;
    while (bytes[at - 1 - slashes] === backslash && at - 1 - slashes >= start) slashes++;
    if (slashes % 2 === 0) return at;
  }
  return -1;
}

/** Where one quote is escaped, the next is near: a call of `indexOf` costs as much as looking at some fifty bytes. */
function nextQuote(bytes: Uint8Array, from: number): number {
  const near = Math.min(from + 64, bytes.length);
  for (let at = from; at < near; at++) if (bytes[at] === quote) return at;
  return near === bytes.length ? -1 : bytes.indexOf(quote, near);
}

/** A request's body is told by its length and whether it is equal to another, so it stays. */
function isPostData(bytes: Uint8Array, before: number): boolean {
  for (let at = before; at > Math.max(0, before - NEAR); at--) if (isAt(bytes, at, postData)) return true;
  return false;
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
