import type { Entries } from './entries';
import { type JsonObject, objectOf, textOf } from './loose-json';

/** A file that can be read, or one sentence saying why it cannot and what to do. */
export type Shape =
  | { readonly ok: true; readonly log: JsonObject; readonly entries: Entries }
  | { readonly ok: false; readonly sentence: string };

const unusable = (sentence: string): Shape => ({ ok: false, sentence });

/** JSON text → the `log` of a HAR and its entries. */
export function readHar(text: string): Shape {
  const start = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  if (start.trim() === '') return unusable('The file is empty.');
  let value: unknown;
  try {
    value = JSON.parse(start);
  } catch {
    return unusable(notJson(start));
  }
  return shapeOf(value);
}

/** What other files begin with, so that the sentence can name them. */
function notJson(text: string): string {
  if (text.startsWith('\u001f')) return 'The file is compressed with gzip: unpack it and choose the .har inside.';
  if (text.startsWith('PK\u0003')) return 'The file is a zip archive: unpack it and choose the .har inside.';
  if (/^\s*</.test(text)) return 'The file is HTML or XML, not a HAR.';
  if (!/^\s*[{[]/.test(text)) return 'The file is not a HAR: a HAR is JSON and starts with `{`.';
  const where = endOfJson(text);
  return where === null
    ? 'The file is cut off: it ends in the middle of its JSON. Export it again.'
    : `The file is not valid JSON: it breaks off near character ${where.toLocaleString('en')}. Export it again.`;
}

/** null: everything up to the end was well formed, so the rest is missing. Else where brackets or strings stop fitting. */
function endOfJson(text: string): number | null {
  const open: string[] = [];
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (character === '"') {
      for (i++; i < text.length && text[i] !== '"'; i++) {
        if (text[i] === '\\') i++;
        else if ((text[i] ?? '') < ' ') return i;
      }
      if (i >= text.length) return null;
    } else if (character === '{' || character === '[') open.push(character);
    else if (character === '}' || character === ']') {
      if (open.pop() !== (character === '}' ? '{' : '[')) return i;
      if (open.length === 0) return i + 1;
    }
  }
  return null;
}

/** @param apart the entries, where they are not in `value` itself */
export function shapeOf(value: unknown, apart?: Entries): Shape {
  const log = logOf(value);
  if (typeof log === 'string') return unusable(log);
  const entries: Entries = apart ?? (log['entries'] as unknown[]);
  if (entries.length > 0 && !hasRequest(entries)) {
    return unusable('No entry of the HAR has a `request`, so there is nothing to look at.');
  }
  return { ok: true, log, entries };
}

/** The `log` of a HAR with `entries` in it, whatever these are; else the sentence. */
export function logOf(value: unknown): JsonObject | string {
  if (Array.isArray(value))
    return 'The file is JSON, but not a HAR: it is a list, where a HAR is an object with a `log`.';
  const log = objectOf(objectOf(value)?.['log']);
  if (!log) return 'The file is JSON, but not a HAR: it has no `log`.';
  const version = log['version'];
  if (version !== undefined && version !== '' && !/^1\.[0-3]$/.test(textOf(version) ?? '')) {
    return `The file says it is HAR version ${shown(version)}; CORS Lens reads 1.1, 1.2 and 1.3.`;
  }
  if (!Array.isArray(log['entries']))
    return 'The file is a HAR without `log.entries`, so it holds no requests to look at.';
  return log;
}

/** A stranger may have put anything there. */
const shown = (version: unknown): string =>
  typeof version === 'object' ? 'that is neither text nor number' : JSON.stringify(String(version).slice(0, 40));

function hasRequest(entries: Entries): boolean {
  for (let index = 0; index < entries.length; index++)
    if (objectOf(objectOf(entries.at(index))?.['request'])) return true;
  return false;
}
