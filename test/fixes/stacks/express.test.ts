import { express } from '../../../src/fixes/frameworks/express';
import { nodeVersion } from '../node-version';
import { prove } from '../prove';
import { packages } from '../stack';

prove({
  framework: express,
  missing: () => packages('express', 'cors', 'supertest'),
  version: () => nodeVersion('express', 'cors'),
  files: ({ fix, port }) => ({
    'package.json': '{ "type": "module" }',
    'app.js': `import express from 'express';

export const app = express();

${fix()}
app.use((request, response, next) => {
  if (!['GET', 'HEAD'].includes(request.method) && !request.headers.authorization) return response.sendStatus(401);
  next();
});
app.get('/v1/broken', () => {
  throw new Error('broken');
});
app.all(/^\\/v1\\/orders/, (request, response) => response.set('X-Total-Count', '42').json({}));
`,
    'server.js': `import { app } from './app.js';

app.listen(${port}, '127.0.0.1');
`,
  }),
  parse: () => [['node', '--check', 'app.js']],
  command: () => ['node', 'server.js'],
  regression: (file) => ['node', '--test', file],
});
