import { fastify } from '../../../src/fixes/frameworks/fastify';
import { nodeVersion } from '../node-version';
import { prove } from '../prove';
import { packages } from '../stack';

prove({
  framework: fastify,
  missing: () => packages('fastify', '@fastify/cors', 'supertest'),
  version: () => nodeVersion('fastify', '@fastify/cors'),
  files: ({ fix, port }) => ({
    'package.json': '{ "type": "module" }',
    'app.js': `import Fastify from 'fastify';

export const app = Fastify();

${fix()}
app.addHook('onRequest', async (request, reply) => {
  if (!['GET', 'HEAD'].includes(request.method) && !request.headers.authorization) return reply.code(401).send();
});
app.get('/v1/broken', () => {
  throw new Error('broken');
});
for (const url of ['/v1/orders', '/v1/orders/:id', '/v1/ordersandmore']) {
  app.route({ method: ['GET', 'PUT', 'PATCH', 'DELETE'], url, handler: (request, reply) => reply.header('X-Total-Count', '42').send({}) });
}
`,
    'server.js': `import { app } from './app.js';

await app.listen({ port: ${port}, host: '127.0.0.1' });
`,
  }),
  parse: () => [['node', '--check', 'app.js']],
  command: () => ['node', 'server.js'],
  regression: (file) => ['node', '--test', file],
});
