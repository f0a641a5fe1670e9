import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Entries, entriesIn, sketcher } from '../../../src/import/entries';
import { type EntryBytes, entryFinder, type FoundEntries } from '../../../src/import/entry-finder';
import { importFound } from '../../../src/import/found-har';
import { importHar } from '../../../src/import/har';
import { fill, importBytes } from '../../../src/import/in-batches';
import { scannerInScript } from '../../../src/import/scanner-in-script';
import { scannerInWasm } from '../../../src/import/scanner-in-wasm';

/** @param pieces how many bytes come at a time */
function find(bytes: Uint8Array, pieces: readonly number[] = [], makeScanner = scannerInScript): FoundEntries | null {
  const finder = entryFinder(bytes.length, makeScanner);
  let done = 0;
  for (const piece of pieces) {
    const part = bytes.subarray(done, done + piece);
    fill(finder, part);
    done += part.length;
  }
  fill(finder, bytes.subarray(done));
  return finder.found();
}

/** As what is soon compared. */
const told = (found: FoundEntries | null) =>
  found && { ...found, kept: Buffer.from(found.kept.part(0, found.kept.length)).toString('latin1') };

const listOf = (entries: Entries): unknown[] => Array.from({ length: entries.length }, (_, index) => entries.at(index));

function entriesOf(file: string): unknown[] | null {
  const found = find(Buffer.from(file));
  return found && listOf(entriesIn(found));
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
    fc.dictionary(
      fc.oneof(
        fc.constantFrom(
          ...[
            'log',
            'entries',
            'request',
            'response',
            'content',
            'text',
            'headers',
            'cookies',
            'timings',
            'stack',
            '_initiator',
          ],
        ),
        strings,
      ),
      tie('node'),
      {
        maxKeys: 5,
      },
    ),
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

test.each([
  ['in script', scannerInScript],
  ['in WebAssembly', scannerInWasm],
])('read in pieces it is the same, wherever they part, looked through %s', (_, makeScanner) => {
  const file = Buffer.from(
    JSON.stringify(
      log(
        content(`${long}"\\\\"text":"`),
        content(`${'\\'.repeat(70_000)}"`),
        { a: '\\', text: `${'y'.repeat(70_000)}\\`, _more: { a: ['\\"', { b: `"${long}` }], c: 1 } },
        { response: { headers: [{ name: 'a', value: `}]"${long}` }], cookies: [] }, timings: { send: 1, wait: 12 } },
      ),
      null,
      1,
    ),
  );
  const wanted = find(file);
  expect(wanted?.entries).toHaveLength(4);
  // Where they stand in the file, they are whole.
  expect(wanted?.entries.map(({ inFile }) => JSON.parse(file.toString('utf8', inFile.start, inFile.end)))).toEqual(
    (JSON.parse(file.toString()) as { log: { entries: unknown[] } }).log.entries,
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.nat(9), fc.nat(3_000), fc.nat(80_000)), { maxLength: 60 }), (pieces) => {
      expect(told(find(file, pieces, makeScanner))).toEqual(told(wanted));
    }),
  );
});

const sketchAt = (found: FoundEntries, index: number): unknown =>
  JSON.parse(new TextDecoder().decode(sketcher()(found.kept, found.entries[index] as EntryBytes)));

test('a sketch is the entry, but for details', () => {
  const headers = [{ name: 'Origin', value: 'https://a.example' }];
  const frame = { url: 'https://a.example/', lineNumber: 1 };
  const entry = {
    request: { method: 'GET', url: 'https://b.example/', headers, cookies: headers, queryString: headers },
    response: { status: 200, cookies: [], headers, content: { size: 1, text: long }, _error: 'net::ERR_FAILED' },
    timings: { send: 1, wait: 2, receive: 3 },
    cache: {},
    _initiator: { type: 'script', stack: { callFrames: [frame] } },
    _other: { headers, timings: headers, stack: [frame] },
    time: 6,
  };
  // Members of a page have the same names, before the list and behind it.
  const page = { timings: headers, cookies: headers, id: 'page_1' };
  const file = JSON.stringify({
    log: { pages: [page], entries: [entry, entry], more: [{ ...page, a: { cookies: page } }] },
  });
  const found = find(Buffer.from(file));
  const entries = found && entriesIn(found);
  for (const index of [0, 1]) {
    expect(found && sketchAt(found, index)).toEqual({
      ...entry,
      request: { method: 'GET', url: 'https://b.example/', headers, cookies: 0, queryString: 0 },
      response: { status: 200, cookies: [], headers, content: 0, _error: 'net::ERR_FAILED' },
      timings: 0,
      _initiator: { type: 'script', stack: 0 },
    });
    expect(entries?.at(index)).toEqual({ ...entry, response: { ...entry.response, content: { size: 1, text: '' } } });
  }
});

test('whatever the JSON, a sketch is JSON too', () => {
  fc.assert(
    fc.property(files, fc.constantFrom(undefined, 1, '\t'), (file, indent) => {
      const found = find(Buffer.from(JSON.stringify(file, null, indent)));
      if (found === null) return;
      const entries = entriesIn(found);
      for (let index = 0; index < entries.length; index++) {
        const whole = Object(entries.at(index)) as object;
        expect(Object.keys(Object(sketchAt(found, index)) as object)).toEqual(Object.keys(whole));
      }
    }),
    { numRuns: 1_000 },
  );
}, 60_000);

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
    const found = find(Buffer.from(file));
    const told = (read: ReturnType<typeof importHar>) => (read.ok ? read.exchanges.length : read.sentence);
    expect(told(importFound(found) ?? importBytes(Buffer.from(file)))).toBe(told(importHar(file)));
  });
});

test('bytes that are no characters are what they are in the whole', () => {
  const file = Buffer.from(JSON.stringify(log({ request: { method: 'GET', url: 'https://a.example/Ã' } })));
  const at = file.indexOf('Ã');
  // Half a character before a quote.
  const broken = Buffer.concat([file.subarray(0, at + 1), file.subarray(at + 2)]);
  const found = find(broken);
  expect(found && listOf(entriesIn(found))).toEqual(
    (JSON.parse(new TextDecoder().decode(broken)) as { log: { entries: unknown[] } }).log.entries,
  );
});
