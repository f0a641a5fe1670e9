import { nextConfig } from '../../../src/fixes/frameworks/next-config';
import { nextCommand, nextEnv, nextMissing, nextRoute, nextVersion } from '../next-app';
import { prove } from '../prove';

prove({
  framework: nextConfig,
  missing: nextMissing,
  version: nextVersion,
  files: ({ fix }) => ({
    'package.json': '{ "type": "module" }',
    'app/v1/[...path]/route.js': nextRoute,
    'next.config.js': `export default {
${fix()}};
`,
  }),
  env: nextEnv,
  parse: () => [['node', '--check', 'next.config.js']],
  command: nextCommand,
  regression: (file) => ['sh', file],
});
