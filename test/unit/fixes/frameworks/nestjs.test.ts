import { expect, it } from 'vitest';
import { nestjs } from '../../../../src/fixes/frameworks/nestjs';
import { codeOf, fullPolicy, hostileNames, publicRead } from '../code-of';

it('writes everything a policy can ask for', () => {
  expect(codeOf(nestjs, fullPolicy)).toMatchInlineSnapshot(`
    "app.enableCors({
      origin: ['https://app.example', 'http://[::1]:5173'],
      methods: ['GET', 'HEAD', 'POST', 'PUT'],
      allowedHeaders: ['authorization', 'content-type'],
      exposedHeaders: ['x-total-count'],
      credentials: true,
      maxAge: 600,
    });
    --- This holds for the whole server, not for \`/v1/orders\` alone."
  `);
});

it('says what `*` opens', () => {
  expect(codeOf(nestjs, publicRead)).toMatchInlineSnapshot(`
    "app.enableCors({
      origin: '*',
      methods: ['GET', 'HEAD', 'POST'],
      allowedHeaders: [],
    });
    --- \`*\` lets every website read every answer of this server, with the visitor's network but without cookies: right for public data only, and wrong where an intranet address or a list of IP addresses is the protection."
  `);
});

it('keeps quotes, dollars and backticks text, or says why it cannot', () => {
  expect(codeOf(nestjs, hostileNames)).toMatchInlineSnapshot(`
    "app.enableCors({
      origin: ['https://app.example'],
      methods: ['GET', 'HEAD', 'POST'],
      allowedHeaders: ['x-\\'$a\`%s#b'],
    });
    "
  `);
});
