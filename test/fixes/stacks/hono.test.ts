import { hono } from '../../../src/fixes/frameworks/hono';
import { nodeVersion } from '../node-version';
import { prove } from '../prove';
import { packages } from '../stack';

prove({
  framework: hono,
  missing: () => packages('hono', '@hono/node-server'),
  version: () => nodeVersion('hono', '@hono/node-server'),
  files: ({ fix, port }) => ({
    'package.json': '{ "type": "module" }',
    'app.js': `import { Hono } from 'hono';

export const app = new Hono();

${fix()}
app.use(async (c, next) => {
  if (!['GET', 'HEAD'].includes(c.req.method) && !c.req.header('authorization')) return c.text('', 401);
  await next();
});
app.get('/v1/broken', () => {
  throw new Error('broken');
});
const orders = (c) => c.json({}, 200, { 'X-Total-Count': '42' });
app.on(['GET', 'PUT', 'PATCH', 'DELETE', 'PROPFIND'], ['/v1/orders', '/v1/orders/:id', '/v1/ordersandmore'], orders);
`,
    'server.js': `import { serve } from '@hono/node-server';
import { app } from './app.js';

serve({ fetch: app.fetch, port: ${port}, hostname: '127.0.0.1' });
`,
  }),
  parse: () => [['node', '--check', 'app.js']],
  command: () => ['node', 'server.js'],
  regression: (file) => ['node', '--test', file],
});
