import { endOfString } from './end-of-string';

/** Bodies shorter than this are not worth leaving out. Bytes */
const LONG = 1_024;

/** Where an entry stands in a file's bytes, and within it the body of its answer, if that is long. */
export interface EntryBytes {
  readonly start: number;
  /** From the first character of the body to its closing quote; both equal `end` where nothing is left out. */
  readonly bodyStart: number;
  readonly bodyEnd: number;
  readonly end: number;
}

/** The entries of a HAR, and the file without them. */
export interface FoundEntries {
  readonly entries: readonly EntryBytes[];
  /** `log.entries` begins after its opening bracket and ends with its closing one. */
  readonly listStart: number;
  readonly listEnd: number;
}

/** Looks for the entries of a HAR in its bytes while they are being read. */
export interface EntryFinder {
  /** The bytes before `end` are there now. */
  upTo(end: number): void;
  /** null: this is no HAR that can be taken apart – broken, another encoding, `log` named twice –, so whoever parses it whole will see. */
  found(): FoundEntries | null;
}

const code = (character: string): number => character.charCodeAt(0);
const codes = (text: string): readonly number[] => [...text].map(code);
const space = code(' ');
const lineFeed = code('\n');
const carriageReturn = code('\r');
const tab = code('\t');
const quote = code('"');
const colon = code(':');
const comma = code(',');
const openObject = code('{');
const closeObject = code('}');
const openList = code('[');
const closeList = code(']');
const backslash = code('\\');
const wordsOf = (bytes: Uint8Array): Int32Array | null =>
  bytes.byteOffset % 4 === 0 ? new Int32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >> 2) : null;

/** How many brackets are open inside … */
const inRoot = 1;
const inLog = 2;
const inEntries = 3;
const inEntry = 4;
const inAnswer = 5;
const inContent = 6;

const names = {
  log: codes('log'),
  entries: codes('entries'),
  response: codes('response'),
  content: codes('content'),
  text: codes('text'),
};

/**
 * Finds where each entry of `log.entries` begins and ends, so that they can be parsed one by one when they are asked for,
 * and without the bodies of answers, which no verdict reads and which are most of a file. Brackets, quotes and names are all it
 * looks at; what it finds is parsed as JSON later, so nothing broken passes.
 *
 * @param bytes filled from its start by whoever reads the file
 */
export function entryFinder(bytes: Uint8Array): EntryFinder {
  const words = wordsOf(bytes);
  const entries: EntryBytes[] = [];
  let state = { at: 0, depth: 0, name: 0, nameEnd: 0, isText: false, looked: 0 };
  /** Which members lead to where the reader stands. */
  let isLog = false;
  let isEntries = false;
  let isAnswer = false;
  let isContent = false;
  let listStart = -1;
  let listEnd = -1;
  let start = -1;
  let bodyStart = -1;
  let bodyEnd = -1;
  let expects: 'entry or end' | 'entry' | 'comma or end' = 'entry or end';
  let gaveUp = words === null;

  const isInList = (): boolean => listStart >= 0 && listEnd < 0;

  /** @returns whether the value of this member is the text of an answer */
  function member(depth: number, name: number, nameEnd: number): boolean {
    switch (depth) {
      case inRoot:
      case inLog:
        // A name with escapes may be one of ours in disguise.
        if (bytes.subarray(name, nameEnd).includes(backslash)) gaveUp = true;
        if (depth === inRoot) isLog = is(bytes, name, nameEnd, names.log);
        isEntries = depth === inLog && isLog && is(bytes, name, nameEnd, names.entries);
        return false;
      case inEntry:
        isAnswer = is(bytes, name, nameEnd, names.response);
        return false;
      case inAnswer:
        isContent = isAnswer && is(bytes, name, nameEnd, names.content);
        return false;
      default:
        return isAnswer && isContent && is(bytes, name, nameEnd, names.text);
    }
  }

  /** A bracket opened, now the `depth`th. */
  function opened(byte: number, depth: number, place: number): void {
    if (depth === inEntries && byte === openList && isEntries) {
      // Twice: the last one counts, as for whoever parses it whole.
      if (listStart >= 0) gaveUp = true;
      listStart = place + 1;
    } else if (depth === inEntry && isInList()) {
      if (byte !== openObject || expects === 'comma or end') gaveUp = true;
      start = place;
      bodyStart = -1;
      isAnswer = false;
      isContent = false;
    }
  }

  /** One closed, and `depth` are left. */
  function closed(byte: number, depth: number, place: number): void {
    if (!isInList()) return;
    if (depth === inEntries) {
      const end = place + 1;
      entries.push(bodyStart < 0 ? { start, bodyStart: end, bodyEnd: end, end } : { start, bodyStart, bodyEnd, end });
      expects = 'comma or end';
    } else if (depth === inLog) {
      if (byte !== closeList || expects === 'entry') gaveUp = true;
      listEnd = place;
    }
  }

  function between(byte: number): void {
    if (!isInList() || byte === carriageReturn || byte === tab) return;
    if (byte === comma && expects === 'comma or end') expects = 'entry';
    else gaveUp = true;
  }

  return {
    upTo(end) {
      if (words === null || gaveUp) return;
      let { at, depth, name, nameEnd, isText } = state;
      while (at < end) {
        const byte = bytes[at] as number;
        if (byte === space || byte === lineFeed) {
          // Between what matters there is little else.
        } else if (byte === quote) {
          const first = at + 1;
          const close = endOfString(bytes, words, first, Math.max(state.looked, first), end);
          if (close < 0) {
            state.looked = end;
            break;
          }
          if (isText && bodyStart < 0 && close - first > LONG) {
            bodyStart = first;
            bodyEnd = close;
          } else if (depth === inEntries && isInList()) gaveUp = true;
          name = first;
          nameEnd = close;
          at = close;
        } else if (byte === colon) {
          isText = depth <= inContent && member(depth, name, nameEnd);
          if (depth === inEntries) between(byte);
        } else if (byte === comma) {
          isText = false;
          if (depth === inEntries) between(byte);
        } else if (byte === openObject || byte === openList) {
          isText = false;
          if (++depth <= inEntry) opened(byte, depth, at);
        } else if (byte === closeObject || byte === closeList) {
          if (--depth <= inEntries) closed(byte, depth, at);
        } else if (depth === inEntries) between(byte);
        at++;
      }
      state = { at, depth, name, nameEnd, isText, looked: state.looked };
    },
    found: () => (gaveUp || listEnd < 0 ? null : { entries, listStart, listEnd }),
  };
}

function is(bytes: Uint8Array, name: number, end: number, wanted: readonly number[]): boolean {
  if (end - name !== wanted.length) return false;
  for (let i = 0; i < wanted.length; i++) if (bytes[name + i] !== wanted[i]) return false;
  return true;
}
