import { allowedMethods } from '../allowed-methods';
import { defineFramework } from '../define-framework';
import type { CorsPolicy } from '../fix';
import { decodedPath, withoutSlash } from '../paths';
import { caddyString } from '../strings/caddy';

export const caddy = defineFramework({
  id: 'caddy',
  label: 'Caddy',
  language: 'caddyfile',
  comment: '#',
  docs: 'https://caddyserver.com/docs/caddyfile/directives/header',
  where:
    'The first part in the block that answers this path (the site, or its `handle`), the second inside its `reverse_proxy { }`. Then `caddy reload`.',
  pitfall:
    'Caddy sorts directives: `basic_auth`, `forward_auth` and `redir` run before `respond` wherever they stand, so give them a matcher with `not method OPTIONS`.',
  layer: 'in front',
  perPath: true,

  write(policy) {
    const path = policy.path === null ? '' : withoutSlash(decodedPath(policy.path));
    const paths = [path, `${path}/*`].map(caddyString);
    if (paths.includes(null) || path.includes('*')) {
      return { cannot: `A path matcher of Caddy cannot hold the characters \`* { }\` of \`${path}\` as text.` };
    }
    const within = path === '' ? '' : `\tpath ${paths.join(' ')}\n`;
    return {
      parts: [
        { where: 'in the block that answers this path', code: headers(policy, within) },
        {
          where: 'in its reverse_proxy { }',
          code: `header_down -Access-Control-*
`,
        },
      ],
    };
  },
});

function headers(policy: CorsPolicy, within: string): string {
  const line = (name: string, items: readonly string[]) => `\t${name} ${caddyString(items.join(', ')) ?? '""'}\n`;
  const origins = policy.origins === '*' ? [] : policy.origins;
  const from = origins.map((origin) => `\theader Origin ${caddyString(origin)}\n`).join('');
  const matcher = `${within}${from}`;
  const shared = matcher === '' ? '' : `@cors {\n${matcher}}\n`;
  const value = policy.origins === '*' ? '"*"' : '{header.Origin}';
  return `${shared}@cors_preflight {
${within}${from}	method OPTIONS
	header Access-Control-Request-Method *
}
${policy.origins === '*' ? '' : vary(within)}header ${matcher === '' ? '' : '@cors '}{
	Access-Control-Allow-Origin ${value}
${policy.credentials ? '\tAccess-Control-Allow-Credentials true\n' : ''}${
  policy.exposedHeaders.length > 0 ? line('Access-Control-Expose-Headers', policy.exposedHeaders) : ''
}}
header @cors_preflight {
${line('Access-Control-Allow-Methods', allowedMethods(policy))}${
  policy.requestHeaders.length > 0 ? line('Access-Control-Allow-Headers', policy.requestHeaders) : ''
}${policy.maxAge === null ? '' : `\tAccess-Control-Max-Age ${policy.maxAge}\n`}}
respond @cors_preflight 204
`;
}

const vary = (within: string): string =>
  within === '' ? 'header +Vary Origin\n' : `@cors_path {\n${within}}\nheader @cors_path +Vary Origin\n`;
