import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { bodyCutter, withoutBodies } from '../import/without-bodies';
import type { Progress } from './progress';

/** `cut`: the bytes without the long bodies of answers. */
export type Input =
  | { readonly ok: true; readonly bytes: Uint8Array; readonly cut: Uint8Array }
  | { readonly ok: false; readonly sentence: string };

/** Bytes asked for at once. */
const CHUNK = 4_194_304;

/** The bytes of a file, or of standard input for `-`. */
export async function readInput(file: string, stdin: Readable, progress: Progress): Promise<Input> {
  const name = file === '-' ? 'Standard input' : file;
  try {
    return file === '-' ? whole(await readAll(stdin, progress)) : await readParts(file);
  } catch (error) {
    return { ok: false, sentence: sentenceOf(error, name) };
  }
}

/** While the bodies are taken out of one part, the next is read. */
async function readParts(file: string): Promise<Input> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    // Pipes have no size.
    if (size === 0) return whole(await handle.readFile());
    const bytes = Buffer.allocUnsafeSlow(size);
    const cutter = bodyCutter(bytes);
    let end = 0;
    let next = handle.read(bytes, 0, Math.min(CHUNK, size), 0);
    for (;;) {
      const { bytesRead } = await next;
      end += bytesRead;
      // 0: the file became shorter meanwhile.
      const more = bytesRead > 0 && end < size;
      if (more) next = handle.read(bytes, end, Math.min(CHUNK, size - end), end);
      cutter.upTo(end);
      if (!more) return { ok: true, bytes: bytes.subarray(0, end), cut: cutter.rest() };
    }
  } finally {
    await handle.close();
  }
}

const whole = (bytes: Uint8Array): Input => ({ ok: true, bytes, cut: withoutBodies(bytes) });

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
