import {
  backslash,
  carriageReturn,
  closeList,
  closeObject,
  colon,
  comma,
  lineFeed,
  openList,
  openObject,
  quote,
  space,
  tab,
} from './json-bytes';
import { type KeptBytes, keptBytes } from './kept-bytes';
import { isDetailOfEntry, isDetailWithin, type MemberName, memberName, memberNameOrDisguise } from './member-names';
import type { MakeScanner } from './scanner';
import { scannerInScript } from './scanner-in-script';

/** Bodies shorter than this are not worth leaving out. Bytes */
const LONG = 1_024;

/** How much of a file is looked at in one go: it stays in the processor's nearest caches, where memory is ten times as fast. Bytes */
const PIECE = 65_536;

/** Bytes. */
const SHORT = 16;

/** Values shorter than this are parsed sooner than left out. Bytes */
const BRIEF = 16;

/** Where an entry stands in what was kept of a file. */
export interface EntryBytes {
  readonly start: number;
  readonly end: number;
  /** From, to, from, to …: values in it that are read only of requests that somebody looks at. */
  readonly details: readonly number[];
  /** Where it stands in the file itself. */
  readonly inFile: { readonly start: number; readonly end: number };
}

/** A HAR without the long bodies of its answers: each of them is an empty text here. */
export interface FoundEntries {
  readonly kept: Pick<KeptBytes, 'length' | 'part'>;
  /** But for those that were taken. */
  readonly entries: readonly EntryBytes[];
  /** `log.entries` begins after its opening bracket and ends with its closing one. −1: not yet */
  readonly listStart: number;
  readonly listEnd: number;
}

/** Looks for the entries of a HAR in its bytes while they are being read. */
export interface EntryFinder {
  /** Where the next bytes of the file are to be put, from its start on. */
  room(): Uint8Array;
  /** So many of them are there now. */
  filled(count: number): void;
  /** Entries that have been found since this was last called. They are forgotten, with their bytes, as soon as more comes. */
  take(): FoundEntries;
  /** null: this is no HAR that can be taken apart – broken, another encoding, `log` named twice –, so whoever parses it whole will see. */
  found(): FoundEntries | null;
}

/** How many brackets are open inside … */
const inRoot = 1;
const inLog = 2;
const inEntries = 3;
const inEntry = 4;
const inAnswer = 5;
const inContent = 6;

/**
 * Finds where each entry of `log.entries` begins and ends, so that they can be parsed one by one when they are asked for,
 * and leaves out the bodies of answers, which no verdict reads and which are most of a file. Brackets, quotes and names are
 * all it looks at; what it finds is parsed as JSON later, so nothing broken passes but what nobody asks for.
 *
 * @param room how much is probably kept: of whoever takes no entries, the size of the file. Bytes
 */
