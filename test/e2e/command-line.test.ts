import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { entry, har } from '../support/har-file';

/** The package as npm would publish it, installed by somebody who has nothing else. */
const folder = mkdtempSync(join(tmpdir(), 'cors-lens-package-'));
const user = join(folder, 'user');

const npm = (args: readonly string[], cwd: string): string =>
  execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: 'pipe' });

beforeAll(() => {
  npm(['pack', '--pack-destination', folder], '.');
  const [archive] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  mkdirSync(user);
  npm(['init', '--yes'], user);
  npm(['install', '--offline', '--no-audit', '--no-fund', join(folder, archive ?? '')], user);
});
afterAll(() => rmSync(folder, { recursive: true }));

const page = { Origin: 'https://app.example' };
const good = har('WebInspector', [entry({ request: page, response: { 'Access-Control-Allow-Origin': '*' } })]);
const bad = har('WebInspector', [entry({ request: page, moreResponse: { _error: 'net::ERR_FAILED' } })]);

function check(input: string, cwd = user) {
  writeFileSync(join(user, 'recording.har'), input);
  const run = spawnSync('npx', ['--no-install', 'cors-lens', 'check', join(user, 'recording.har')], {
    cwd,
    encoding: 'utf8',
  });
  return { code: run.status, out: run.stdout, error: run.stderr };
}

test('nothing is installed beside it', () => {
  expect(readdirSync(join(user, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual(['cors-lens']);
});

test('npx cors-lens runs where it was installed', () => {
  expect(check(good)).toEqual({ code: 0, out: 'allowed  GET    https://api.example/items\n', error: '' });
  expect(check(bad)).toMatchObject({ code: 1, out: expect.stringMatching(/^blocked {2}GET .*MissingAllowOrigin/) });
  expect(check('')).toMatchObject({ code: 2, out: '', error: expect.stringMatching(/: The file is empty\.\n$/) });
});

test('npx cors-lens runs where it was built', () => {
  expect(check(bad, resolve('.')).code).toBe(1);
});

test('whoever reads the first line only hears of no failure; a full disk is one, and no verdict', () => {
  const many = Array.from({ length: 5_000 }, (_, index) =>
    entry({ url: `https://api.example/${index}`, request: page }),
  );
  writeFileSync(join(user, 'many.har'), har('WebInspector', many));
  const shell = (line: string) => spawnSync('sh', ['-c', line], { cwd: user, encoding: 'utf8' });
  const head = shell('npx --no-install cors-lens check many.har | head -n 1');
  expect([head.stdout, head.stderr]).toEqual(['allowed  GET    https://api.example/0\n', '']);
  const full = shell('npx --no-install cors-lens check many.har > /dev/full');
  expect([full.status, full.stderr]).toEqual([2, 'Standard output could not be written (ENOSPC).\n']);
});
