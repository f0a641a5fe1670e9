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
      return `${name} is larger than can be looked at in one piece: export fewer requests.`;
    default:
      return `${name} could not be read (${code || String(error)}).`;
  }
}
