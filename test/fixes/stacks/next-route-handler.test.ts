import { nextRouteHandler } from '../../../src/fixes/frameworks/next-route-handler';
import { nextCommand, nextEnv, nextMissing, nextRoute, nextVersion } from '../next-app';
import { prove } from '../prove';

const route = nextRoute.replace('answer as DELETE', 'answer as DELETE, answer as OPTIONS');

prove({
  framework: nextRouteHandler,
  missing: nextMissing,
  version: nextVersion,
  // The reader's one route is a folder; what lies beside it stays as it is.
  files: ({ fix, fixed }) => ({
    'package.json': '{ "type": "module" }',
    'app/v1/ordersandmore/route.js': route,
    ...Object.fromEntries(
      ['app/v1/orders/[[...path]]', 'app/v1/broken', 'app/v1/missing'].flatMap((folder) =>
        fixed
          ? [
              [`${folder}/handlers.js`, route],
              [`${folder}/route.js`, fix()],
            ]
          : [[`${folder}/route.js`, route]],
      ),
    ),
  }),
  env: nextEnv,
  parse: () => [['node', '--check', 'app/v1/orders/[[...path]]/route.js']],
  command: nextCommand,
  placed: 'the folder',
  regression: (file) => ['sh', file],
});
