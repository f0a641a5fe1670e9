import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { curlText } from '../../../src/export/curl';
import { headerOf, type Listener, listenForRequests } from '../../support/heard-requests';
import { bodies, exchangeOf, headerLists, texts, trimmed } from '../../support/hostile-request';
import { pipedByPowershell } from '../../support/powershell';
import { noVerdict, verdictOnAnswer } from '../../support/verdict';

const run = promisify(execFile);

let listener: Listener;
beforeAll(async () => {
  listener = await listenForRequests();
});
afterAll(() => listener.close());

const SWITCHES = ['--silent', '--show-error', '--globoff', '--path-as-is'];

/** What no configuration of curl can hold becomes a space. */
const shown = (text: string): string => text.replace(/[^\P{Cc}\t\n\r\v]+/gu, ' ');

test('what the here-string hands to a real curl is what was recorded', async () => {
  await fc.assert(
    fc.asyncProperty(headerLists, fc.option(bodies), async (headerList, body) => {
      const script = curlText(exchangeOf('PUT', `${listener.origin}/x`, headerList, body), noVerdict, 'powershell');
      const [piped, ...more] = pipedByPowershell(script);
      expect(more).toEqual([]);
      expect(piped?.words).toEqual(['curl.exe', ...SWITCHES, '--config', '-']);
      const got = await listener.arriving(async () => {
        const process = run('curl', piped?.words.slice(1) ?? []);
        // The one thing that is Windows' own.
        process.child.stdin?.end(piped?.input.replace('output = "NUL"', 'output = "/dev/null"'));
        await process;
      });
      for (const [name, value] of headerList) expect(headerOf(got, name)).toBe(trimmed(value));
      expect(got.body.toString('utf8')).toBe(shown(body ?? ''));
    }),
    { numRuns: 80 },
  );
}, 120_000);

test('no byte order mark comes before the first option', () => {
  const script = curlText(exchangeOf('GET', 'https://a.example/', [], null), noVerdict, 'powershell');
  expect(pipedByPowershell(script)[0]?.input).toMatch(/^dump-header = /);
});

test('no name stands next to a line end, which may be Windows’ own', () => {
  const [piped] = pipedByPowershell(
    curlText(exchangeOf('HEAD', 'https://a.example/', [['X-A', '']], 'a\r\nb'), noVerdict, 'powershell').replaceAll(
      '\n',
      '\r\n',
    ),
  );
  expect(piped?.words).toEqual(['curl.exe', ...SWITCHES, '--head', '--config', '-']);
  for (const line of piped?.input.trimEnd().split('\r\n') ?? []) expect(line).toMatch(/^[a-z-]+ = ".*"$/);
});

test('nothing in a comment ends it', () => {
  fc.assert(
    fc.property(fc.oneof(texts, bodies), (received) => {
      const script = curlText(
        exchangeOf('GET', 'https://api.example/', [], null),
        verdictOnAnswer(received),
        'powershell',
      );
      expect(pipedByPowershell(script)).toHaveLength(1);
    }),
  );
});

test('it says so where the body has what a terminal would act on, and else does not', () => {
  const text = (body: string) => curlText(exchangeOf('PUT', 'https://a.example/', [], body), noVerdict, 'powershell');
  expect(text('a\u001bb')).toContain('\n# The control characters of the body are spaces here: a terminal would act on');
  expect(text('a\u0000b')).toContain('\n# The zero characters of the body are left out');
  expect(
    text('a\r\n\tb')
      .split('\n')
      .filter((line) => line.startsWith('#')),
  ).toHaveLength(1);
});

test('the model knows PowerShell’s quotes: a here-string ends at typographic ones', () => {
  for (const quote of ["'", '\u2018', '\u2019', '\u201a', '\u201b']) {
    expect(pipedByPowershell(`@'\na\n${quote}@ | curl.exe -x`)).toEqual([
      { words: ['curl.exe', '-x'], input: '\ufeffa\r\n' },
    ]);
    expect(() => pipedByPowershell(`@'\na\n${quote}@\n& id\n'@ | curl.exe -x`)).toThrow();
  }
  expect(() => pipedByPowershell("@' x\na\n'@ | curl.exe")).toThrow(/behind the head/);
});
