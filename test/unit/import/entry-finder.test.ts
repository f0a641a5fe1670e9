import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Entries, entriesIn } from '../../../src/import/entries';
import { entryFinder, type FoundEntries } from '../../../src/import/entry-finder';
import { importHar } from '../../../src/import/har';
import { importBytes } from '../../../src/import/in-batches';

function find(bytes: Uint8Array, ends: readonly number[] = []): FoundEntries | null {
  const finder = entryFinder(bytes);
  for (const end of [...ends, bytes.length]) finder.upTo(end);
  return finder.found();
}

const listOf = (entries: Entries): unknown[] => Array.from({ length: entries.length }, (_, index) => entries.at(index));

function entriesOf(file: string): unknown[] | null {
  const bytes = Buffer.from(file);
  const found = find(bytes);
  return found && listOf(entriesIn(bytes, found.entries));
}

const long = 'x'.repeat(2_000);
const content = (text: unknown) => ({ response: { status: 200, content: { size: 1, text, encoding: 'base64' } } });
const log = (...entries: unknown[]) => ({
  log: { version: '1.2', pages: [{ id: 'entries' }], entries, comment: 'log' },
});

test.each([undefined, 1, '\t'])('a long body of an answer is left out, in a file indented by %j', (indent) => {
  const file = JSON.stringify(log(content(`${long}"\\`), content('short'), {}), null, indent);
  expect(entriesOf(file)).toEqual([content(''), content('short'), {}]);
});

test('a request’s body stays, and so does what is no text of an answer', () => {
  const entry = {
    request: { postData: { text: long }, content: { text: long } },
    response: { text: long, other: { text: long }, content: { more: { text: long }, list: [long], mimeType: long } },
    content: { text: long },
    _text: `"text":"${long}"`,
  };
  expect(entriesOf(JSON.stringify(log(entry)))).toEqual([entry]);
  const list = content([long]);
  const noText = { response: { content: { text: null, [long]: 1 } } };
  expect(entriesOf(JSON.stringify(log(list, noText)))).toEqual([list, noText]);
});

const strings = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('log', 'entries', 'text', '"text":"', 'text":"\\', long, `\\${long}"`, `${long}\\`, ']}', '\\'),
);
const values = fc.letrec((tie) => ({
  node: fc.oneof(
    { depthSize: 'medium' },
    strings,
    fc.integer(),
    fc.constant(null),
    fc.array(tie('node'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(fc.constantFrom('log', 'entries', 'response', 'content', 'text'), strings), tie('node'), {
      maxKeys: 5,
    }),
  ),
})).node;
const files = fc.oneof(
  values,
  fc.record({ log: fc.record({ pages: values, entries: fc.array(fc.dictionary(strings, values, { maxKeys: 3 })) }) }),
  fc.record({ log: fc.record({ entries: fc.array(strings.map(content)), version: values }) }),
);

test('whatever the JSON, its entries are those of the whole, but for long texts', () => {
  fc.assert(
    fc.property(files, fc.constantFrom(undefined, 1, '\t'), (file, indent) => {
      const found = entriesOf(JSON.stringify(file, null, indent));
      if (found === null) return;
      const whole = (file as { log: { entries: unknown[] } }).log.entries;
      expect(found).toHaveLength(whole.length);
      for (const [index, entry] of whole.entries()) expect(same(entry, found[index])).toBe(true);
    }),
    { numRuns: 1_000 },
  );
}, 60_000);

/** Equal but for long strings under the name "text", which may be empty. */
function same(before: unknown, after: unknown, name = ''): boolean {
  if (typeof before === 'string') return before === after || (after === '' && before.length > 1_000 && name === 'text');
  if (typeof before !== 'object' || before === null) return before === after;
  if (typeof after !== 'object' || after === null) return false;
  const names = Object.keys(before);
  return (
    names.length === Object.keys(after).length &&
    names.every((key) => same((before as Record<string, unknown>)[key], (after as Record<string, unknown>)[key], key))
  );
}

test('read in pieces it is the same, wherever they part', () => {
  const file = Buffer.from(
    JSON.stringify(log(content(`${long}"\\\\"text":"`), content(long), { a: '\\', text: long }), null, 1),
  );
  const wanted = find(file);
  expect(wanted?.entries).toHaveLength(3);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: file.length }), { maxLength: 12 }), (cuts) => {
      const bytes = Buffer.alloc(file.length);
      const finder = entryFinder(bytes);
      let done = 0;
      for (const end of [...cuts.sort((a, b) => a - b), file.length]) {
        file.copy(bytes, done, done, end);
        done = end;
        finder.upTo(end);
      }
      expect(finder.found()).toEqual(wanted);
    }),
  );
});

describe('what is not JSON, or says something twice, is told as if it had been parsed whole', () => {
  const entry = '{"request":{"method":"GET","url":"https://a.example/"}}';
  const entries = (list: string) => `{"log":{"entries":[${list}]}}`;
  test.each([
    ['no comma', entries(`${entry}${entry}`)],
    ['two commas', entries(`${entry},,${entry}`)],
    ['a comma first', entries(`,${entry}`)],
    ['a comma last', entries(`${entry},`)],
    ['a colon', entries(`:${entry}`)],
    ['a colon last', entries(`${entry}:`)],
    ['a control character', entries(`${entry},\u0001${entry}`)],
    ['a word', entries(`${entry} x`)],
    ['another bracket', entries(entry.replace(/\}$/, ']'))],
    ['the list closed by another bracket', entries(entry).replace(']', '}')],
    ['a broken entry', entries(`${entry},{"request":{"url":}}`)],
    ['something behind', `${entries(entry)} x`],
    ['something before', `x ${entries(entry)}`],
    ['a file cut off', entries(entry).slice(0, -4)],
    ['no entries', '{"log":{}}'],
    ['no log', '{"entries":[]}'],
    ['entries that are none', entries('1,"a",null')],
    ['entries twice', `{"log":{"entries":[${entry}],"entries":[]}}`],
    ['entries twice, then no list', `{"log":{"entries":[${entry}],"entries":null}}`],
    ['log twice', `{"log":{"entries":[${entry}]},"log":{"entries":[${entry},${entry}]}}`],
    ['log twice, then without entries', `{"log":{"entries":[${entry}]},"log":{}}`],
    ['log twice, in disguise', `{"log":{"entries":[${entry}]},"l\\u006fg":{"entries":[]}}`],
    ['entries in disguise', `{"log":{"entries":[${entry}],"\\u0065ntries":[]}}`],
    ['a list for a log', `{"log":{"entries":0},"log":[[${entry}]]}`],
  ])('%s', (_, file) => {
    const bytes = Buffer.from(file);
    const told = (read: ReturnType<typeof importHar>) => (read.ok ? read.exchanges.length : read.sentence);
    expect(told(importBytes(bytes, find(bytes)))).toBe(told(importHar(file)));
  });
});

test('bytes that are no characters are what they are in the whole', () => {
  const file = Buffer.from(JSON.stringify(log({ request: { method: 'GET', url: 'https://a.example/Ã' } })));
  const at = file.indexOf('Ã');
  // Half a character before a quote.
  const broken = Buffer.concat([file.subarray(0, at + 1), file.subarray(at + 2)]);
  const found = find(broken);
  expect(found && listOf(entriesIn(broken, found.entries))).toEqual(
    (JSON.parse(new TextDecoder().decode(broken)) as { log: { entries: unknown[] } }).log.entries,
  );
});
