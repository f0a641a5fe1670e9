import { allowedMethods } from '../allowed-methods';
import { defineFramework } from '../define-framework';
import type { CorsPolicy } from '../fix';
import { nginxString } from '../strings/nginx';
import { regexOf } from '../strings/regex';

export const nginx = defineFramework({
  id: 'nginx',
  label: 'nginx',
  language: 'nginx',
  comment: '#',
  docs: 'https://nginx.org/en/docs/http/ngx_http_headers_module.html#add_header',
  where:
    'The first part in `http { }`, the second in the `location` that answers this path. Then `nginx -t && nginx -s reload`.',
  pitfall:
    'Without `always`, answers of 4xx and 5xx carry no headers. A `location` with an `add_header` of its own inherits none from `server`, so what stood there has to be repeated here. Behind `fastcgi_pass` or `uwsgi_pass`, the last lines are `fastcgi_hide_header` or `uwsgi_hide_header`.',
  layer: 'in front',
  perPath: true,

  write(policy) {
    const names = [...policy.methods, ...policy.requestHeaders, ...policy.exposedHeaders];
    const dollar = names.find((name) => nginxString(name) === null);
    if (dollar !== undefined) {
      return { cannot: `nginx reads the \`$\` of \`${dollar}\` as a variable and has no way to write it as text.` };
    }
    return {
      parts: [
        { where: 'in http { }, once', code: maps(policy) },
        { where: `in the location that answers ${policy.path ?? 'these requests'}`, code: answers(policy) },
      ],
    };
  },
});

function maps({ origins }: CorsPolicy): string {
  // A preflight has both; a plain OPTIONS request still reaches the application.
  const preflight = `map "$request_method $http_access_control_request_method" $cors_preflight {
    "~^OPTIONS ." 1;
    default 0;
}
`;
  if (origins === '*') return preflight;
  const allowed = origins.map((origin) => `    ${key(origin)} "${origin}";\n`).join('');
  return `map $http_origin $cors_origin {
    default "";
${allowed}}
${preflight}`;
}

/** Longer texts do not fit a bucket of the map's hash (64 bytes unless set), and nginx does not start; patterns are not hashed. */
const key = (origin: string): string => (origin.length <= 40 ? `"${origin}"` : `"~^${regexOf(origin)}$"`);

function answers(policy: CorsPolicy): string {
  const always = (name: string, value: string) => `add_header ${name} ${value} always;`;
  const list = (items: readonly string[]) => nginxString(items.join(', ')) ?? '""';
  const both = [
    always('Access-Control-Allow-Origin', policy.origins === '*' ? '"*"' : '$cors_origin'),
    ...(policy.credentials ? [always('Access-Control-Allow-Credentials', '"true"')] : []),
    ...(policy.origins === '*' ? [] : [always('Vary', '"Origin"')]),
  ];
  const preflight = [
    ...both,
    always('Access-Control-Allow-Methods', list(allowedMethods(policy))),
    ...(policy.requestHeaders.length > 0 ? [always('Access-Control-Allow-Headers', list(policy.requestHeaders))] : []),
    ...(policy.maxAge === null ? [] : [always('Access-Control-Max-Age', `"${policy.maxAge}"`)]),
    'return 204;',
  ];
  const response = [
    ...both,
    ...(policy.exposedHeaders.length > 0 ? [always('Access-Control-Expose-Headers', list(policy.exposedHeaders))] : []),
  ];
  const indented = (lines: readonly string[]) => lines.map((line) => `    ${line}\n`).join('');
  return `if ($cors_preflight) {
${indented(preflight)}}
${response.join('\n')}
# The application behind may say it too, and two values are refused.
proxy_hide_header Access-Control-Allow-Origin;
proxy_hide_header Access-Control-Allow-Credentials;
proxy_hide_header Access-Control-Expose-Headers;
`;
}
