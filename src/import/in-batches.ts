import type { Exchange } from '../exchange/exchange';
import type { HarPage } from '../export/har';
import { type EntryFinder, entryFinder } from './entry-finder';
import { importFound } from './found-har';
import { type HarImport, importShape } from './har';
import { readHar } from './har-shape';

/** What a reader of a large file tells, in order: progress and exchanges, then one of the two ends. */
export type ImportMessage =
  | { readonly type: 'progress'; readonly phase: ImportPhase; readonly done: number; readonly all: number }
  | { readonly type: 'exchanges'; readonly exchanges: readonly Exchange[] }
  | {
      readonly type: 'done';
      readonly count: number;
      /** Indexes of entries that say too little to be a request. */
      readonly leftOut: readonly number[];
      readonly pages: readonly HarPage[];
      /** Who recorded the file: `WebInspector`, `Firefox`, … */
      readonly recorder: string;
    }
  | { readonly type: 'unusable'; readonly sentence: string };

/** `done` and `all` count bytes while reading and exchanges while pairing; parsing has no parts. */
export type ImportPhase = 'reading' | 'parsing' | 'pairing';

/** Exchanges per message: few enough that taking them in costs less than a frame. */
const BATCH = 100;

/** Reads a HAR piece by piece, so that whoever listens can show how far it is, and stop. */
export async function* importInBatches(file: Blob): AsyncGenerator<ImportMessage> {
  const finder = entryFinder(file.size);
  let read = 0;
  for await (const chunk of chunksOf(file)) {
    fill(finder, chunk);
    read += chunk.length;
    yield { type: 'progress', phase: 'reading', done: read, all: file.size };
  }
  yield { type: 'progress', phase: 'parsing', done: 0, all: 1 };
  // Read again, should it be no HAR that can be taken apart.
  const har = importFound(finder.found()) ?? importBytes(new Uint8Array(await file.arrayBuffer()));
  if (!har.ok) {
    yield { type: 'unusable', sentence: har.sentence };
    return;
  }
  yield { type: 'progress', phase: 'parsing', done: 1, all: 1 };
  for (let from = 0; from < har.count; from += BATCH) {
    const to = Math.min(from + BATCH, har.count);
    yield {
      type: 'exchanges',
      exchanges: Array.from({ length: to - from }, (_, index) => har.exchangeAt(from + index)),
    };
    yield { type: 'progress', phase: 'pairing', done: to, all: har.count };
  }
  yield { type: 'done', count: har.count, leftOut: har.leftOut, pages: har.pages, recorder: har.recorder.name };
}

/** Hands over bytes that are in memory already. */
export function fill(finder: Pick<EntryFinder, 'room' | 'filled'>, bytes: Uint8Array): void {
  for (let from = 0; from < bytes.length; ) {
    const room = finder.room();
    const part = bytes.subarray(from, from + room.length);
    room.set(part);
    finder.filled(part.length);
    from += part.length;
  }
}

async function* chunksOf(file: Blob): AsyncGenerator<Uint8Array> {
  // Not `for await (… of file.stream())`: Chrome 120 cannot iterate streams yet.
  const reader = file.stream().getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
}

/** UTF-8, or what Windows tools make of it → exchanges, or one sentence about the file as it is. */
export function importBytes(bytes: Uint8Array): HarImport {
  let text: string;
  try {
    text = decode(bytes);
  } catch {
    // 512 MB of text is as much as Chrome and Node can hold in one string.
    return { ok: false, sentence: 'The file is larger than can be looked at in one piece: export fewer requests.' };
  }
  return importShape(readHar(text));
}

function decode(bytes: Uint8Array): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}
