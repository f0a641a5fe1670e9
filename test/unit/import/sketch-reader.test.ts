import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checksOf } from '../../../src/cli/check-exchanges';
import { harOf } from '../../../src/export/har';
import { type ImportedHar, importHar } from '../../../src/import/har';
import { fill } from '../../../src/import/in-batches';
import { scannerInScript } from '../../../src/import/scanner-in-script';
import { scannerInWasm } from '../../../src/import/scanner-in-wasm';
import { sketchReader } from '../../../src/import/sketch-reader';
import { entry, har, preflight } from '../../support/har-file';
import { plausibleExchanges } from '../../support/plausible-exchange';
import { logged, traces } from '../../support/recorded-traces';
import { session } from '../../support/session';

/** @param pieces how many bytes come at a time */
function sketch(file: string, pieces: readonly number[] = [], makeScanner = scannerInScript): ImportedHar | null {
  const bytes = Buffer.from(file);
  const reader = sketchReader((start, end) => bytes.subarray(start, end), makeScanner);
  let done = 0;
  for (const piece of [...pieces, bytes.length]) {
    const part = bytes.subarray(done, done + piece);
    fill(reader, part);
    done += part.length;
  }
  return reader.found();
}

function whole(file: string): ImportedHar {
  const read = importHar(file);
  if (!read.ok) throw new Error(read.sentence);
  return read;
}

/** All that is printed of a file, and who it is from. */
const told = (read: ImportedHar | null) =>
  read && {
    lines: checksOf(read, { say() {}, end() {} }).lines(),
    places: Array.from({ length: read.count }, (_, index) => read.placesAt(index)),
    leftOut: read.leftOut,
    recorder: read.recorder,
    creator: read.creator,
    pages: read.pages,
  };

const options = { creator: { name: 'CORS Lens', version: '0' } };

describe('lines are those of the whole file', () => {
  test.each([
    ...readdirSync('test/traces/tools')
      .filter((file) => file.endsWith('.har'))
      .map((file) => [file, () => readFileSync(`test/traces/tools/${file}`, 'utf8')] as const),
    ...traces.map(([file, trace]) => [file, () => JSON.stringify(harOf(logged(trace), options))] as const),
    ['the sample session', () => JSON.stringify(harOf(session, options))] as const,
  ])('%s', (_, read) => {
    const file = read();
    expect(told(sketch(file))).toEqual(told(whole(file)));
    expect(told(sketch(file, [1, 70_000], scannerInWasm))).toEqual(told(whole(file)));
  });

  test('whatever was recorded, in the files of whatever tool', () => {
    const names = [
      'CORS Lens',
      'WebInspector',
      'Firefox',
      'Playwright',
      'WebKit Web Inspector',
      'Charles Proxy',
      'chrome-har',
      '',
    ];
    fc.assert(
      fc.property(
        fc.array(plausibleExchanges, { minLength: 1, maxLength: 5 }),
        fc.constantFrom(...names),
        fc.array(fc.nat(90_000)),
        (some, name, pieces) => {
          const exchanges = some.map((exchange, index) => ({ ...exchange, id: `x${index}` }));
          const own = JSON.stringify(harOf(exchanges, { creator: { name, version: '1' } }));
          const foreign = JSON.stringify(
            JSON.parse(own),
            (key, value) => (key.startsWith('_cors') ? undefined : value),
            1,
          );
          for (const file of [own, foreign]) expect(told(sketch(file, pieces))).toEqual(told(whole(file)));
        },
      ),
      { numRuns: 300 },
    );
  }, 60_000);
});

const page = { Origin: 'https://app.example' };
const refused = { _error: 'net::ERR_FAILED' };

test('what is hidden of bodies and callers takes no letter of those in lines', () => {
  const sent = entry({
    url: 'https://api.example/refused?token=a1',
    request: page,
    moreResponse: refused,
    more: { _initiator: { type: 'script', url: 'https://app.example/a.js?token=c3' } },
  });
  const file = har('WebInspector', [
    { ...sent, request: { ...sent.request, postData: { mimeType: 'text/plain', text: 'a body' } } },
    entry({ url: 'https://api.example/last?token=b2', request: page, moreResponse: refused }),
  ]);
  expect(told(sketch(file))).toEqual(told(whole(file)));
});

test('an entry that is asked for again is the one in the file, whether it was kept or not', () => {
  const entries = [
    entry({ request: page, response: { 'Access-Control-Allow-Origin': '*' } }),
    entry({ url: 'https://api.example/refused', request: page, moreResponse: refused }),
    preflight({ url: 'https://api.example/refused' }),
    entry({ url: 'https://api.example/last' }),
  ];
  const file = har('WebInspector', entries);
  const read = sketch(file, [700, 900, 700]);
  const at = (index: number) => read?.entries.at(index);
  expect(read?.entries.length).toBe(4);
  for (const index of [0, 3, 0]) expect(at(index)).toEqual(entries[index]);
  for (const index of [1, 2])
    expect(at(index)).toMatchObject({ request: { url: 'https://api.example/refused' }, timings: 0 });
});

describe('what cannot be looked at so is left to whoever parses it whole', () => {
  const file = har('WebInspector', [entry({}), entry({ url: 'https://api.example/last', moreResponse: refused })]);
  const log = (JSON.parse(file) as { log: Record<string, unknown> }).log;
  const { creator, ...rest } = log;
  test.each([
    ['a creator behind the entries', JSON.stringify({ log: { ...rest, creator } })],
    ['a broken entry', file.replace('"status":200', '"status":2OO')],
    ['a broken head', file.replace('"version"', 'version')],
    ['a broken tail', file.replace(/\}\}$/, ',}}')],
    ['another version', file.replace('"1.2"', '"3.0"')],
    ['no entries', har('WebInspector', [])],
    ['a file cut off', file.slice(0, -1)],
    ['nothing', ''],
  ])('%s', (_, broken) => {
    expect(broken).not.toBe(file);
    expect(sketch(broken)).toBeNull();
  });

  test('but nobody looks at details', () => {
    const lines = told(sketch(file))?.lines;
    expect(lines).toHaveLength(2);
    expect(told(sketch(file.replaceAll(/"wait":\d+/g, '"wait":1O')))?.lines).toEqual(lines);
  });
});
