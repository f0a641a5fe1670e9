import { koa } from '../../../src/fixes/frameworks/koa';
import { nodeVersion } from '../node-version';
import { prove } from '../prove';
import { packages } from '../stack';

prove({
  framework: koa,
  missing: () => packages('koa', '@koa/cors', 'supertest'),
  version: () => nodeVersion('koa', '@koa/cors'),
  files: ({ fix, port }) => ({
    'package.json': '{ "type": "module" }',
    'app.js': `import Koa from 'koa';

export const app = new Koa({ silent: true });
app.silent = true;

${fix()}
app.use((ctx, next) => {
  if (!['GET', 'HEAD'].includes(ctx.method) && !ctx.get('authorization')) return ctx.throw(401);
  return next();
});
app.use((ctx) => {
  if (ctx.path === '/v1/broken') throw new Error('broken');
  if (!ctx.path.startsWith('/v1/orders')) return;
  ctx.set('X-Total-Count', '42');
  ctx.body = {};
});
`,
    'server.js': `import { app } from './app.js';

app.listen(${port}, '127.0.0.1');
`,
  }),
  parse: () => [['node', '--check', 'app.js']],
  command: () => ['node', 'server.js'],
  regression: (file) => ['node', '--test', file],
});
