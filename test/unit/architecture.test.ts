import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';

/** Plain data in, plain data out: these folders run in Node, in the command line and in the panel alike. */
const PURE = ['exchange', 'fetch-standard', 'diagnostics', 'fixes', 'export', 'import', 'protocol', 'panel/view-model'];
/** Only these speak to the outside. */
const EDGES = ['background', 'devtools', 'permission', 'cli', 'hook'];

const files = (folder: string): string[] =>
  readdirSync(join('src', folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative('.', join(entry.parentPath, entry.name)));

/** What a file imports itself; code it writes for others stands in template literals. */
const importsOf = (file: string): string[] =>
  [
    ...readFileSync(file, 'utf8')
      .replace(/`(?:[^`\\]|\\[\s\S])*`/g, '')
      .matchAll(/from '([^']+)'/g),
  ].map(([, path = '']) => (path.startsWith('.') ? relative('.', join(dirname(file), path)) : path));

describe.each(PURE)('src/%s is pure', (folder) => {
  // Worker entries are edges that live beside what they run.
  const pure = files(folder).filter((file) => !file.endsWith('-worker.ts'));

  test('imports no edge, no browser and no Node module', () => {
    const wrong = pure.flatMap((file) =>
      importsOf(file)
        .filter(
          (path) =>
            path.startsWith('node:') ||
            path === 'webextension-polyfill' ||
            EDGES.some((edge) => path.startsWith(`src/${edge}/`)),
        )
        .map((path) => `${file} imports ${path}`),
    );
    expect(wrong).toEqual([]);
  });

  test('asks no browser and no page', () => {
    const asking =
      /(?<![\w.'"`-])(?:chrome|browser)\.(?:runtime|devtools|webRequest|storage|tabs)\b|(?<![\w.'"`-])(?:document|window|localStorage|navigator)\.\w/;
    const wrong = pure.filter((file) => withoutCommentsAndStrings(readFileSync(file, 'utf8')).match(asking));
    expect(wrong).toEqual([]);
  });
});

/** Snippets for the reader's server speak of many things. */
function withoutCommentsAndStrings(source: string): string {
  return source
    .replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
    .replace(/`(?:[^`\\]|\\[\s\S])*`|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g, "''");
}

test('the facts know nothing of the opinions about them', () => {
  const wrong = files('exchange').flatMap((file) =>
    importsOf(file).filter((path) => /^src\/(?:diagnostics|fixes|panel|export)\//.test(path)),
  );
  expect(wrong).toEqual([]);
});
