import { expect, it } from 'vitest';
import { nextProxy } from '../../../../src/fixes/frameworks/next-proxy';
import { codeOf, fullPolicy, hostileNames, publicRead } from '../code-of';

it('writes everything a policy can ask for', () => {
  expect(codeOf(nextProxy, fullPolicy)).toMatchInlineSnapshot(`
    "import { NextResponse } from 'next/server';

    const allowedOrigins = ['https://app.example', 'http://[::1]:5173'];
    const sharedHeaders = (origin) => ({
      'Access-Control-Allow-Origin': origin,
      'Access-Control-Allow-Credentials': 'true',
      'Access-Control-Expose-Headers': 'x-total-count',
    });
    const preflightHeaders = {
      'Access-Control-Allow-Methods': 'GET, HEAD, POST, PUT',
      'Access-Control-Allow-Headers': 'authorization, content-type',
      'Access-Control-Max-Age': '600',
    };

    export function proxy(request) {
      const origin = request.headers.get('Origin') ?? '';
      const shared = allowedOrigins.includes(origin) ? sharedHeaders(origin) : null;
      const preflight = request.method === 'OPTIONS' && request.headers.has('Access-Control-Request-Method');
      const response = preflight ? new NextResponse(null, { status: 204 }) : NextResponse.next();
      response.headers.append('Vary', 'Origin');
      if (shared === null) return response;
      for (const [name, value] of Object.entries({ ...shared, ...(preflight ? preflightHeaders : {}) })) {
        response.headers.set(name, value);
      }
      return response;
    }

    export const config = { matcher: '/v1/orders/:path*' };
    "
  `);
});

it('says what `*` opens', () => {
  expect(codeOf(nextProxy, publicRead)).toMatchInlineSnapshot(`
    "import { NextResponse } from 'next/server';

    const sharedHeaders = () => ({
      'Access-Control-Allow-Origin': '*',
    });
    const preflightHeaders = {
      'Access-Control-Allow-Methods': 'GET, HEAD, POST',
    };

    export function proxy(request) {
      const shared = sharedHeaders();
      const preflight = request.method === 'OPTIONS' && request.headers.has('Access-Control-Request-Method');
      const response = preflight ? new NextResponse(null, { status: 204 }) : NextResponse.next();
      for (const [name, value] of Object.entries({ ...shared, ...(preflight ? preflightHeaders : {}) })) {
        response.headers.set(name, value);
      }
      return response;
    }

    export const config = { matcher: '/:path*' };
    --- \`*\` lets every website read every answer of this server, with the visitor's network but without cookies: right for public data only, and wrong where an intranet address or a list of IP addresses is the protection."
  `);
});

it('keeps quotes, dollars and backticks text, or says why it cannot', () => {
  expect(codeOf(nextProxy, hostileNames)).toMatchInlineSnapshot(`
    "import { NextResponse } from 'next/server';

    const allowedOrigins = ['https://app.example'];
    const sharedHeaders = (origin) => ({
      'Access-Control-Allow-Origin': origin,
    });
    const preflightHeaders = {
      'Access-Control-Allow-Methods': 'GET, HEAD, POST',
      'Access-Control-Allow-Headers': 'x-\\'$a\`%s#b',
    };

    export function proxy(request) {
      const origin = request.headers.get('Origin') ?? '';
      const shared = allowedOrigins.includes(origin) ? sharedHeaders(origin) : null;
      const preflight = request.method === 'OPTIONS' && request.headers.has('Access-Control-Request-Method');
      const response = preflight ? new NextResponse(null, { status: 204 }) : NextResponse.next();
      response.headers.append('Vary', 'Origin');
      if (shared === null) return response;
      for (const [name, value] of Object.entries({ ...shared, ...(preflight ? preflightHeaders : {}) })) {
        response.headers.set(name, value);
      }
      return response;
    }

    export const config = { matcher: '/:path*' };
    "
  `);
});
