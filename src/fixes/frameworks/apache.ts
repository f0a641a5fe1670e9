import { allowedMethods } from '../allowed-methods';
import { defineFramework } from '../define-framework';
import type { CorsPolicy } from '../fix';
import { decodedPath, pathPattern, withoutSlash } from '../paths';
import { apacheHeaderValue, apachePattern, apacheString } from '../strings/apache';

export const apache = defineFramework({
  id: 'apache',
  label: 'Apache httpd',
  language: 'apache',
  docs: 'https://httpd.apache.org/docs/2.4/mod/mod_headers.html#header',
  where:
    'In the `<VirtualHost>`, above its `RewriteRule`s. Once: `a2enmod headers rewrite`. Then `apachectl configtest` and `apachectl graceful`.',
  pitfall:
    'Without `always`, answers of 4xx and 5xx carry no headers; and `always` and its opposite are two lists, so a header in both goes out twice. In `.htaccess` or `<Directory>` the rewrite runs after authentication: there the preflight gets 401.',
  layer: 'in front',
  perPath: true,

  write(policy) {
    const path = policy.path === null ? '' : withoutSlash(decodedPath(policy.path));
    const location = apacheString(path === '' ? '/' : path);
    const matched = apachePattern(path === '' ? '^' : pathPattern(path));
    if (location === null || matched === null || /[?*[\]]/.test(path)) {
      return { cannot: `A \`<Location>\` cannot hold the characters \`? * [ ]\` or \`\${\` of \`${path}\` as text.` };
    }
    const code = `RewriteEngine On
RewriteCond %{REQUEST_METHOD} =OPTIONS
RewriteCond %{HTTP:Access-Control-Request-Method} .
RewriteRule ${matched} - [R=204,L]

<Location ${location}>
${headers(policy)
  .map((line) => `    ${line}\n`)
  .join('')}</Location>
`;
    return { parts: [{ where: 'in the <VirtualHost>', code }] };
  },
});

function headers(policy: CorsPolicy): readonly string[] {
  const asked = `"expr=%{HTTP:Origin} in { ${policy.origins === '*' ? '' : policy.origins.map((origin) => `'${origin}'`).join(', ')} }"`;
  const preflighted = "%{REQUEST_METHOD} == 'OPTIONS'";
  const list = (items: readonly string[]) => apacheHeaderValue(items.join(', ')) ?? '""';
  const set = (name: string, value: string, only = '') =>
    `Header always set ${name} ${value}${only === '' ? '' : ` ${only}`}`;
  const onPreflight = `"expr=${preflighted}"`;
  return [
    '# What an application behind says beside it would make two values, and two are refused.',
    ...['Origin', 'Credentials', 'Methods', 'Headers'].map(
      (name) => `Header onsuccess unset Access-Control-Allow-${name}`,
    ),
    'Header onsuccess unset Access-Control-Expose-Headers',
    ...(policy.origins === '*'
      ? [set('Access-Control-Allow-Origin', '"*"')]
      : [set('Access-Control-Allow-Origin', '"expr=%{HTTP:Origin}"', asked), 'Header always merge Vary Origin']),
    ...(policy.credentials ? [set('Access-Control-Allow-Credentials', '"true"', asked)] : []),
    ...(policy.exposedHeaders.length > 0 ? [set('Access-Control-Expose-Headers', list(policy.exposedHeaders))] : []),
    set('Access-Control-Allow-Methods', list(allowedMethods(policy)), onPreflight),
    ...(policy.requestHeaders.length > 0
      ? [set('Access-Control-Allow-Headers', list(policy.requestHeaders), onPreflight)]
      : []),
    ...(policy.maxAge === null ? [] : [set('Access-Control-Max-Age', `"${policy.maxAge}"`, onPreflight)]),
  ];
}
