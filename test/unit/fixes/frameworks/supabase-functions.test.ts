import { expect, it } from 'vitest';
import { supabaseFunctions } from '../../../../src/fixes/frameworks/supabase-functions';
import { codeOf, fullPolicy, hostileNames, publicRead } from '../code-of';

it('writes everything a policy can ask for', () => {
  expect(codeOf(supabaseFunctions, fullPolicy)).toMatchInlineSnapshot(`
    "// 1 · in index.ts
    const allowedOrigins = ['https://app.example', 'http://[::1]:5173'];

    function corsHeaders(request: Request) {
      const headers = new Headers({ Vary: 'Origin' });
      const origin = request.headers.get('Origin') ?? '';
      if (!allowedOrigins.includes(origin)) return headers;
      headers.set('Access-Control-Allow-Origin', origin);
      headers.set('Access-Control-Allow-Credentials', 'true');
      headers.set('Access-Control-Expose-Headers', 'x-total-count');
      if (request.method !== 'OPTIONS') return headers;
      headers.set('Access-Control-Allow-Methods', 'GET, HEAD, POST, PUT');
      headers.set('Access-Control-Allow-Headers', 'authorization, content-type');
      headers.set('Access-Control-Max-Age', '600');
      return headers;
    }

    function withCors(handler: (request: Request, ...rest: any[]) => Response | Promise<Response>) {
      return async (request: Request, ...rest: unknown[]) => {
        if (!/^\\/v1\\/orders(?=\\/|$)/.test(new URL(request.url).pathname)) return handler(request, ...rest);
        if (request.method === 'OPTIONS' && request.headers.has('Access-Control-Request-Method')) {
          return new Response(null, { status: 204, headers: corsHeaders(request) });
        }
        let answer: Response;
        try {
          answer = await handler(request, ...rest);
        } catch (error) {
          console.error(error);
          answer = new Response('Internal Server Error', { status: 500 });
        }
        // A copy: headers of an answer that came from \`fetch\` cannot be changed.
        const response = new Response(answer.body, answer);
        for (const name of ['Origin', 'Credentials']) response.headers.delete(\`Access-Control-Allow-\${name}\`);
        for (const [name, value] of corsHeaders(request)) {
          if (name === 'vary') response.headers.append(name, value);
          else response.headers.set(name, value);
        }
        return response;
      };
    }

    // 2 · in place of Deno.serve(…)
    Deno.serve(withCors(handler));
    "
  `);
});

it('says what `*` opens', () => {
  expect(codeOf(supabaseFunctions, publicRead)).toMatchInlineSnapshot(`
    "// 1 · in index.ts
    function corsHeaders(request: Request) {
      const headers = new Headers();
      headers.set('Access-Control-Allow-Origin', '*');
      if (request.method !== 'OPTIONS') return headers;
      headers.set('Access-Control-Allow-Methods', 'GET, HEAD, POST');
      return headers;
    }

    function withCors(handler: (request: Request, ...rest: any[]) => Response | Promise<Response>) {
      return async (request: Request, ...rest: unknown[]) => {
        if (request.method === 'OPTIONS' && request.headers.has('Access-Control-Request-Method')) {
          return new Response(null, { status: 204, headers: corsHeaders(request) });
        }
        let answer: Response;
        try {
          answer = await handler(request, ...rest);
        } catch (error) {
          console.error(error);
          answer = new Response('Internal Server Error', { status: 500 });
        }
        // A copy: headers of an answer that came from \`fetch\` cannot be changed.
        const response = new Response(answer.body, answer);
        for (const name of ['Origin', 'Credentials']) response.headers.delete(\`Access-Control-Allow-\${name}\`);
        for (const [name, value] of corsHeaders(request)) {
          if (name === 'vary') response.headers.append(name, value);
          else response.headers.set(name, value);
        }
        return response;
      };
    }

    // 2 · in place of Deno.serve(…)
    Deno.serve(withCors(handler));
    --- \`*\` lets every website read every answer of this server, with the visitor's network but without cookies: right for public data only, and wrong where an intranet address or a list of IP addresses is the protection."
  `);
});

it('keeps quotes, dollars and backticks text, or says why it cannot', () => {
  expect(codeOf(supabaseFunctions, hostileNames)).toMatchInlineSnapshot(`
    "// 1 · in index.ts
    const allowedOrigins = ['https://app.example'];

    function corsHeaders(request: Request) {
      const headers = new Headers({ Vary: 'Origin' });
      const origin = request.headers.get('Origin') ?? '';
      if (!allowedOrigins.includes(origin)) return headers;
      headers.set('Access-Control-Allow-Origin', origin);
      if (request.method !== 'OPTIONS') return headers;
      headers.set('Access-Control-Allow-Methods', 'GET, HEAD, POST');
      headers.set('Access-Control-Allow-Headers', 'x-\\'$a\`%s#b');
      return headers;
    }

    function withCors(handler: (request: Request, ...rest: any[]) => Response | Promise<Response>) {
      return async (request: Request, ...rest: unknown[]) => {
        if (request.method === 'OPTIONS' && request.headers.has('Access-Control-Request-Method')) {
          return new Response(null, { status: 204, headers: corsHeaders(request) });
        }
        let answer: Response;
        try {
          answer = await handler(request, ...rest);
        } catch (error) {
          console.error(error);
          answer = new Response('Internal Server Error', { status: 500 });
        }
        // A copy: headers of an answer that came from \`fetch\` cannot be changed.
        const response = new Response(answer.body, answer);
        for (const name of ['Origin', 'Credentials']) response.headers.delete(\`Access-Control-Allow-\${name}\`);
        for (const [name, value] of corsHeaders(request)) {
          if (name === 'vary') response.headers.append(name, value);
          else response.headers.set(name, value);
        }
        return response;
      };
    }

    // 2 · in place of Deno.serve(…)
    Deno.serve(withCors(handler));
    "
  `);
});
