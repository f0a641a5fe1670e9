import { closeSync, createReadStream, fstatSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import type { Readable } from 'node:stream';
import type { ImportedHar } from '../import/har';
import type { HarReader, ReadAgain } from '../import/har-reader';
import { fill } from '../import/in-batches';
import { type Progress, percent } from './progress';

/** Of less nobody feels the time, so it is parsed whole, and nothing broken passes. Bytes */
const SMALL = 8_000_000;

/** @param size of the file. Bytes */
export type MakeReader = (size: number, readAgain: ReadAgain) => HarReader;

export type Input =
  | {
      readonly ok: true;
      readonly found: ImportedHar | null;
      readonly whole: () => Whole;
      /** Nothing can be read again after. */
      readonly close: () => void;
    }
  | { readonly ok: false; readonly sentence: string };

/** All its bytes, for what cannot be taken apart. */
export type Whole =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly sentence: string };

/** What a file, or standard input for `-`, holds. */
export async function readInput(
  file: string,
  stdin: Readable,
  progress: Progress,
  makeReader: MakeReader,
): Promise<Input> {
  const name = file === '-' ? 'Standard input' : file;
  try {
    const size = file === '-' ? 0 : statSync(file).size;
    if (size > SMALL) return readParts(file, progress, makeReader);
    // Pipes that have a name have no size, and come when they come.
    const bytes =
      file === '-'
        ? await readAll(stdin, progress)
        : size > 0
          ? readFileSync(file)
          : await readAll(createReadStream(file), progress);
    return {
      ok: true,
      found: bytes.length > SMALL ? inMemory(bytes, makeReader) : null,
      whole: () => ({ ok: true, bytes }),
      close() {},
    };
  } catch (error) {
    return { ok: false, sentence: sentenceOf(error, name) };
  }
}

/** Looked through while it is read; what is left out of it is never in memory at once. */
function readParts(file: string, progress: Progress, makeReader: MakeReader): Input {
  const descriptor = openSync(file, 'r');
  try {
    const { size } = fstatSync(descriptor);
    const reader = makeReader(size, (start, end) => {
      const bytes = new Uint8Array(end - start);
      readSync(descriptor, bytes, 0, bytes.length, start);
      return bytes;
    });
    let end = 0;
    while (end < size) {
      const room = reader.room();
      const read = readSync(descriptor, room, 0, Math.min(room.length, size - end), end);
      // The file became shorter meanwhile.
      if (read === 0) break;
      end += read;
      reader.filled(read);
      progress.say(() => `Reading ${percent(end, size)}`);
    }
    return { ok: true, found: reader.found(), whole: () => readAgain(file), close: () => closeSync(descriptor) };
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}

function readAgain(file: string): Whole {
  try {
    return { ok: true, bytes: readFileSync(file) };
  } catch (error) {
    return { ok: false, sentence: sentenceOf(error, file) };
  }
}

function inMemory(bytes: Uint8Array, makeReader: MakeReader): ImportedHar | null {
  const reader = makeReader(bytes.length, (start, end) => bytes.subarray(start, end));
  fill(reader, bytes);
  return reader.found();
}

async function readAll(stream: Readable, progress: Progress): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    chunks.push(bytes);
    length += bytes.length;
    progress.say(() => `Reading ${Math.round(length / 1e6)} MB`);
  }
  return Buffer.concat(chunks);
}

function sentenceOf(error: unknown, name: string): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (error instanceof RangeError) return tooLarge(name);
  switch (code) {
    case 'ENOENT':
      return `There is no file ${name}.`;
    case 'EISDIR':
      return `${name} is a folder; name the HAR file in it.`;
    case 'EACCES':
    case 'EPERM':
      return `${name} may not be read by this user.`;
    case 'ERR_FS_FILE_TOO_LARGE':
      return tooLarge(name);
    default:
      return `${name} could not be read (${code || String(error)}).`;
  }
}

const tooLarge = (name: string): string =>
  `${name} is larger than can be looked at in one piece: export fewer requests.`;
