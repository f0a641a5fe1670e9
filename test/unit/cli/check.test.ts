import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import type { Files, Print } from '../../../src/cli/arguments';
import { check } from '../../../src/cli/check';
import { checksOf } from '../../../src/cli/check-exchanges';
import { reportOf } from '../../../src/cli/report';
import { harOf } from '../../../src/export/har';
import { importHar } from '../../../src/import/har';
import { writeRecording } from '../../bench/har-recording';
import { entry, har, preflight } from '../../support/har-file';
import { harComplaints } from '../../support/har-validity';
import { plausibleExchanges } from '../../support/plausible-exchange';

const folder = mkdtempSync(join(tmpdir(), 'cors-lens-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Run {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

interface Options {
  readonly print?: Print;
  readonly harOut?: string;
  readonly colour?: boolean;
  readonly attended?: boolean;
  readonly stdin?: string;
}

function run(input: string | Buffer, options: Options = {}): Promise<Run> {
  const file = join(folder, 'in.har');
  writeFileSync(file, input);
  return runOn([file], options);
}

async function runOn(files: Files, options: Options = {}): Promise<Run> {
  let out = '';
  let error = '';
  const code = await check(
    { files, print: options.print ?? 'lines', harOut: options.harOut ?? null, version: '0.1.0' },
    {
      stdin: Readable.from(options.stdin === undefined ? [] : [options.stdin]),
      out: (text) => {
        out += text;
      },
      error: (text) => {
        error += text;
      },
      colour: options.colour ?? false,
      attended: options.attended ?? false,
      progress: { say() {}, end() {} },
    },
  );
  return { code, out, error };
}

const page = { Origin: 'https://app.example' };
const passed = entry({ request: page, response: { 'Access-Control-Allow-Origin': '*' } });
const refused = entry({
  url: 'https://api.example/orders?token=hunter2-hunter2',
  at: 100,
  request: page,
  moreResponse: { _error: 'net::ERR_FAILED' },
});
const unauthorized = [
  entry({
    method: 'PUT',
    url: 'https://api.example/cart',
    at: 200,
    time: 40,
    status: 0,
    moreResponse: { _error: 'net::ERR_FAILED' },
  }),
  preflight({ url: 'https://api.example/cart', at: 201, time: 20, status: 401, more: { _resourceType: 'preflight' } }),
];
const good = har('WebInspector', [passed]);
const bad = har('WebInspector', [passed, refused, ...unauthorized]);

test('nothing blocked: 0', async () => {
  expect(await run(good)).toEqual({ code: 0, out: 'allowed  GET    https://api.example/items\n', error: '' });
});

test('something blocked: 1, a line for each exchange with the reason, and no secret', async () => {
  const { code, out, error } = await run(bad);
  expect(code).toBe(1);
  expect(error).toBe('');
  const lines = out.trimEnd().split('\n');
  expect(lines).toHaveLength(3);
  expect(lines[1]).toMatch(
    /^blocked {2}GET {4}https:\/\/api\.example\/orders\?token=redacted-15-characters-[A-Z] .*\(MissingAllowOriginHeader\)$/,
  );
  expect(lines[2]).toMatch(/^blocked {2}PUT .*401/);
  expect(out).not.toContain('hunter2');
});

test('colours only when asked for', async () => {
  expect((await run(bad)).out).not.toContain('\u001b');
  expect((await run(bad, { colour: true })).out).toContain('\u001b[31mblocked');
});

test('a URL cannot move the cursor of the terminal', async () => {
  const { out } = await run(har('x', [entry({ url: 'https://api.example/\u001b[2J\u0007' })]));
  expect(out.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
});

test('--json: an object per exchange, with the indexes of its entries', async () => {
  const { code, out } = await run(bad, { print: 'json' });
  expect(code).toBe(1);
  const all = JSON.parse(out) as Record<string, unknown>[];
  expect(all).toHaveLength(3);
  expect(all[2]).toMatchObject({
    outcome: 'blocked',
    method: 'PUT',
    url: 'https://api.example/cart',
    entries: [2, 3],
    blockedBy: { rule: 'allow-origin-missing', on: 'preflight', chromium: 'PreflightMissingAllowOriginHeader' },
    credentialsMode: null,
    cause: 'authentication-first',
  });
  for (const one of all) {
    expect(Object.keys(one)).toEqual(
      expect.arrayContaining([
        'exchange',
        'outcome',
        'credentialsMode',
        'blockedBy',
        'cause',
        'findings',
        'url',
        'method',
        'entries',
      ]),
    );
  }
  expect(out).not.toContain('hunter2');
});

test('--sarif: a result for each finding, errors for what blocked', async () => {
  const { out } = await run(bad, { print: 'sarif' });
  const sarif = JSON.parse(out) as {
    version: string;
    runs: { results: { ruleId: string; level: string }[]; tool: { driver: { rules: { id: string }[] } } }[];
  };
  expect(sarif.version).toBe('2.1.0');
  const [one] = sarif.runs;
  expect(one?.results.filter((result) => result.level === 'error').map((result) => result.ruleId)).toEqual([
    'allow-origin-missing',
    'allow-origin-missing',
  ]);
  const ids = one?.tool.driver.rules.map((rule) => rule.id);
  expect(one?.results.every((result) => ids?.includes(result.ruleId))).toBe(true);
  expect(out).not.toContain('hunter2');
});

test('--markdown: a report by cause', async () => {
  const { out } = await run(bad, { print: 'markdown' });
  expect(out).toMatch(/^# CORS report\n\n3 requests: 2 blocked, 1 allowed\./);
  expect(out).not.toContain('hunter2');
});

describe('--har writes the file again', () => {
  const harOut = join(folder, 'out.har');

  test('the same entries in the same order, valid, redacted, with verdicts', async () => {
    const { code } = await run(bad, { harOut });
    expect(code).toBe(1);
    const text = readFileSync(harOut, 'utf8');
    const file = JSON.parse(text) as {
      log: {
        creator: { name: string };
        entries: { request: { method: string }; _cors: { role: string; outcome: string } }[];
      };
    };
    expect(harComplaints(file)).toEqual([]);
    expect(file.log.creator.name).toBe('WebInspector');
    expect(file.log.entries.map((one) => [one.request.method, one._cors.role, one._cors.outcome])).toEqual([
      ['GET', 'request', 'allowed'],
      ['GET', 'request', 'blocked'],
      ['PUT', 'request', 'blocked'],
      ['OPTIONS', 'preflight', 'blocked'],
    ]);
    expect(text).not.toContain('hunter2');
  });

  test('checking it again says the same, and writes the same', async () => {
    await run(bad, { harOut });
    const first = readFileSync(harOut, 'utf8');
    const again = await run(first, { harOut, print: 'json' });
    expect(JSON.parse(again.out)).toEqual(
      JSON.parse((await run(bad, { print: 'json' })).out.replaceAll(/"exchange": "har-\d+"/g, (it) => it)),
    );
    expect(readFileSync(harOut, 'utf8')).toBe(first);
  });

  /** A file without creator, as Proxyman one entry without response; a browser without name (pcap2har 0.1); entries without URL or method, tunnels; cookies named oddly. */
  test('nor does it differ for files that say little', async () => {
    const cookies = [
      { name: 'a b', value: 'no-name-that-tells' },
      { name: '', value: 'nameless' },
    ];
    const odd = entry({ method: 'CONNECT', url: 'http://api.example:443' });
    const { response: _, ...open } = passed;
    const nameless = { ...passed, request: { ...passed.request, method: null } };
    const entries = [odd, { time: 1 }, passed, open, nameless].map((one) =>
      'request' in one ? { ...one, request: { ...one.request, cookies } } : one,
    );
    const file = JSON.stringify({ log: { version: '1.2', browser: { name: null, version: null }, entries } });
    const { out, error } = await run(file, { harOut, print: 'json' });
    const first = readFileSync(harOut, 'utf8');
    expect(harComplaints(JSON.parse(first))).toEqual([]);
    expect(JSON.parse(first).log.entries).toHaveLength(5);
    expect(error).toMatch(/^Left out: log\.entries\[0\], log\.entries\[1\]\./);
    expect(await run(first, { harOut, print: 'json' })).toMatchObject({ out, error });
    expect(readFileSync(harOut, 'utf8')).toBe(first);
  });

  test('the file itself, by whatever name: 2, and it stays as it was', async () => {
    const link = join(folder, 'link.har');
    symlinkSync(join(folder, 'in.har'), link);
    for (const out of [join(folder, 'in.har'), `${folder}/./in.har`, link]) {
      const { code, out: printed, error } = await run(bad, { harOut: out });
      expect([code, printed]).toEqual([2, '']);
      expect(error).toMatch(/is the file to be checked.*name another OUT/);
      expect(readFileSync(join(folder, 'in.har'), 'utf8')).toBe(bad);
    }
  });

  test('a place that cannot be written to: 2', async () => {
    expect(await run(bad, { harOut: join(folder, 'missing', 'out.har') })).toMatchObject({
      code: 2,
      error: expect.stringMatching(/could not be written/),
    });
  });
});

describe('several files', () => {
  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const one = write('one.har', good);
  const two = write('two.har', bad);
  const broken = write('broken.har', '{');

  test('each under its name, an empty line between two, and 1 when one of them holds a blocked request', async () => {
    const { code, out, error } = await runOn([one, two]);
    const [first, second] = [await runOn([one]), await runOn([two])];
    expect({ code, error }).toEqual({ code: 1, error: '' });
    expect(out).toBe(`${one}:\n${first.out}\n${two}:\n${second.out}`);
    expect((await runOn([one, one])).code).toBe(0);
  });

  test('standard input among them', async () => {
    const { out } = await runOn([one, '-'], { stdin: good });
    expect(out).toMatch(/\n\nStandard input:\nallowed /);
  });

  test('one that cannot be used: the others are checked, and 2', async () => {
    const { code, out, error } = await runOn([broken, two, join(folder, 'missing.har')]);
    expect(code).toBe(2);
    expect(out).toBe(`${two}:\n${(await runOn([two])).out}`);
    expect(error.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/broken\.har: .*cut off/),
      expect.stringMatching(/There is no file .*missing\.har\.$/),
    ]);
    for (const print of ['lines', 'json', 'sarif', 'markdown'] as const)
      expect(await runOn([broken, broken], { print })).toMatchObject({ code: 2, out: '' });
  });

  test('where somebody looks: one line that adds up all, and notes say whose they are', async () => {
    const leftOut = write('left-out.har', har('x', [passed, { time: 1 }]));
    const { error } = await runOn([two, leftOut], { attended: true });
    expect(error.trimEnd().split('\n')).toEqual([
      '4 requests in 2 files: 2 blocked, 2 allowed.',
      `${leftOut}: Left out: log.entries[1]. An entry without a URL, or a proxy’s tunnel (CONNECT), is no request of a page.`,
    ]);
  });

  test('--json: one array, each object with its file', async () => {
    const all = JSON.parse((await runOn([one, two], { print: 'json' })).out) as { file: string }[];
    expect(all.map(({ file }) => file)).toEqual([one, two, two, two]);
    const alone = JSON.parse((await runOn([two], { print: 'json' })).out) as object[];
    expect(all.slice(1)).toEqual(alone.map((line) => ({ file: two, ...line })));
  });

  test('--sarif: one run, each result in its file', async () => {
    const { runs } = JSON.parse((await runOn([two, one, write('three.har', bad)], { print: 'sarif' })).out) as {
      runs: { results: { locations: { physicalLocation: { artifactLocation: { uri: string } } }[] }[] }[];
    };
    expect(runs).toHaveLength(1);
    const uris = runs[0]?.results.map(({ locations }) => locations[0]?.physicalLocation.artifactLocation.uri ?? '');
    expect(new Set(uris?.map((uri) => uri.split('/').pop()))).toEqual(new Set(['two.har', 'three.har']));
  });

  test('--markdown: one report; a secret that two files hold has one label', async () => {
    const again = write('again.har', har('WebInspector', [refused]));
    const { out } = await runOn([two, again], { print: 'markdown' });
    expect(out).toMatch(/^# CORS report\n\n4 requests: 3 blocked, 1 allowed\./);
    expect(out.match(/^# /gm)).toHaveLength(1);
    expect(new Set(out.match(/orders\?token=redacted-15-characters-[A-Z]/g))).toHaveProperty('size', 1);
  });
});

describe('input that cannot be used: 2 and one sentence', () => {
  test.each([
    ['nothing', '', /empty/],
    ['a file cut off', bad.slice(0, -40), /cut off/],
    ['a broken file', bad.replace('"entries":', '"entries";'), /not valid JSON: it breaks off near character \d+/],
    [
      'a broken detail of a refused request',
      `${bad.slice(0, bad.indexOf('hunter2'))}${bad.slice(bad.indexOf('hunter2')).replace('"wait":10', '"wait":1O')}`,
      /not valid JSON/,
    ],
    ['other JSON', '{}', /no `log`/],
    ['a later version', bad.replace('"1.2"', '"3.0"'), /version "3.0"/],
  ])('%s', async (_, input, sentence) => {
    const { code, out, error } = await run(input);
    expect([code, out]).toEqual([2, '']);
    expect(error).toMatch(sentence);
    expect(error.trim().split('\n')).toHaveLength(1);
  });
});

test.each(['lines', 'json', 'sarif', 'markdown'] as const)(
  'what one answer set as a cookie is in no URL of another: %s',
  async (print) => {
    const setting = entry({ request: page, response: { 'Set-Cookie': 'id=P2JCJH3E2SNA; Path=/' } });
    const passing = entry({ url: 'https://ads.example/sync?x=P2JCJH3E2SNA', request: page, at: 50 });
    const { out } = await run(har('WebInspector', [setting, passing, refused]), { print });
    expect(out).toContain('api.example/orders');
    expect(out).not.toContain('P2JCJH3E2SNA');
  },
);

describe('a large file, which is not parsed whole, says what it says parsed whole', () => {
  const file = join(folder, 'large.har');
  writeRecording(file, 9);
  const text = readFileSync(file, 'utf8');
  const whole = importHar(text);
  if (!whole.ok) throw new Error(whole.sentence);
  const checks = checksOf(whole, { say() {}, end() {} });

  test.each(['lines', 'json', 'sarif', 'markdown'] as const)('%s', async (print) => {
    const report = reportOf({ files: [file], print, version: '0.1.0', colour: false });
    const expected = report.add(file, checks) + report.end().text;
    expect(await runOn([file], { print })).toMatchObject({ code: 1, out: expected });
    // SARIF names the file.
    if (print !== 'sarif') expect((await runOn(['-'], { print, stdin: text })).out).toBe(expected);
  });

  test('and so when its creator stands last', async () => {
    const { creator, ...log } = (JSON.parse(text) as { log: Record<string, unknown> }).log;
    const { out } = await run(JSON.stringify({ log: { ...log, creator } }));
    expect(out).toBe((await runOn([file])).out);
  });

  test('or is broken', async () => {
    expect(await run(text.slice(0, -4))).toMatchObject({ code: 2, error: expect.stringMatching(/cut off/) });
    const last = text.lastIndexOf('"status": 200');
    const broken = await run(`${text.slice(0, last)}"status": 2OO${text.slice(last + 13)}`);
    expect(broken).toMatchObject({ code: 2, out: '', error: expect.stringMatching(/not valid JSON/) });
  });
});

test('a pipe that has a name', async () => {
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  const writing = writeFile(pipe, good);
  expect((await runOn([pipe])).out).toBe('allowed  GET    https://api.example/items\n');
  await writing;
});

test('UTF-16 and byte order marks are read', async () => {
  expect((await run(Buffer.from(`\uFEFF${good}`, 'utf16le'))).code).toBe(0);
  expect((await run(Buffer.from(`\uFEFF${good}`, 'utf16le').swap16())).code).toBe(0);
  expect((await run(`\uFEFF${good}`)).code).toBe(0);
});

test('entries without a request are told, not lost in silence', async () => {
  const { code, error } = await run(har('x', [passed, { time: 1 }]));
  expect(code).toBe(0);
  expect(error).toMatch(/^Left out: log\.entries\[1\]\. An entry without a URL, or a proxy’s tunnel/);
});

test('a line says what the whole verdict says', () => {
  for (const creator of ['WebInspector', 'WebKit Web Inspector', 'Firefox', 'Playwright', 'Charles Proxy']) {
    fc.assert(
      fc.property(fc.array(plausibleExchanges, { minLength: 1, maxLength: 4 }), fc.boolean(), (recorded, foreign) => {
        const { log } = harOf(recorded, { creator: { name: creator, version: '1' } });
        // Without our own members it is a file of that tool.
        const entries = log.entries.map(({ _cors, _corsLens, ...rest }) =>
          foreign ? rest : { ...rest, _cors, _corsLens },
        );
        const read = importHar(JSON.stringify({ log: { ...log, entries } }));
        if (!read.ok) throw new Error(read.sentence);
        const checks = checksOf(read, { say() {}, end() {} });
        expect(checks.lines().map((line) => line.outcome)).toEqual(
          checks.whole().map(({ verdict }) => verdict.outcome),
        );
      }),
      { numRuns: 40 },
    );
  }
}, 60_000);
