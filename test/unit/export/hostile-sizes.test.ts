import { describe, expect, test } from 'vitest';
import { checksOf } from '../../../src/cli/check-exchanges';
import { jsonLine } from '../../../src/cli/json';
import { lineOf } from '../../../src/cli/lines';
import { curlOf } from '../../../src/export/curl';
import { harOf } from '../../../src/export/har';
import { markdownSummaryOf } from '../../../src/export/markdown-summary';
import { rewriteHar } from '../../../src/export/rewrite-har';
import { importHar } from '../../../src/import/har';
import { entry, har, preflight } from '../../support/har-file';

/** Long enough that whatever grows with the square takes longer than a test may. */
const LONG = 20_000;

const fill = (piece: string): string => piece.repeat(Math.ceil(LONG / piece.length));

/** What patterns begin to match again and again, and never end. */
const pieces = [
  ...['a', '1', 'aB3x9', '0f', ' ', '\t', '\n', ',', 'a,', '.', 'a.', '-', '_', '@', 'a@', '/', '\\', '"', "'", '`'],
  ...['=', 'k=v;', 'k=v&', 'url=', 'boundary=', 'nonce = ', '%', '%25', '+', ':', '123456:', '<', '<a>', '(', '{', '['],
  ...[
    'http://',
    'x://a ',
    'blob:',
    'Bearer ',
    'ey',
    'eyJhbGciOi.',
    '-----BEGIN A-----',
    'redacted-1',
    "'nonce-",
    '#',
    '?',
  ],
  ...['\uD800', '😀', '{"a":', '\\"'],
];
const texts = [
  ...pieces.map((piece) => [piece, fill(piece)] as const),
  ['a mark without an end', `redacted-${fill('1')}`] as const,
  ['a key without an end', `-----BEGIN ${fill('A ')}`] as const,
  ['an address without an end', `x@${fill('a.')}`] as const,
  ['lists in lists', `${fill('[')}${fill(']')}`] as const,
];

/** The text in every place of an exchange that a stranger fills. */
const everywhere = (text: string): readonly object[] => {
  const url = `https://api.example/a${text}?b=${text}#${text}`;
  const values = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, text]));
  const request = {
    ...values(['Authorization', 'Cookie', 'Content-Type', 'Referer', 'User-Agent', 'X-Other', 'Range']),
    Origin: 'https://app.example',
  };
  const post = (mimeType: string, body: string) => ({
    ...entry({ url: 'https://api.example/', request, moreResponse: { _error: 'net::ERR_FAILED' } }),
    request: { ...entry({ url: 'https://api.example/', request }).request, postData: { mimeType, text: body } },
  });
  const named = ['Vary', 'Set-Cookie', 'Link', 'Location', 'Refresh', 'Server', 'WWW-Authenticate', 'X-Other'];
  return [
    entry({
      url,
      request,
      response: values(['Access-Control-Allow-Origin', ...named]),
      moreResponse: { _error: 'net::ERR_FAILED', statusText: text },
      more: { _initiator: { type: 'script', stack: { callFrames: [{ functionName: text, url }] } } },
    }),
    entry({ method: `P${text}`, url: text, time: 40, status: 0, moreResponse: { _error: `net::${text}` } }),
    entry({
      method: 'PUT',
      url: 'https://api.example/x',
      time: 40,
      status: 0,
      moreResponse: { _error: 'net::ERR_FAILED' },
    }),
    preflight({
      url: 'https://api.example/x',
      request: { 'Access-Control-Request-Headers': text },
      response: {
        'Access-Control-Allow-Origin': 'https://app.example',
        ...values(['Access-Control-Allow-Methods', 'Access-Control-Allow-Headers', 'Access-Control-Max-Age']),
      },
    }),
    post('text/plain', text),
    post('application/x-www-form-urlencoded', text),
    post('application/json', JSON.stringify({ a: text })),
    post('application/json', text),
    post('multipart/form-data; boundary=x', `--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n${text}\r\n--x--`),
    post(text, `--${text}`),
  ];
};

