import { expect, it } from 'vitest';
import { node } from '../../../../src/fixes/frameworks/node';
import { codeOf, fullPolicy, hostileNames, publicRead } from '../code-of';

it('writes everything a policy can ask for', () => {
  expect(codeOf(node, fullPolicy)).toMatchInlineSnapshot(`
    "// 1 · beside createServer(…)
    /** True: it was a preflight, and it is answered. */
    function answerCors(request, response) {
      if (!/^\\/v1\\/orders(?=\\/|$)/.test(request.url.split('?')[0])) return false;
      response.appendHeader('Vary', 'Origin');
      if (!['https://app.example', 'http://[::1]:5173'].includes(request.headers.origin)) return false;
      response.setHeader('Access-Control-Allow-Origin', request.headers.origin);
      response.setHeader('Access-Control-Allow-Credentials', 'true');
      response.setHeader('Access-Control-Expose-Headers', 'x-total-count');
      if (request.method !== 'OPTIONS' || !request.headers['access-control-request-method']) return false;
      response.setHeader('Access-Control-Allow-Methods', 'GET, HEAD, POST, PUT');
      response.setHeader('Access-Control-Allow-Headers', 'authorization, content-type');
      response.setHeader('Access-Control-Max-Age', '600');
      response.writeHead(204).end();
      return true;
    }

    // 2 · first line of its handler
    if (answerCors(request, response)) return;
    "
  `);
});

it('says what `*` opens', () => {
  expect(codeOf(node, publicRead)).toMatchInlineSnapshot(`
    "// 1 · beside createServer(…)
    /** True: it was a preflight, and it is answered. */
    function answerCors(request, response) {
      response.setHeader('Access-Control-Allow-Origin', '*');
      if (request.method !== 'OPTIONS' || !request.headers['access-control-request-method']) return false;
      response.setHeader('Access-Control-Allow-Methods', 'GET, HEAD, POST');
      response.writeHead(204).end();
      return true;
    }

    // 2 · first line of its handler
    if (answerCors(request, response)) return;
    --- \`*\` lets every website read every answer of this server, with the visitor's network but without cookies: right for public data only, and wrong where an intranet address or a list of IP addresses is the protection."
  `);
});

it('keeps quotes, dollars and backticks text, or says why it cannot', () => {
  expect(codeOf(node, hostileNames)).toMatchInlineSnapshot(`
    "// 1 · beside createServer(…)
    /** True: it was a preflight, and it is answered. */
    function answerCors(request, response) {
      response.appendHeader('Vary', 'Origin');
      if (!['https://app.example'].includes(request.headers.origin)) return false;
      response.setHeader('Access-Control-Allow-Origin', request.headers.origin);
      if (request.method !== 'OPTIONS' || !request.headers['access-control-request-method']) return false;
      response.setHeader('Access-Control-Allow-Methods', 'GET, HEAD, POST');
      response.setHeader('Access-Control-Allow-Headers', 'x-\\'$a\`%s#b');
      response.writeHead(204).end();
      return true;
    }

    // 2 · first line of its handler
    if (answerCors(request, response)) return;
    "
  `);
});
