import { closeSync, createReadStream, fstatSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { entryFinder, type FoundEntries } from '../import/entry-finder';
import { fill } from '../import/in-batches';
import { scannerInWasm } from '../import/scanner-in-wasm';
import { type Progress, percent } from './progress';

export type Input =
  | { readonly ok: true; readonly found: FoundEntries | null; readonly whole: () => Whole }
  | { readonly ok: false; readonly sentence: string };

/** All its bytes, for what cannot be taken apart. */
export type Whole =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly sentence: string };

/** What a file, or standard input for `-`, holds. */
export async function readInput(file: string, stdin: Readable, progress: Progress): Promise<Input> {
  const name = file === '-' ? 'Standard input' : file;
  try {
    // Pipes that have a name have no size, and come when they come.
    const isStream = file !== '-' && statSync(file).size === 0;
    if (file === '-' || isStream) return inMemory(await readAll(isStream ? createReadStream(file) : stdin, progress));
    return readParts(file, progress);
  } catch (error) {
    return { ok: false, sentence: sentenceOf(error, name) };
  }
}

/** Looked through while it is read; what is left out of it is never in memory at once. */
function readParts(file: string, progress: Progress): Input {
  const descriptor = openSync(file, 'r');
  try {
    const { size } = fstatSync(descriptor);
    const finder = entryFinder(size, scannerInWasm);
    let end = 0;
    while (end < size) {
      const room = finder.room();
      const read = readSync(descriptor, room, 0, Math.min(room.length, size - end), end);
      // The file became shorter meanwhile.
      if (read === 0) break;
      end += read;
      finder.filled(read);
      progress.say(() => `Reading ${percent(end, size)}`);
    }
    return { ok: true, found: finder.found(), whole: () => readAgain(file) };
  } finally {
    closeSync(descriptor);
  }
}

function readAgain(file: string): Whole {
  try {
    return { ok: true, bytes: readFileSync(file) };
  } catch (error) {
    return { ok: false, sentence: sentenceOf(error, file) };
  }
}

function inMemory(bytes: Uint8Array): Input {
  const finder = entryFinder(bytes.length, scannerInWasm);
  fill(finder, bytes);
  return { ok: true, found: finder.found(), whole: () => ({ ok: true, bytes }) };
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
