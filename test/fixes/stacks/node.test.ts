import { node } from '../../../src/fixes/frameworks/node';
import { prove } from '../prove';
import { packages } from '../stack';

prove({
  framework: node,
  missing: () => packages('supertest'),
  version: () => `Node ${process.versions.node}`,
  files: ({ fix, port }) => ({
    'package.json': '{ "type": "module" }',
    'app.js': `import { createServer } from 'node:http';

${fix(0)}
export const server = createServer((request, response) => {
  ${fix(1)}
  response.setHeader('X-Total-Count', '42');
  const answer = (status) => response.writeHead(status, { 'Content-Type': 'application/json' }).end('{}');
  if (!['GET', 'HEAD'].includes(request.method) && !request.headers.authorization) return answer(401);
  if (request.url === '/v1/broken') return answer(500);
  if (!request.url.startsWith('/v1/orders')) return answer(404);
  answer(200);
});
`,
    'server.js': `import { server } from './app.js';

server.listen(${port}, '127.0.0.1');
`,
  }),
  parse: () => [['node', '--check', 'app.js']],
  command: () => ['node', 'server.js'],
  regression: (file) => ['node', '--test', file],
});
