import { execFile } from 'node:child_process';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Exchange } from '../../../src/exchange/exchange';
import { curlText } from '../../../src/export/curl';
import type { HeaderList } from '../../../src/fetch-standard/header-list';
import { noVerdict } from '../../support/verdict';

const run = promisify(execFile);

interface Heard {
  readonly method: string;
  readonly url: string;
  readonly headers: string[];
  readonly body: Buffer;
}

let server: Server;
let origin = '';
const heard: Heard[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      heard.push({ method: request.method ?? '', url: request.url ?? '', headers: request.rawHeaders, body });
      response.end();
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const exchangeOf = (method: string, path: string, headerList: HeaderList, body: string | null): Exchange => ({
  id: 'x',
  browser: 'chromium',
  tabId: 1,
  frameId: 0,
  documentId: null,
  initiator: 'https://app.example',
  resourceType: 'xmlhttprequest',
  startedAt: 0,
  page: null,
  invisible: null,
  end: { state: 'pending' },
  hops: [
    {
      preflight: null,
      request: {
        method,
        url: `${origin}${path}`,
        headerList,
        composedHeaderList: null,
        startedAt: null,
        sentAt: null,
        network:
          body === null
            ? null
            : {
                startedAt: 0,
                duration: 0,
                timings: null,
                initiator: null,
                error: null,
                postData: { mimeType: 'text/plain', text: body },
                responseBytes: null,
                httpVersion: null,
              },
      },
      response: null,
    },
  ],
});

/** Runs a command and gives back what arrived. */
async function arriving(command: () => Promise<unknown>): Promise<Heard> {
  heard.length = 0;
  await command();
  const [one, ...more] = heard;
  if (!one || more.length > 0) throw new Error(`${heard.length} requests arrived`);
  return one;
}

const sent = (exchange: Exchange): Promise<Heard> =>
  arriving(() => run('sh', ['-c', curlText(exchange, noVerdict, 'posix')]));

/** What shells, curl and HTTP might take for something else; all of it may stand in a header or a body. */
const hostile = fc.oneof(
  fc.string({ unit: 'grapheme-ascii' }),
  fc.constantFrom(
    "'",
    "''",
    '"',
    '\\',
    "\\'",
    '`id`',
    '$(id)',
    ['$', '{HOME}'].join(''),
    '$HOME',
    '!!',
    '!x',
    '~',
    '*',
    '?',
    '[a]',
    '{a,b}',
    '; id',
    '| id',
    '& id',
    '> /tmp/x',
    '< /etc/passwd',
    '@/etc/passwd',
    '-H X: y',
    '--',
    '-',
    '%0d%0aX: y',
    '%s%n',
    '\\n',
    '\t',
    "'; id; '",
    'é',
    '#',
    ' # x',
    '^',
    '%PATH%',
    "$'\\x41'",
    '<(id)',
    '\\\\',
    'x:y',
    ';',
    ',',
  ),
);
const texts = fc.array(hostile, { maxLength: 4 }).map((parts) => parts.join(''));
const headerName = fc.stringMatching(/^X-[A-Za-z0-9!#$%&'*+.^_`|~-]{1,12}$/);

describe('the POSIX command, run by a real shell against a real server, sends', () => {
  test('header values, methods, URLs and bodies as they were', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('GET', 'PUT', 'POST', 'PATCH', 'DELETE', 'OPTIONS'),
        texts,
        fc.uniqueArray(fc.tuple(headerName, texts), { maxLength: 3, selector: ([name]) => name.toLowerCase() }),
        fc.option(
          fc
            .array(fc.oneof(hostile, fc.constantFrom('\n', '\r\n', '@file', 'ü')), { maxLength: 5 })
            .map((parts) => parts.join('')),
        ),
        async (method, path, headerList, body) => {
          const target = `/${encodeURI(path).replace(/[#?\s]/g, '_')}`;
          const got = await sent(exchangeOf(method, target, headerList, method === 'GET' ? null : body));
          expect(got.method).toBe(method);
          expect(got.url).toBe(target);
          for (const [name, value] of headerList) {
            const at = got.headers.findIndex((one, index) => index % 2 === 0 && one === name);
            expect([name, at >= 0]).toEqual([name, true]);
            // Node gives header bytes as Latin-1.
            expect(Buffer.from(got.headers[at + 1] ?? '', 'latin1').toString('utf8')).toBe(
              value.replace(/^[ \t]+|[ \t]+$/g, ''),
            );
          }
          expect(got.body.toString('utf8')).toBe(method === 'GET' ? '' : (body ?? ''));
        },
      ),
      { numRuns: 120 },
    );
  }, 120_000);

  test('HEAD without waiting for a body', async () => {
    expect((await sent(exchangeOf('HEAD', '/', [], null))).method).toBe('HEAD');
  });

  test('nothing more than was recorded, but for what HTTP needs', async () => {
    const got = await sent(
      exchangeOf(
        'GET',
        '/',
        [
          ['Origin', 'https://app.example'],
          ['User-Agent', 'x'],
          ['Accept', '*/*'],
        ],
        null,
      ),
    );
    const names = got.headers.filter((_, index) => index % 2 === 0);
    expect(names.sort()).toEqual(['Accept', 'Host', 'Origin', 'User-Agent']);
  });

  test('no header and no command of a line break’s making', async () => {
    const got = await sent(
      exchangeOf(
        'GET',
        '/',
        [
          ['X-A', 'a\r\nX-B: b\n; id\u0000'],
          ['Bad Name', 'x'],
          ['@file', 'x'],
        ],
        null,
      ),
    );
    expect(got.headers).toContain('a X-B: b ; id');
    expect(got.headers).not.toContain('X-B');
    expect(got.headers).not.toContain('Bad Name');
  });
});

