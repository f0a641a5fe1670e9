import { expect, it } from 'vitest';
import { express } from '../../../../src/fixes/frameworks/express';
import { codeOf, fullPolicy, hostileNames, publicRead } from '../code-of';

it('writes everything a policy can ask for', () => {
  expect(codeOf(express, fullPolicy)).toMatchInlineSnapshot(`
    "import cors from 'cors';

    app.use(
      '/v1/orders',
      cors({
        origin: ['https://app.example', 'http://[::1]:5173'],
        methods: ['GET', 'HEAD', 'POST', 'PUT'],
        allowedHeaders: ['authorization', 'content-type'],
        exposedHeaders: ['x-total-count'],
        credentials: true,
        maxAge: 600,
      }),
    );
    "
  `);
});

it('says what `*` opens', () => {
  expect(codeOf(express, publicRead)).toMatchInlineSnapshot(`
    "import cors from 'cors';

    app.use(
      cors({
        origin: '*',
        methods: ['GET', 'HEAD', 'POST'],
        allowedHeaders: [],
      }),
    );
    --- \`*\` lets every website read every answer of this server, with the visitor's network but without cookies: right for public data only, and wrong where an intranet address or a list of IP addresses is the protection."
  `);
});

it('keeps quotes, dollars and backticks text, or says why it cannot', () => {
  expect(codeOf(express, hostileNames)).toMatchInlineSnapshot(`
    "import cors from 'cors';

    app.use(
      cors({
        origin: ['https://app.example'],
        methods: ['GET', 'HEAD', 'POST'],
        allowedHeaders: ['x-\\'$a\`%s#b'],
      }),
    );
    "
  `);
});

it('leaves the slash below an odd path to Express, which wants to find it there', () => {
  expect(codeOf(express, { ...fullPolicy, path: '/v1/a+b' })).toContain('/^\\/v1\\/a\\+b(?=\\/|$)/');
});
