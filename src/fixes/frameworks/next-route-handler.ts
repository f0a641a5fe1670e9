import { defineFramework } from '../define-framework';
import { withCorsFunction } from '../fetch-handler';

/** https://nextjs.org/docs/app/api-reference/file-conventions/route#http-methods */
const exported: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']);

export const nextRouteHandler = defineFramework({
  id: 'next-route-handler',
  label: 'Next.js (route handler)',
  language: 'js',
  docs: 'https://nextjs.org/docs/app/api-reference/file-conventions/route#cors',
  where:
    'As the new `route.js` (or `.ts`) of this path; rename yours to `handlers.js` beside it, and leave out methods it does not have.',
  pitfall:
    'A `proxy.ts` (`middleware.ts` before Next 16) that checks logins runs before the route and answers the preflight. With `trailingSlash` the other spelling of the address is redirected, which no preflight survives.',
  layer: 'application',
  perPath: true,

  write(policy) {
    const other = policy.methods.find((method) => !exported.has(method));
    if (other !== undefined) return { cannot: `A route handler of Next.js cannot answer \`${other}\`.` };
    const methods = [...new Set(['GET', 'POST', ...policy.methods])];
    // The file's place is the path.
    const code = `import * as handlers from './handlers';

${withCorsFunction({ ...policy, path: null })}
${methods.map((method) => `export const ${method} = withCors(handlers.${method});\n`).join('')}export const OPTIONS = withCors(() => new Response(null, { status: 204 }));
`;
    return { parts: [{ where: 'route.js', code }] };
  },
});
