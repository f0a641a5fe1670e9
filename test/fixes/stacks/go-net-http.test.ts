import { goNetHttp } from '../../../src/fixes/frameworks/go-net-http';
import { goBuild, goEnv, goMissing, goParse, goVersion } from '../go';
import { goApi } from '../go-api';
import { prove } from '../prove';

prove({
  framework: goNetHttp,
  missing: () => goMissing(),
  version: () => goVersion(),
  files: ({ fix, port }) => ({ 'main.go': goApi(port, fix(0), fix(1), fix(2)) }),
  env: goEnv,
  parse: () => goParse,
  prepare: () => goBuild,
  command: () => ['./server'],
  regression: (file) => ['sh', file],
});