const asked = fc.uniqueArray(fc.tuple(headerName, texts), { maxLength: 3, selector: ([name]) => name.toLowerCase() });

test('PowerShell: what its here-string hands to curl is what was recorded', async () => {
  await fc.assert(
    fc.asyncProperty(asked, fc.option(texts), async (headerList, body) => {
      const command = curlText(exchangeOf('PUT', '/x', headerList, body), noVerdict, 'powershell');
      // Nothing is expanded in it, and only `'@` at the start of a line ends it.
      const [, config = '', ...more] = command.split(/^@'$\n|\n^'@/m);
      expect(more).toHaveLength(1);
      const got = await arriving(async () => {
        const process = run('curl', ['--config', '-', '--output', '/dev/null']);
        process.child.stdin?.end(config.replace('output = "NUL"\n', ''));
        await process;
      });
      for (const [name, value] of headerList) expect(headerOf(got, name)).toBe(trimmed(value));
      expect(got.body.toString('utf8')).toBe(body ?? '');
    }),
    { numRuns: 60 },
  );
}, 120_000);

test('cmd: after its carets and the C runtime’s quotes, the arguments are what was recorded', () => {
  fc.assert(
    fc.property(asked, fc.option(texts), (headerList, body) => {
      const command = curlText(exchangeOf('PUT', '/x', headerList, body), noVerdict, 'cmd');
      const line = command
        .split('\n')
        .filter((one) => !one.startsWith('REM'))
        .join('\n')
        .trim();
      const args = argumentsOf(afterCmd(line));
      const values = (flag: string) => args.flatMap((one, index) => (args[index - 1] === flag ? [one] : []));
      expect(args[0]).toBe('curl');
      expect(values('--header')).toEqual(
        headerList.map(([name, value]) => (trimmed(value) === '' ? `${name};` : `${name}: ${trimmed(value)}`)),
      );
      expect(values('--data-raw')).toEqual(body === null ? [] : [body]);
    }),
    { numRuns: 500 },
  );
});

test('cmd says so where it cannot hand over a line break, and nobody else has to', () => {
  const exchange = exchangeOf('PUT', '/x', [], 'a\r\nb\nc');
  expect(curlText(exchange, noVerdict, 'cmd')).toMatch(/^REM The line breaks of the body are spaces here.*$/m);
  expect(curlText(exchange, noVerdict, 'cmd')).toContain('a b c');
  for (const shell of ['posix', 'powershell'] as const)
    expect(curlText(exchange, noVerdict, shell)).not.toContain('line breaks');
});

const trimmed = (value: string): string => value.replace(/^[ \t]+|[ \t]+$/g, '');

function headerOf(got: Heard, name: string): string {
  const at = got.headers.findIndex((one, index) => index % 2 === 0 && one === name);
  return at < 0 ? `no ${name}` : Buffer.from(got.headers[at + 1] ?? '', 'latin1').toString('utf8');
}

/** What cmd.exe makes of a line: `^` takes the next character as it is; outside that, these would do something. */
function afterCmd(line: string): string {
  let out = '';
  for (let i = 0; i < line.length; i++) {
    const character = line[i] ?? '';
    if (character === '^') {
      i++;
      // A caret at the end of a line goes on with the next one.
      if (line[i] !== '\n') out += line[i] ?? '';
    } else if ('&|<>()"%!\n'.includes(character))
      throw new Error(`cmd.exe would act on ${character} at ${i} of ${line}`);
    else out += character;
  }
  return out;
}

/** https://learn.microsoft.com/cpp/c-language/parsing-c-command-line-arguments */
function argumentsOf(line: string): string[] {
  const all: string[] = [];
  let word: string | null = null;
  let quoted = false;
  for (let i = 0; i < line.length; i++) {
    const slashes = /^\\*/.exec(line.slice(i))?.[0].length ?? 0;
    if (slashes > 0) {
      const before = line[i + slashes] === '"';
      word = (word ?? '') + '\\'.repeat(before ? Math.floor(slashes / 2) : slashes);
      i += slashes - 1;
      if (before && slashes % 2 === 1) {
        word += '"';
        i++;
      }
    } else if (line[i] === '"') {
      quoted = !quoted;
      word ??= '';
    } else if (!quoted && /[ \t]/.test(line[i] ?? '')) {
      if (word !== null) all.push(word);
      word = null;
    } else word = (word ?? '') + line[i];
  }
  return word === null ? all : [...all, word];
}
