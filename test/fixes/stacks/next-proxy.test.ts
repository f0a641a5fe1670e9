import { nextProxy } from '../../../src/fixes/frameworks/next-proxy';
import { nextCommand, nextEnv, nextMissing, nextRoute, nextVersion } from '../next-app';
import { prove } from '../prove';

prove({
  framework: nextProxy,
  missing: nextMissing,
  version: nextVersion,
  files: ({ fix, fixed }) => ({
    'package.json': '{ "type": "module" }',
    'app/v1/[...path]/route.js': nextRoute.replace('answer as DELETE', 'answer as DELETE, answer as OPTIONS'),
    ...(fixed ? { 'proxy.js': fix() } : {}),
  }),
  env: nextEnv,
  parse: ({ fixed }) => (fixed ? [['node', '--check', 'proxy.js']] : []),
  command: nextCommand,
  regression: (file) => ['sh', file],
});
