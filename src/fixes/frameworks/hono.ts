import { allowedMethods } from '../allowed-methods';
import { defineFramework } from '../define-framework';
import { jsEntries, jsStrings } from '../js-options';
import { withoutSlash } from '../paths';
import { jsString } from '../strings/js';

export const hono = defineFramework({
  id: 'hono',
  label: 'Hono (hono/cors)',
  language: 'js',
  docs: 'https://hono.dev/docs/middleware/builtin/cors',
  where: 'In the file that makes `app`, above every other `app.use(…)` and every route.',
  pitfall:
    'Middleware below a route does not see that route. With an empty `allowHeaders` it allows whatever the preflight asks for.',
  layer: 'application',
  perPath: true,

  write(policy) {
    const path = policy.path === null ? '' : withoutSlash(asHonoReads(policy.path));
    if (/[:*{}?]/.test(path)) return { cannot: `Hono reads the characters \`: * ?\` of \`${path}\` as a pattern.` };
    const headers = policy.requestHeaders.length > 0 ? policy.requestHeaders : ['accept'];
    const options = jsEntries(
      [
        ['origin', policy.origins === '*' ? "'*'" : jsStrings(policy.origins, 2)],
        ['allowMethods', jsStrings(allowedMethods(policy), 2)],
        ['allowHeaders', jsStrings(headers, 2)],
        policy.exposedHeaders.length > 0 ? ['exposeHeaders', jsStrings(policy.exposedHeaders, 2)] : null,
        policy.credentials ? ['credentials', 'true'] : null,
        policy.maxAge === null ? null : ['maxAge', String(policy.maxAge)],
      ],
      1,
    );
    const code = `import { cors } from 'hono/cors';

app.use(
  ${jsString(`${path}/*`)},
  cors({
${options}  }),
);
`;
    return { parts: [{ where: 'above every other app.use(…) and every route', code }] };
  },
});

/** Hono takes a path apart before it compares, all but what would move a border (`%2F`) and `%25`. */
function asHonoReads(path: string): string {
  try {
    return decodeURI(path.replaceAll('%25', '%2525'));
  } catch {
    return path;
  }
}
