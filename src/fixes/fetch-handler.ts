import { allowedMethods } from './allowed-methods';
import type { CorsPolicy } from './fix';
import { jsStrings } from './js-options';
import { jsPattern } from './paths';
import { jsString } from './strings/js';

/**
 * `withCors(handler)` for platforms whose handlers take a Request and give a Response: it answers preflights and adds the
 * headers to every other answer, exceptions included. `types`: written in TypeScript.
 */
export function withCorsFunction(policy: CorsPolicy, { types = false }: { readonly types?: boolean } = {}): string {
  const set = (name: string, value: string) => `  headers.set('${name}', ${value});\n`;
  const list = (items: readonly string[]) => jsString(items.join(', '));
  const origins =
    policy.origins === '*'
      ? `  const headers = new Headers();
${set('Access-Control-Allow-Origin', "'*'")}`
      : `  const headers = new Headers({ Vary: 'Origin' });
  const origin = request.headers.get('Origin') ?? '';
  if (!allowedOrigins.includes(origin)) return headers;
${set('Access-Control-Allow-Origin', 'origin')}`;
  const scope =
    policy.path === null
      ? ''
      : `    if (!${jsPattern(policy.path)}.test(new URL(request.url).pathname)) return handler(request, ...rest);\n`;
  const typed = (text: string) => (types ? text : '');
  return `${policy.origins === '*' ? '' : `const allowedOrigins = ${jsStrings(policy.origins)};\n\n`}function corsHeaders(request${typed(': Request')}) {
${origins}${policy.credentials ? set('Access-Control-Allow-Credentials', "'true'") : ''}${
  policy.exposedHeaders.length > 0 ? set('Access-Control-Expose-Headers', list(policy.exposedHeaders)) : ''
}  if (request.method !== 'OPTIONS') return headers;
${set('Access-Control-Allow-Methods', list(allowedMethods(policy)))}${
  policy.requestHeaders.length > 0 ? set('Access-Control-Allow-Headers', list(policy.requestHeaders)) : ''
}${policy.maxAge === null ? '' : set('Access-Control-Max-Age', `'${policy.maxAge}'`)}  return headers;
}

function withCors(handler${typed(': (request: Request, ...rest: any[]) => Response | Promise<Response>')}) {
  return async (request${typed(': Request')}, ...rest${typed(': unknown[]')}) => {
${scope}    if (request.method === 'OPTIONS' && request.headers.has('Access-Control-Request-Method')) {
      return new Response(null, { status: 204, headers: corsHeaders(request) });
    }
    let answer${typed(': Response')};
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
`;
}
