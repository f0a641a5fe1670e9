import { allowedMethods } from '../allowed-methods';
import { codeList, fourSpaces } from '../code-list';
import { defineFramework } from '../define-framework';
import { decodedPath, pathPattern } from '../paths';
import { singleQuoted } from '../strings/single-quoted';

export const php = defineFramework({
  id: 'php',
  label: 'PHP without a framework',
  language: 'php',
  docs: 'https://www.php.net/manual/en/function.header.php',
  where:
    'In the script that is called (`index.php`), right below `<?php`, above `session_start()`, the login check and all output.',
  pitfall:
    'Headers go out with the first output: a blank line before `<?php`, a byte order mark or a warning is enough, and `header()` then does nothing. A login redirect above it redirects the preflight.',
  layer: 'application',
  perPath: true,

  write(policy) {
    const header = (depth: number, name: string, value: string) =>
      `${'    '.repeat(depth)}header(${singleQuoted(`${name}: ${value}`)});\n`;
    const list = (items: readonly string[]) => items.join(', ');
    const both = (depth: number) =>
      (policy.origins === '*'
        ? header(depth, 'Access-Control-Allow-Origin', '*')
        : `${'    '.repeat(depth)}header('Access-Control-Allow-Origin: ' . $_SERVER['HTTP_ORIGIN']);\n`) +
      (policy.credentials ? header(depth, 'Access-Control-Allow-Credentials', 'true') : '') +
      (policy.exposedHeaders.length > 0
        ? header(depth, 'Access-Control-Expose-Headers', list(policy.exposedHeaders))
        : '');
    const preflight = (
      depth: number,
    ) => `${'    '.repeat(depth)}if ($_SERVER['REQUEST_METHOD'] === 'OPTIONS' && isset($_SERVER['HTTP_ACCESS_CONTROL_REQUEST_METHOD'])) {
${header(depth + 1, 'Access-Control-Allow-Methods', list(allowedMethods(policy)))}${
  policy.requestHeaders.length > 0 ? header(depth + 1, 'Access-Control-Allow-Headers', list(policy.requestHeaders)) : ''
}${policy.maxAge === null ? '' : header(depth + 1, 'Access-Control-Max-Age', String(policy.maxAge))}${'    '.repeat(depth + 1)}http_response_code(204);
${'    '.repeat(depth + 1)}exit;
${'    '.repeat(depth)}}
`;
    const share = (depth: number) =>
      policy.origins === '*'
        ? both(depth) + preflight(depth)
        : `${'    '.repeat(depth)}header('Vary: Origin', false);
${'    '.repeat(depth)}if (in_array($_SERVER['HTTP_ORIGIN'] ?? '', ${codeList(policy.origins.map(singleQuoted), fourSpaces, depth)}, true)) {
${both(depth + 1)}${preflight(depth + 1)}${'    '.repeat(depth)}}
`;
    const code =
      policy.path === null
        ? share(0)
        : `if (preg_match(${singleQuoted(`~${pathPattern(decodedPath(policy.path)).replaceAll('~', '\\~')}~`)}, rawurldecode(parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH) ?: ''))) {
${share(1)}}
`;
    return { parts: [{ where: 'right below <?php', code }] };
  },
});
