import { resolve } from 'node:path';
import { output, paths, programs } from './stack';

const sources = '/usr/share/gocode/src';

/** Debian's Go packages are source trees outside of modules. */
export const goEnv = {
  GO111MODULE: 'off',
  GOPATH: '/usr/share/gocode',
  GOCACHE: resolve('.cache/fixes/go-build'),
  GOFLAGS: '-trimpath',
};

export const goMissing = (...names: readonly string[]): string | null =>
  programs('go', 'gofmt') ?? paths(...names.map((name) => `${sources}/${name}`));

export const goVersion = (...packages: readonly string[]): string =>
  [
    output('go', 'version').replace(/^go version go(\S+).*/, 'Go $1'),
    ...packages.map((name) =>
      output('dpkg-query', '-W', '-f', '$\x7bsource:Package} $\x7bsource:Upstream-Version}', name),
    ),
  ].join(', ');

/** gofmt refuses what Go cannot parse before the compiler takes its time. */
export const goParse = [['gofmt', '-l', 'main.go']] as const;

export const goBuild = [['go', 'build', '-o', 'server', 'main.go']] as const;
