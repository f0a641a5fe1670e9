import { expect, it } from 'vitest';
import { koa } from '../../../../src/fixes/frameworks/koa';
import { codeOf, fullPolicy, hostileNames, publicRead } from '../code-of';

it('writes everything a policy can ask for', () => {
  expect(codeOf(koa, fullPolicy)).toMatchInlineSnapshot(`
    "import cors from '@koa/cors';

    const allowedOrigins = ['https://app.example', 'http://[::1]:5173'];
    const answerCors = cors({
      origin: (ctx) => (allowedOrigins.includes(ctx.get('Origin')) ? ctx.get('Origin') : ''),
      allowMethods: ['GET', 'HEAD', 'POST', 'PUT'],
      allowHeaders: ['authorization', 'content-type'],
      exposeHeaders: ['x-total-count'],
      credentials: true,
      maxAge: 600,
    });
    app.use((ctx, next) => (/^\\/v1\\/orders(?=\\/|$)/.test(ctx.path) ? answerCors(ctx, next) : next()));
    "
  `);
});

it('says what `*` opens', () => {
  expect(codeOf(koa, publicRead)).toMatchInlineSnapshot(`
    "import cors from '@koa/cors';

    const answerCors = cors({
      origin: '*',
      allowMethods: ['GET', 'HEAD', 'POST'],
      allowHeaders: ['accept'],
    });
    app.use(answerCors);
    --- \`*\` lets every website read every answer of this server, with the visitor's network but without cookies: right for public data only, and wrong where an intranet address or a list of IP addresses is the protection."
  `);
});

it('keeps quotes, dollars and backticks text, or says why it cannot', () => {
  expect(codeOf(koa, hostileNames)).toMatchInlineSnapshot(`
    "import cors from '@koa/cors';

    const allowedOrigins = ['https://app.example'];
    const answerCors = cors({
      origin: (ctx) => (allowedOrigins.includes(ctx.get('Origin')) ? ctx.get('Origin') : ''),
      allowMethods: ['GET', 'HEAD', 'POST'],
      allowHeaders: ['x-\\'$a\`%s#b'],
    });
    app.use(answerCors);
    "
  `);
});
