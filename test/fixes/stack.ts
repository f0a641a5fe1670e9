import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Framework } from '../../src/fixes/fix';

/** A real server of one kind, with an API like `api.ts`'s on it. */
export interface Stack {
  readonly framework: Framework;
  /** The program, package or file this machine lacks; null: it can run. */
  missing(): string | null;
  /** What runs: `nginx 1.22.1`. */
  version(): string;
  /** Everything it needs in its folder. */
  files(site: Site): Readonly<Record<string, string>>;
  /** The server in the foreground. */
  command(site: Site): readonly [string, ...string[]];
  readonly env?: Readonly<Record<string, string>>;
  /** The stack's own parser over its files. */
  parse?(site: Site): readonly (readonly [string, ...string[]])[];
  /** How many hostile policies it is given to read; 40 where that takes no time. */
  readonly parses?: number;
  /** What has to be done before it starts: compiling. */
  prepare?(site: Site): readonly (readonly [string, ...string[]])[];
  /** What the reader chooses by where the code goes: then the path is no part of it. */
  readonly placed?: string;
  /** Why the version that runs here may leave Vary out of answers to requests without Origin, and of errors. */
  readonly oldVary?: string;
  /** How the regression test that the product hands over is run in `dir`, where it lies under its own name. */
  regression(file: string): readonly [string, ...string[]];
}

export interface Site {
  readonly dir: string;
  readonly port: number;
  /** The API behind a proxy. */
  readonly upstream: number;
  /** A port that refuses connections. */
  readonly dead: number;
  /** The product's snippet, by part; empty: unfixed. */
  fix(part?: number): string;
  readonly fixed: boolean;
}

/** Lacks the first of these programs that is not installed. */
export const programs = (...names: readonly string[]): string | null =>
  names.find((name) => spawnSync('which', [name], { env: path }).status !== 0) ?? null;

/** Servers live where a user's PATH may not look. */
const path = { ...process.env, PATH: `${process.env['PATH']}:/usr/sbin:/sbin` };

export const packages = (...names: readonly string[]): string | null =>
  names.find((name) => !existsSync(`node_modules/${name}/package.json`)) ?? null;

export const paths = (...names: readonly string[]): string | null => names.find((name) => !existsSync(name)) ?? null;

/** Debian's Python, whose modules come from Debian's packages. */
export const python = '/usr/bin/python3';

/** For files that Node's own check does not take: TypeScript. */
export const typescript = (file: string) =>
  [resolve('node_modules/esbuild/bin/esbuild'), file, '--log-level=error', '--outfile=/dev/null'] as const;

export const pythonModules = (...names: readonly string[]): string | null => {
  if (!existsSync(python)) return python;
  return names.find((name) => spawnSync(python, ['-c', `import ${name}`]).status !== 0) ?? null;
};

export const output = (command: string, ...args: readonly string[]): string =>
  execFileSync(command, args, { encoding: 'utf8', env: path, stdio: ['ignore', 'pipe', 'pipe'] }).trim();

export const pythonPackages = (...names: readonly string[]): string =>
  output(
    python,
    '-c',
    'import sys, importlib.metadata as m; print(", ".join(f"{n} {m.version(n)}" for n in sys.argv[1:]))',
    ...names,
  );

export const rubyLibraries = (...names: readonly string[]): string | null =>
  names.find((_, index) => {
    const needed = names.slice(0, index + 1).map((name) => `require '${name}'`);
    return spawnSync('ruby', ['-e', needed.join(';')]).status !== 0;
  }) ?? null;

export const gems = (...names: readonly string[]): string =>
  output(
    'ruby',
    '-e',
    'puts ARGV.map { |n| "#{n} #{Gem::Specification.find_by_name(n).version}" }.join(", ")',
    ...names,
  );