describe('every output comes to its end, with all of it made of', () => {
  test.each(texts)(
    '%j',
    (_, text) => {
      const read = importHar(har('WebInspector', everywhere(text)));
      if (!read.ok) throw new Error(read.sentence);
      const checks = checksOf(read, { say() {}, end() {} });
      expect(checks.lines().map((line) => lineOf(line, true))).toHaveLength(read.count);
      expect(JSON.stringify(checks.whole().map(jsonLine))).not.toBe('');
      expect(JSON.stringify(rewriteHar(read, checks.whole(), checks.hide, '0'))).not.toBe('');
      expect(markdownSummaryOf(checks.whole().map(({ exchange }) => exchange))).not.toBe('');
      const redaction = { keep: ['bodies', 'other headers'] as const, alsoHide: [] };
      expect(JSON.stringify(harOf(read.exchanges, { creator: { name: 'x', version: '0' }, redaction }))).not.toBe('');
      for (const exchange of read.exchanges)
        for (const shell of ['posix', 'cmd', 'powershell'] as const)
          expect(curlOf(exchange, { shell, redaction })).not.toBe('');
    },
    20_000,
  );
});

describe('JSON as deep as a stranger likes', () => {
  const deep = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

  test('a body that is kept is hidden whole', () => {
    const read = importHar(
      har('WebInspector', [
        {
          ...entry({}),
          request: { ...entry({}).request, postData: { mimeType: 'application/json', text: deep(100_000) } },
        },
      ]),
    );
    if (!read.ok) throw new Error(read.sentence);
    const redaction = { keep: ['bodies'] as const, alsoHide: [] };
    const { log } = harOf(read.exchanges, { creator: { name: 'x', version: '0' }, redaction });
    expect(log.entries[0]?.request.postData?.text).toMatch(/^\[redacted 200000 characters, [A-Z]\]$/);
  });

  test.each(['version', 'pages', 'creator', 'comment'])('in log.%s', (name) => {
    const text = har('WebInspector', [entry({})]).replace('"log":{', `"log":{"${name}_":0,`);
    const read = importHar(text.replace(`"${name}_":0`, `"${name}":${deep(100_000)}`).replace('"version":"1.2",', ''));
    if (!read.ok) expect(read.sentence).toMatch(/version that is neither text nor number/);
    else expect(read.count).toBe(1);
  });

  test('in an entry, its headers and its call stack', () => {
    const nested = `"_initiator":${'{"type":"script","stack":{"callFrames":[],"parent":'.repeat(50_000)}0${'}}'.repeat(50_000)}`;
    const text = har('WebInspector', [entry({ request: { 'X-A': 'deep' } })])
      .replace('"deep"', deep(100_000))
      .replace('"cache":{}', `"cache":${deep(100_000)},${nested}`);
    const read = importHar(text);
    if (!read.ok) throw new Error(read.sentence);
    const checks = checksOf(read, { say() {}, end() {} });
    expect(JSON.stringify(rewriteHar(read, checks.whole(), checks.hide, '0'))).toContain('"_cors"');
  });
});

test('a query whose value is a query, and so on, is hidden at some depth', () => {
  const read = importHar(har('WebInspector', [entry({ url: `https://api.example/?${fill('url=')}` })]));
  if (!read.ok) throw new Error(read.sentence);
  const [line] = checksOf(read, { say() {}, end() {} }).lines();
  expect(line?.url).toMatch(/^https:\/\/api\.example\/\?url=redacted-\d+-characters-A$/);
});

/** More than a call may have arguments, and enough that the square of it takes longer than a test may. */
describe('very many', { timeout: 60_000 }, () => {
  const MANY = 150_000;
  const readHar = (entries: readonly object[]) => {
    const read = importHar(har('WebInspector', entries));
    if (!read.ok) throw new Error(read.sentence);
    return read;
  };

  test('entries', () => {
    const one = entry({});
    expect(readHar(Array.from({ length: MANY }, () => one)).count).toBe(MANY);
  });

  test('entries that say they are of one exchange', () => {
    const all = Array.from({ length: MANY }, (_, index) => ({
      ...entry({}),
      _cors: { exchange: 'one', role: 'request', hop: index % 100 },
    }));
    const read = readHar(all);
    expect([read.count, read.exchangeAt(0).hops.length]).toEqual([1, 100]);
  });

  test('frames in a call stack', () => {
    const frame = { functionName: 'f', url: 'https://app.example/a.js', lineNumber: 1, columnNumber: 1 };
    const callFrames = Array.from({ length: MANY }, () => frame);
    const read = readHar([{ ...entry({}), _initiator: { type: 'script', stack: { callFrames } } }]);
    expect(read.exchangeAt(0).hops[0].request.network?.initiator?.stack).toHaveLength(MANY);
  });
});
