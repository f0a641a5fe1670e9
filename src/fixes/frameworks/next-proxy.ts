import { allowedMethods } from '../allowed-methods';
import { defineFramework } from '../define-framework';
import { jsEntries, jsStrings } from '../js-options';
import { withoutSlash } from '../paths';
import { jsString } from '../strings/js';

export const nextProxy = defineFramework({
  id: 'next-proxy',
  label: 'Next.js (proxy.ts, middleware.ts)',
  language: 'js',
  docs: 'https://nextjs.org/docs/app/api-reference/file-conventions/proxy#cors',
  where:
    'As `proxy.js` beside `app/` (Next 16); before Next 16 as `middleware.js`, with the function named `middleware`. If you have one, put its lines above your login check.',
  pitfall:
    'Its own `config.matcher` decides for which paths it runs. Headers set both here and in `next.config.js` go out twice.',
  layer: 'application',
  perPath: true,

  write(policy) {
    const path = policy.path === null ? '' : withoutSlash(policy.path);
    if (/[:*+?(){}\\]/.test(path)) {
      return { cannot: `A matcher of Next.js reads the characters \`: * + ? ( )\` of \`${path}\` as a pattern.` };
    }
    const list = (items: readonly string[]) => jsString(items.join(', '));
    const shared = jsEntries(
      [
        ["'Access-Control-Allow-Origin'", policy.origins === '*' ? "'*'" : 'origin'],
        policy.credentials ? ["'Access-Control-Allow-Credentials'", "'true'"] : null,
        policy.exposedHeaders.length > 0 ? ["'Access-Control-Expose-Headers'", list(policy.exposedHeaders)] : null,
      ],
      0,
    );
    const preflight = jsEntries(
      [
        ["'Access-Control-Allow-Methods'", list(allowedMethods(policy))],
        policy.requestHeaders.length > 0 ? ["'Access-Control-Allow-Headers'", list(policy.requestHeaders)] : null,
        policy.maxAge === null ? null : ["'Access-Control-Max-Age'", `'${policy.maxAge}'`],
      ],
      0,
    );
    const listed = policy.origins !== '*';
    const code = `import { NextResponse } from 'next/server';

${policy.origins === '*' ? '' : `const allowedOrigins = ${jsStrings(policy.origins)};\n`}const sharedHeaders = (${listed ? 'origin' : ''}) => ({
${shared}});
const preflightHeaders = {
${preflight}};

export function proxy(request) {
${
  listed
    ? `  const origin = request.headers.get('Origin') ?? '';
  const shared = allowedOrigins.includes(origin) ? sharedHeaders(origin) : null;
`
    : '  const shared = sharedHeaders();\n'
}  const preflight = request.method === 'OPTIONS' && request.headers.has('Access-Control-Request-Method');
  const response = preflight ? new NextResponse(null, { status: 204 }) : NextResponse.next();
${
  listed
    ? `  response.headers.append('Vary', 'Origin');
  if (shared === null) return response;
`
    : ''
}  for (const [name, value] of Object.entries({ ...shared, ...(preflight ? preflightHeaders : {}) })) {
    response.headers.set(name, value);
  }
  return response;
}

export const config = { matcher: ${jsString(`${path}/:path*`)} };
`;
    return { parts: [{ where: 'proxy.js, beside app/', code }] };
  },
});
