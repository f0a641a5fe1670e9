import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Exchange } from '../../../src/exchange/exchange';
import { curlText } from '../../../src/export/curl';
import { type Heard, headerOf, type Listener, listenForRequests } from '../../support/heard-requests';
import { bodies, exchangeOf, headerLists, texts, trimmed } from '../../support/hostile-request';
import { noVerdict, verdictOnAnswer } from '../../support/verdict';

const run = promisify(execFile);

let listener: Listener;
beforeAll(async () => {
  listener = await listenForRequests();
});
afterAll(() => listener.close());

const sent = (exchange: Exchange): Promise<Heard> =>
  listener.arriving(() => run('sh', ['-c', curlText(exchange, noVerdict, 'posix')]));

describe('the POSIX command, run by a real shell against a real server, sends', () => {
  test('header values, methods, URLs and bodies as they were', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('GET', 'PUT', 'POST', 'PATCH', 'DELETE', 'OPTIONS'),
        texts,
        headerLists,
        fc.option(bodies),
        async (method, path, headerList, body) => {
          const target = `/${encodeURI(path).replace(/[#?\s]/g, '_')}`;
          const got = await sent(
            exchangeOf(method, `${listener.origin}${target}`, headerList, method === 'GET' ? null : body),
          );
          expect(got.method).toBe(method);
          expect(got.url).toBe(target);
          for (const [name, value] of headerList) expect(headerOf(got, name)).toBe(trimmed(value));
          expect(got.body.toString('utf8')).toBe(method === 'GET' ? '' : (body ?? ''));
        },
      ),
      { numRuns: 120 },
    );
  }, 120_000);

  test('HEAD without waiting for a body', async () => {
    expect((await sent(exchangeOf('HEAD', `${listener.origin}/`, [], null))).method).toBe('HEAD');
  });

  test('nothing more than was recorded, but for what HTTP needs', async () => {
    const got = await sent(
      exchangeOf(
        'GET',
        `${listener.origin}/`,
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
        `${listener.origin}/`,
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

/**
 * Whoever pastes has an interactive shell, and that of macOS, zsh, knows no comments there; bash can be told so. What a server
 * answered stands in them, next to what it should have been.
 */
test('nothing that a server answered is run where the shell knows no comments', async () => {
  const shell = ['--norc', '+O', 'interactive_comments'];
  const knowsNone = await run('bash', [...shell, '-c', '-i', '# x'], { timeout: 10_000 }).catch(
    (error) => error.stderr,
  );
  expect(knowsNone).toMatch(/#: command not found/);

  await fc.assert(
    fc.asyncProperty(texts, async (received) => {
      const answer = `${received} $(echo ran >&2) \`echo ran >&2\` ; echo ran >&2`;
      const command = curlText(exchangeOf('GET', `${listener.origin}/`, [], null), verdictOnAnswer(answer), 'posix');
      let said = '';
      await listener.arriving(async () => {
        said = (await run('bash', [...shell, '-i', '-c', command])).stderr;
      });
      expect(
        said.replace(/^bash: (cannot set terminal process group.*|no job control in this shell)$/gm, '').trim(),
      ).toBe('');
    }),
    { numRuns: 30 },
  );
}, 60_000);
