import { expect, it } from 'vitest';
import { hono } from '../../../../src/fixes/frameworks/hono';
import { codeOf, fullPolicy, hostileNames, publicRead } from '../code-of';

it('writes everything a policy can ask for', () => {
  expect(codeOf(hono, fullPolicy)).toMatchInlineSnapshot(`
    "import { cors } from 'hono/cors';

    app.use(
      '/v1/orders/*',
      cors({
        origin: ['https://app.example', 'http://[::1]:5173'],
        allowMethods: ['GET', 'HEAD', 'POST', 'PUT'],
        allowHeaders: ['authorization', 'content-type'],
        exposeHeaders: ['x-total-count'],
        credentials: true,
        maxAge: 600,
      }),
    );
    "
  `);
});

it('says what `*` opens', () => {
  expect(codeOf(hono, publicRead)).toMatchInlineSnapshot(`
    "import { cors } from 'hono/cors';

    app.use(
      '/*',
      cors({
        origin: '*',
        allowMethods: ['GET', 'HEAD', 'POST'],
        allowHeaders: ['accept'],
      }),
    );
    --- \`*\` lets every website read every answer of this server, with the visitor's network but without cookies: right for public data only, and wrong where an intranet address or a list of IP addresses is the protection."
  `);
});

it('keeps quotes, dollars and backticks text, or says why it cannot', () => {
  expect(codeOf(hono, hostileNames)).toMatchInlineSnapshot(`
    "import { cors } from 'hono/cors';

    app.use(
      '/*',
      cors({
        origin: ['https://app.example'],
        allowMethods: ['GET', 'HEAD', 'POST'],
        allowHeaders: ['x-\\'$a\`%s#b'],
      }),
    );
    "
  `);
});

it('writes a path as Hono compares it: taken apart, but for `%2F` and `%25`', () => {
  expect(codeOf(hono, { ...fullPolicy, path: '/v1/caf%C3%A9/a%20b%2Fc%25' })).toContain(
    "'/v1/caf\\u00e9/a b%2Fc%25/*'",
  );
});
