import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** The README's promise to the reviewers of the Firefox store: what they unpack and build is what they were sent, byte for byte. */
let folder: string;

const zipIn = (place: string, name: string): string => {
  const found = readdirSync(join(place, 'dist')).find((file) => file.startsWith(`cors-lens-${name}-`));
  if (found === undefined) throw new Error(`npm run build wrote no zip for ${name}.`);
  return join(place, 'dist', found);
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cors-lens-source-'));
  for (const [name, bytes] of Object.entries(unzipSync(readFileSync(zipIn('.', 'source'))))) {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
  // As `npm ci` would make it of the same lock file.
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(['chrome', 'firefox'])('the sources for reviewers build to the same zip: %s', (browser) => {
  const { VITEST: _, NODE_ENV: __, ...env } = process.env;
  execFileSync('node', ['node_modules/vite/bin/vite.js', 'build', '--mode', browser, '--logLevel', 'warn'], {
    cwd: folder,
    env,
  });
  const [sent, built] = [zipIn('.', browser), zipIn(folder, browser)].map((zip) => readFileSync(zip));
  // Names first: they tell what differs.
  const contents = (zip = Buffer.alloc(0)) =>
    Object.entries(unzipSync(zip)).map(([name, bytes]) => `${name} ${Buffer.from(bytes).toString('base64').length}`);
  expect(contents(built)).toEqual(contents(sent));
  expect(built?.equals(sent ?? Buffer.alloc(0))).toBe(true);
});
