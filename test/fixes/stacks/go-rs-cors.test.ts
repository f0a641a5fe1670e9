import { goRsCors } from '../../../src/fixes/frameworks/go-rs-cors';
import { goBuild, goEnv, goMissing, goParse, goVersion } from '../go';
import { goApi } from '../go-api';
import { prove } from '../prove';

prove({
  framework: goRsCors,
  missing: () => goMissing('github.com/rs/cors'),
  version: () => goVersion('golang-github-rs-cors-dev'),
  // The path's handler is written with net/http, which every file that starts a server imports.
  files: ({ fix, port }) => {
    const http = fix(1).includes('http.') ? 'import "net/http"\n' : '';
    return { 'main.go': goApi(port, http + fix(0), '', fix(1)) };
  },
  env: goEnv,
  parse: () => goParse,
  prepare: () => goBuild,
  command: () => ['./server'],
  regression: (file) => ['sh', file],
});
