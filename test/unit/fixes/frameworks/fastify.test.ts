import { expect, it } from 'vitest';
import { fastify } from '../../../../src/fixes/frameworks/fastify';
import { codeOf, fullPolicy, hostileNames, publicRead } from '../code-of';

it('writes everything a policy can ask for', () => {
  expect(codeOf(fastify, fullPolicy)).toMatchInlineSnapshot(`
    "import cors from '@fastify/cors';

    await app.register(cors, {
      delegator(request, callback) {
        const path = request.url.split('?')[0];
        if (!/^\\/v1\\/orders(?=\\/|$)/.test(path)) return callback(null, { origin: false });
        callback(null, {
          origin: ['https://app.example', 'http://[::1]:5173'],
          methods: ['GET', 'HEAD', 'POST', 'PUT'],
          allowedHeaders: ['authorization', 'content-type'],
          exposedHeaders: ['x-total-count'],
          credentials: true,
          maxAge: 600,
        });
      },
    });
    "
  `);
});

it('says what `*` opens', () => {
  expect(codeOf(fastify, publicRead)).toMatchInlineSnapshot(`
    "import cors from '@fastify/cors';

    await app.register(cors, {
      origin: '*',
      methods: ['GET', 'HEAD', 'POST'],
      allowedHeaders: [],
    });
    --- \`*\` lets every website read every answer of this server, with the visitor's network but without cookies: right for public data only, and wrong where an intranet address or a list of IP addresses is the protection."
  `);
});

it('keeps quotes, dollars and backticks text, or says why it cannot', () => {
  expect(codeOf(fastify, hostileNames)).toMatchInlineSnapshot(`
    "import cors from '@fastify/cors';

    await app.register(cors, {
      origin: ['https://app.example'],
      methods: ['GET', 'HEAD', 'POST'],
      allowedHeaders: ['x-\\'$a\`%s#b'],
    });
    "
  `);
});
