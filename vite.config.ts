import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { crx, type ManifestV3Export } from '@crxjs/vite-plugin';
import { zipSync } from 'fflate';
import type { Plugin } from 'vite';
import { build } from 'vite';
import { defineConfig } from 'vitest/config';
import manifest from './manifest.json' with { type: 'json' };
import pkg from './package.json' with { type: 'json' };

/** Nothing here uses dangerouslySetInnerHTML: drop Preact's only innerHTML sink, so `web-ext lint` has nothing to report. */
const noInnerHtml: Plugin = {
  name: 'no-inner-html',
  apply: 'build',
  transform: {
    filter: { id: /\/preact\/dist\/preact\.mjs$/ },
    handler(code) {
      const out = code.replace(/\w+\.innerHTML=\w+\.__html/, '0');
      if (out === code) this.error('preact.mjs no longer assigns innerHTML in the expected form');
      return { code: out, map: null };
    },
  },
};

/** dist/<browser> → dist/cors-lens-<browser>-<version>.zip, byte-identical for identical input. */
const storeZip = (browser: string): Plugin => ({
  name: 'store-zip',
  apply: 'build',
  enforce: 'post',
  closeBundle() {
    const dir = `dist/${browser}`;
    const files = readdirSync(dir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
    writeZip(browser, files, (file) => relative(dir, file).replaceAll('\\', '/'));
  },
});

/** dist/cors-lens-source-<version>.zip: what reviewers of the Firefox store build the extension from. Outside a checkout it is not written. */
const sourceZip: Plugin = {
  name: 'source-zip',
  apply: 'build',
  closeBundle() {
    const tracked = spawnSync('git', ['ls-files', '-z', '--', '.', ':!test', ':!.ci'], { encoding: 'utf8' });
    if (tracked.status === 0 && tracked.stdout !== '')
      writeZip('source', tracked.stdout.split('\0').filter(existsSync).sort());
  },
};

function writeZip(name: string, files: readonly string[], nameInside = (file: string) => file): void {
  const entries = files.map((file) => [nameInside(file), readFileSync(file)] as const);
  const zip = zipSync(Object.fromEntries(entries), { level: 9, mtime: new Date(1980, 0, 1) });
  writeFileSync(`dist/${pkg.name}-${name}-${pkg.version}.zip`, zip);
}

/**
 * The page hook's scripts, each one self-contained file. They are registered by name and only while wanted, so they must
 * not stand in the manifest, and no page may load them.
 */
const pageHookScripts = (browser: string): Plugin => ({
  name: 'page-hook-scripts',
  apply: 'build',
  async generateBundle() {
    for (const name of ['hook', 'bridge']) {
      const built = await build({
        configFile: false,
        publicDir: false,
        logLevel: 'warn',
        build: {
          write: false,
          target: TARGET[browser === 'firefox' ? 'firefox' : 'chrome'],
          modulePreload: false,
          rolldownOptions: { input: `src/hook/${name}.ts`, output: { format: 'iife' } },
        },
      });
      for (const { output } of [built].flat().filter((it) => 'output' in it)) {
        for (const chunk of output)
          if (chunk.type === 'chunk') this.emitFile({ type: 'asset', fileName: `hook/${name}.js`, source: chunk.code });
      }
    }
  },
});

/** npm makes a package's commands executable when it installs them; in the folder they were built in, nobody does. */
const executable = (file: string): Plugin => ({
  name: 'executable',
  apply: 'build',
  enforce: 'post',
  closeBundle() {
    chmodSync(file, 0o755);
  },
});

const TARGET = { chrome: 'chrome120', firefox: 'firefox140' };

const jsx = { oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } } } as const;

/** For CI, which adds up the results of several runs: CORS_LENS_RESULTS names a folder, npm the script that runs. */
function resultsFile(): ['json', { outputFile: string }][] {
  const folder = process.env['CORS_LENS_RESULTS'];
  const script = (process.env['npm_lifecycle_event'] ?? 'vitest').replace(':', '-');
  return folder === undefined ? [] : [['json', { outputFile: join(folder, `${script}.json`) }]];
}

/** `--mode chrome | firefox` builds the extension, `--mode cli` the command line, from one tree. */
export default defineConfig(({ mode }) => {
  if (mode === 'cli') {
    return {
      publicDir: false,
      plugins: [executable('dist/cli/cors-lens.js')],
      build: {
        ssr: 'src/cli/cors-lens.ts',
        outDir: 'dist/cli',
        target: 'node20',
        minify: false,
        rollupOptions: { output: { entryFileNames: '[name].js', banner: '#!/usr/bin/env node' } },
      },
      ssr: { noExternal: true },
    };
  }
  const browser = mode === 'firefox' ? 'firefox' : 'chrome';
  return {
    ...jsx,
    plugins: process.env['VITEST']
      ? []
      : [
          noInnerHtml,
          // crxjs keeps the one of background.service_worker / background.scripts that the browser wants.
          crx({ browser, manifest: { ...manifest, version: pkg.version } as ManifestV3Export }),
          pageHookScripts(browser),
          storeZip(browser),
          ...(browser === 'firefox' ? [sourceZip] : []),
        ],
    build: {
      outDir: `dist/${browser}`,
      target: Object.values(TARGET),
      modulePreload: { polyfill: false },
      // Named only in panels.create() and tabs.create(), which crxjs cannot see: they must be inputs.
      rollupOptions: { input: { panel: 'src/panel/index.html', permission: 'src/permission/index.html' } },
    },
    test: {
      reporters: ['default', ...resultsFile()],
      projects: [
        {
          ...jsx,
          test: {
            name: 'unit',
            // Generously: a property test under load is slow, not wrong.
            testTimeout: 60_000,
            environment: 'node',
            include: ['test/unit/**/*.test.{ts,tsx}'],
          },
        },
        {
          test: {
            name: 'fixes',
            include: ['test/fixes/**/*.test.ts'],
            globalSetup: 'test/fixes/setup.ts',
            // More than there are cores: mostly one waits for the other's server to start.
            maxWorkers: 4,
            testTimeout: 120_000,
            hookTimeout: 120_000,
          },
        },
        {
          ...jsx,
          test: {
            name: 'e2e',
            include: ['test/e2e/**/*.test.ts'],
            testTimeout: 120_000,
            hookTimeout: 120_000,
            fileParallelism: false,
          },
        },
      ],
    },
  };
});
