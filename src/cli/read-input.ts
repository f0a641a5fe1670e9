import { readSync } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { entryFinder, type FoundEntries } from '../import/entry-finder';
import type { Progress } from './progress';

/** `found`: where its entries are. */
export type Input =
  | { readonly ok: true; readonly bytes: Uint8Array; readonly found: FoundEntries | null }
  | { readonly ok: false; readonly sentence: string };

/** Bytes asked for at once. */
const CHUNK = 262_144;

/** The bytes of a file, or of standard input for `-`. */
export async function readInput(file: string, stdin: Readable, progress: Progress): Promise<Input> {
  const name = file === '-' ? 'Standard input' : file;
  try {
    return file === '-' ? whole(await readAll(stdin, progress)) : await readParts(file);
  } catch (error) {
    return { ok: false, sentence: sentenceOf(error, name) };
  }
}

/** Read and looked through in turns: what has just been read is still in the processor's cache. */
async function readParts(file: string): Promise<Input> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    // Pipes have no size.
    if (size === 0) return whole(await handle.readFile());
    const bytes = Buffer.allocUnsafeSlow(size);
    const finder = entryFinder(bytes);
    let end = 0;
    while (end < size) {
      const read = readSync(handle.fd, bytes, end, Math.min(CHUNK, size - end), end);
      // The file became shorter meanwhile.
      if (read === 0) break;
      end += read;
      finder.upTo(end);
    }
    return { ok: true, bytes: bytes.subarray(0, end), found: finder.found() };
  } finally {
    await handle.close();
  }
}

function whole(bytes: Uint8Array): Input {
  const finder = entryFinder(bytes);
  finder.upTo(bytes.length);
  return { ok: true, bytes, found: finder.found() };
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
  switch (code) {
    case 'ENOENT':
      return `There is no file ${name}.`;
    case 'EISDIR':
      return `${name} is a folder; name the HAR file in it.`;
    case 'EACCES':
    case 'EPERM':
      return `${name} may not be read by this user.`;
    case 'ERR_FS_FILE_TOO_LARGE':
    case 'ERR_OUT_OF_RANGE':
    case 'ERR_INVALID_ARG_VALUE':
    case 'ERR_BUFFER_TOO_LARGE':
      return `${name} is larger than can be looked at in one piece: export fewer requests.`;
    default:
      return `${name} could not be read (${code || String(error)}).`;
  }
}
