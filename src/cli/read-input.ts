import { readFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { Progress } from './progress';

export type Input = { readonly ok: true; readonly bytes: Buffer } | { readonly ok: false; readonly sentence: string };

/** The bytes of a file, or of standard input for `-`. */
export async function readInput(file: string, stdin: Readable, progress: Progress): Promise<Input> {
  const name = file === '-' ? 'Standard input' : file;
  try {
    return { ok: true, bytes: file === '-' ? await readAll(stdin, progress) : await readFile(file) };
  } catch (error) {
    return { ok: false, sentence: sentenceOf(error, name) };
  }
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

/** HAR is UTF-8; files that went through Windows tools may be UTF-16. */
export function decode(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer[0] === 0xff && buffer[1] === 0xfe) return buffer.toString('utf16le', 2);
  if (buffer[0] === 0xfe && buffer[1] === 0xff) {
    return Buffer.from(buffer.subarray(2, buffer.length & ~1))
      .swap16()
      .toString('utf16le');
  }
  return buffer.toString('utf8');
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
    case 'ERR_STRING_TOO_LONG':
    case 'ERR_OUT_OF_RANGE':
    case 'ERR_FS_FILE_TOO_LARGE':
      return `${name} is larger than 512 MB, which is more than can be looked at in one piece: export fewer requests.`;
    default:
      return `${name} could not be read (${code || String(error)}).`;
  }
}
