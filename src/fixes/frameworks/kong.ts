import { allowedMethods } from '../allowed-methods';
import { defineFramework } from '../define-framework';
import { regexOf } from '../strings/regex';
import { yamlList } from '../strings/yaml';

/** The plugin's schema takes no other. */
const known: ReadonlySet<string> = new Set(['GET', 'HEAD', 'PUT', 'PATCH', 'POST', 'DELETE']);

export const kong = defineFramework({
  id: 'kong',
  label: 'Kong (cors plugin)',
  language: 'yaml',
  comment: '#',
  docs: 'https://developer.konghq.com/plugins/cors/',
  where: 'Under the `service` or the `route` of this path in `kong.yml`. Then `kong reload` (or `deck gateway sync`).',
  pitfall:
    'With an empty `headers` it allows whatever the preflight asks for. A route that lists `methods` without OPTIONS is not found by the preflight, and then the plugin does not run.',
  layer: 'in front',
  perPath: false,

  write(policy) {
    const other = policy.methods.find((method) => !known.has(method));
    if (other !== undefined) return { cannot: `The cors plugin takes no method \`${other}\`.` };
    const address = policy.origins === '*' ? undefined : policy.origins.find((text) => text.includes('['));
    if (address !== undefined) {
      return {
        cannot: `Kong takes the brackets off an IPv6 address before it compares and answers, so \`${address}\` never matches.`,
      };
    }
    const list = (name: string, items: readonly string[]) =>
      items.length === 0 ? '' : `      ${name}:\n${yamlList(items, 8)}`;
    const origins = policy.origins === '*' ? ['*'] : policy.origins.map(origin);
    const code = `plugins:
  - name: cors
    config:
${list('origins', origins)}${list('methods', allowedMethods(policy))}${list('headers', policy.requestHeaders.length > 0 ? policy.requestHeaders : ['accept'])}${list('exposed_headers', policy.exposedHeaders)}      credentials: ${policy.credentials}
${policy.maxAge === null ? '' : `      max_age: ${policy.maxAge}\n`}      preflight_continue: false
`;
    return { parts: [{ where: 'under the service or route', code }] };
  },
});

/** Anything beyond letters, digits and \`.:/-\` makes it a pattern, which Kong anchors: https://github.com/Kong/kong/blob/master/kong/plugins/cors/handler.lua */
const origin = (text: string): string => (/^[A-Za-z0-9.:/-]+$/.test(text) ? text : regexOf(text));
