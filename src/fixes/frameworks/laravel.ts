import { allowedMethods } from '../allowed-methods';
import { codeList, fourSpaces } from '../code-list';
import { defineFramework } from '../define-framework';
import { lowerCaseMethod } from '../lower-case-method';
import { decodedPath, withoutSlash } from '../paths';
import { singleQuoted } from '../strings/single-quoted';

export const laravel = defineFramework({
  id: 'laravel',
  label: 'Laravel',
  language: 'php',
  docs: 'https://laravel.com/docs/routing#cors',
  where:
    'As `config/cors.php`, instead of what stands there (Laravel 11 and later: `php artisan config:publish cors` makes the file). Then `php artisan config:clear`.',
  pitfall:
    'Only `paths` that match get headers, and a path outside of them fails in silence. With a cached configuration the change does nothing until `php artisan config:clear`.',
  layer: 'application',
  perPath: true,

  write(policy) {
    const cannot = lowerCaseMethod(policy, 'Laravel');
    if (cannot !== null) return { cannot };
    const strings = (items: readonly string[]) => codeList(items.map(singleQuoted), fourSpaces, 1);
    const path = policy.path === null ? '' : withoutSlash(decodedPath(policy.path)).slice(1);
    if (path.includes('*'))
      return { cannot: `Laravel reads the \`*\` of \`/${path}\` as a wildcard and has no other way to write it.` };
    const settings = [
      ['paths', path === '' ? "['*']" : strings([path, `${path}/*`])],
      ['allowed_methods', strings(allowedMethods(policy))],
      ['allowed_origins', policy.origins === '*' ? "['*']" : strings(policy.origins)],
      ['allowed_origins_patterns', '[]'],
      ['allowed_headers', strings(policy.requestHeaders)],
      ['exposed_headers', strings(policy.exposedHeaders)],
      ['max_age', policy.maxAge === null ? 'null' : String(policy.maxAge)],
      ['supports_credentials', String(policy.credentials)],
    ] as const;
    const code = `<?php

return [
${settings.map(([name, value]) => `    '${name}' => ${value},\n`).join('')}];
`;
    return { parts: [{ where: 'config/cors.php', code }] };
  },
});