export function entryFinder(room: number, makeScanner: MakeScanner = scannerInScript): EntryFinder {
  // A string that is cut off by the piece's end is moved to the start, before what comes next.
  const { bytes, nested, endOfString, passNested } = makeScanner(PIECE + LONG + 4);
  const kept = keptBytes(room);
  let entries: EntryBytes[] = [];
  /** Up to there what was kept of the list was taken. */
  let takenTo = -1;
  /** Where in the file what is in `bytes` begins. */
  let base = 0;
  /** Bytes at the start that are to be looked at with what comes next. */
  let carried = 0;
  let state = { depth: 0, isText: false, isNested: false };
  /** Of the last string in earlier pieces. */
  let lastName: MemberName = null;
  /** Amid a string that began in an earlier piece: a body is left out, others are kept. */
  let amid: 'body' | 'other' | null = null;
  /** Which members lead to where the reader stands. */
  let isLog = false;
  let isWay = false;
  let isEntries = false;
  let isAnswer = false;
  let isContent = false;
  let listStart = -1;
  let listEnd = -1;
  let start = -1;
  let startInFile = -1;
  let details: number[] = [];
  /** A detail's value began there, in what is kept, and ends at this depth. −1: there is none. */
  let detailStart = -1;
  let detailDepth = -1;
  let expects: 'entry or end' | 'entry' | 'comma or end' = 'entry or end';
  let gaveUp = false;

  const isInList = (): boolean => listStart >= 0 && listEnd < 0;

  const nameIn = (from: number, to: number, depth: number): MemberName =>
    depth <= inLog ? memberNameOrDisguise(bytes, from, to) : memberName(bytes, from, to);

  /** The name before a colon. @returns whether the value of this member is the text of an answer */
  function member(depth: number, name: MemberName, valueStart: number): boolean {
    switch (depth) {
      case inRoot:
      case inLog:
        if (name === 'disguised') gaveUp = true;
        if (depth === inRoot) isLog = name === 'log';
        isEntries = depth === inLog && isLog && name === 'entries';
        return false;
      case inEntry:
        isAnswer = name === 'response';
        isWay = isAnswer || name === 'request' || name === '_initiator';
        if (isDetailOfEntry(name)) detail(depth, valueStart);
        return false;
      case inAnswer:
        isContent = isAnswer && name === 'content';
        if (isDetailWithin(name)) detail(depth, valueStart);
        return false;
      default:
        return isAnswer && isContent && name === 'text';
    }
  }

  /** Is nothing looked for in what opens there, as the `depth`th? */
  const leadsNowhere = (depth: number): boolean =>
    depth === inAnswer ? !isWay : depth === inContent ? !isContent : true;

  function detail(depth: number, valueStart: number): void {
    if (!isInList()) return;
    detailDepth = depth;
    detailStart = valueStart;
  }

  function detailEnds(place: number): void {
    if (place - detailStart > BRIEF) details.push(detailStart, place);
    detailDepth = -1;
  }

  /** A bracket opened, now the `depth`th; it stands at `place` in what is kept. */
  function opened(byte: number, depth: number, place: number, at: number): void {
    if (depth === inEntries && byte === openList && isEntries) {
      // Twice: the last one counts, as for whoever parses it whole.
      if (listStart >= 0) gaveUp = true;
      listStart = place + 1;
    } else if (depth === inEntry && isInList()) {
      if (byte !== openObject || expects === 'comma or end') gaveUp = true;
      start = place;
      startInFile = base + at;
      isAnswer = false;
      isContent = false;
    }
  }

  /** One closed, and `depth` are left. */
  function closed(byte: number, depth: number, place: number, at: number): void {
    if (!isInList()) return;
    if (depth === inEntries) {
      entries.push({ start, end: place + 1, details, inFile: { start: startInFile, end: base + at + 1 } });
      details = [];
      expects = 'comma or end';
    } else if (depth === inLog) {
      if (byte !== closeList || expects === 'entry') gaveUp = true;
      listEnd = place;
    }
  }

  /** Something else than a bracket between entries. */
  function between(byte: number): void {
    if (!isInList() || byte === space || byte === lineFeed || byte === carriageReturn || byte === tab) return;
    if (byte === comma && expects === 'comma or end') expects = 'entry';
    else gaveUp = true;
  }

  return {
    room: () => bytes.subarray(carried, carried + PIECE),
    filled(count) {
      if (gaveUp) return;
      if (takenTo >= 0) kept.forget(listStart, takenTo);
      takenTo = -1;
      const end = carried + count;
      let at = 0;
      /** What is before has been kept, or left out. */
      let keepFrom = 0;
      if (amid !== null) {
        at = endOfString(0, end);
        if (at < 0) {
          const cut = amidBackslashes(bytes, end);
          if (amid === 'other') kept.keep(bytes, 0, end - cut);
          bytes[0] = backslash;
          carried = cut;
          base += end - cut;
          return;
        }
        if (amid === 'body') keepFrom = at;
        amid = null;
        at++;
      }
      bytes.fill(quote, end, end + 2);
      let { depth, isText, isNested } = state;
      let name = 0;
      let nameEnd = 0;
      while (at < end) {
        if (isNested) {
          at = passNested(at, end);
          isNested = nested.value > 0;
          if (at === end) break;
        }
        const byte = bytes[at] as number;
        if (byte === space || byte === lineFeed) {
          // Between what matters there is little else.
        } else if (byte === quote) {
          const first = at + 1;
          // Most strings are short names, and found sooner here.
          let close = first;
          for (let byte = bytes[first]; byte !== quote && byte !== backslash && close < first + SHORT; )
            byte = bytes[++close];
          if (bytes[close] !== quote || close >= end) close = endOfString(first, end);
          if (close < 0) {
            // What is short is looked at again, whole.
            if (end - first <= LONG) break;
            amid = isText ? 'body' : 'other';
            at = end - amidBackslashes(bytes, end);
            if (isText) {
              kept.keep(bytes, keepFrom, first);
              keepFrom = at;
            }
            name = 0;
            nameEnd = 0;
            break;
          }
          if (isText && close - first > LONG) {
            kept.keep(bytes, keepFrom, first);
            keepFrom = close;
          } else if (depth === inEntries) between(byte);
          name = first;
          nameEnd = close;
          at = close;
        } else if (byte === colon) {
          if (depth <= inContent) {
            const named = nameEnd > 0 ? nameIn(name, nameEnd, depth) : lastName;
            isText = member(depth, named, kept.length + at + 1 - keepFrom);
          }
          if (depth === inEntries) between(byte);
        } else if (byte === comma) {
          isText = false;
          if (depth === detailDepth) detailEnds(kept.length + at - keepFrom);
          if (depth === inEntries) between(byte);
        } else if (byte === openObject || byte === openList) {
          isText = false;
          depth++;
          if (depth <= inEntry) opened(byte, depth, kept.length + at - keepFrom, at);
          else if (leadsNowhere(depth)) {
            depth--;
            nested.value = 1;
            isNested = true;
          }
        } else if (byte === closeObject || byte === closeList) {
          if (--depth < detailDepth) detailEnds(kept.length + at - keepFrom);
          if (depth <= inEntries) closed(byte, depth, kept.length + at - keepFrom, at);
        } else if (depth === inEntries) between(byte);
        at++;
      }
      lastName = nameEnd > 0 ? nameIn(name, nameEnd, depth) : amid === null ? lastName : null;
      state = { depth, isText, isNested };
      kept.keep(bytes, keepFrom, at);
      bytes.copyWithin(0, at, end);
      carried = end - at;
      base += at;
    },
    take() {
      const taken = { kept, entries, listStart, listEnd };
      const last = entries.at(-1);
      if (last) takenTo = last.end;
      entries = [];
      return taken;
    },
    found: () => (gaveUp || listEnd < 0 || carried > 0 || amid !== null ? null : { kept, entries, listStart, listEnd }),
  };
}

/** 1: the string's part that ends at `end` ends with an odd number of backslashes, so the next byte is escaped. Else 0 */
function amidBackslashes(bytes: Uint8Array, end: number): 0 | 1 {
  let from = end;
  while (from > 0 && bytes[from - 1] === backslash) from--;
  return (end - from) % 2 === 1 ? 1 : 0;
}
