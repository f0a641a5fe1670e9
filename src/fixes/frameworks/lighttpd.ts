import { allowedMethods } from '../allowed-methods';
import { defineFramework } from '../define-framework';
import type { CorsPolicy } from '../fix';
import { decodedPath, pathPattern } from '../paths';
import { lighttpdString } from '../strings/lighttpd';

export const lighttpd = defineFramework({
  id: 'lighttpd',
  label: 'lighttpd',
  language: 'lighttpd',
  docs: 'https://redmine.lighttpd.net/projects/lighttpd/wiki/Docs_ModSetEnv',
  where: 'At the end of `lighttpd.conf`, below the lines that set `proxy.server`, `fastcgi.server` and `auth.require`.',
  pitfall:
    'A later `setenv.set-response-header` replaces the whole list instead of adding to it. lighttpd answers OPTIONS itself only where no backend is set, which is why the preflight turns them off.',
  layer: 'in front',
  perPath: true,

  write(policy) {
    const path = policy.path === null ? '' : pathPattern(decodedPath(policy.path));
    const pattern = lighttpdRegex(path);
    if (pattern === null) return { cannot: `lighttpd cannot hold the path \`${policy.path}\` as text in a pattern.` };
    const rules = rulesOf(policy);
    const code = path === '' ? rules : `$HTTP["url"] =~ ${pattern} {\n${indented(rules)}}\n`;
    return {
      parts: [
        {
          where: 'at the end of lighttpd.conf',
          code: `server.modules += ( "mod_auth", "mod_setenv", "mod_redirect" )\n${code}`,
        },
      ],
    };
  },
});

/** Patterns take backslashes as they are; a quote is the only end. */
const lighttpdRegex = (source: string): string | null => (source.includes('"') ? null : `"${source}"`);

const rulesOf = (policy: CorsPolicy): string =>
  policy.origins === '*'
    ? answers(policy, '*')
    : `setenv.add-response-header = ( "Vary" => "Origin" )
${headers(removed)}${policy.origins
  .map((origin) => `$REQUEST_HEADER["Origin"] == "${origin}" {\n${indented(answers(policy, origin))}}\n`)
  .join('else ')}`;

/** What an application behind says beside it would make two values, and two are refused. */
const removed = ['Allow-Origin', 'Allow-Credentials', 'Expose-Headers'].map(
  (name) => [`Access-Control-${name}`, ''] as const,
);

function answers(policy: CorsPolicy, origin: string): string {
  const both: readonly (readonly [string, string])[] = [
    ['Access-Control-Allow-Origin', origin],
    ['Access-Control-Allow-Credentials', policy.credentials ? 'true' : ''],
    ['Access-Control-Expose-Headers', policy.exposedHeaders.join(', ')],
  ];
  const preflight: readonly (readonly [string, string])[] = [
    ...both,
    ['Access-Control-Allow-Methods', allowedMethods(policy).join(', ')],
    ['Access-Control-Allow-Headers', policy.requestHeaders.join(', ')],
    ['Access-Control-Max-Age', policy.maxAge === null ? '' : String(policy.maxAge)],
    ['Location', ''],
  ];
  return `${headers(both)}$HTTP["request-method"] == "OPTIONS" {
  $REQUEST_HEADER["Access-Control-Request-Method"] =~ "." {
    # A "redirect" with status 204 is how lighttpd answers by itself.
    url.redirect = ( "" => "/" )
    url.redirect-code = 204
    auth.require = ()
${indented(indented(headers(preflight)))}  }
}
`;
}

/** An empty value takes the header away. */
const headers = (entries: readonly (readonly [string, string])[]): string =>
  `setenv.set-response-header = (
${entries.map(([name, value]) => `  "${name}" => ${lighttpdString(value) ?? '""'}`).join(',\n')}
)
`;

const indented = (code: string): string => code.replace(/^(?=.)/gm, '  ');
