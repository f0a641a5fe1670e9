import { allowedMethods } from '../allowed-methods';
import { defineFramework } from '../define-framework';
import { decodedPath, withoutSlash } from '../paths';
import { yamlString } from '../strings/yaml';

export const envoy = defineFramework({
  id: 'envoy',
  label: 'Envoy',
  language: 'yaml',
  comment: '#',
  docs: 'https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/cors_filter',
  where: 'The first part first in `http_filters`, the second in the `routes` entry (or the virtual host) of this path.',
  pitfall:
    'Behind `jwt_authn`, `ext_authz` or `rbac` the filter never sees the preflight. Routes with `redirect` or `direct_response` skip it. Envoy adds no `Vary` by itself.',
  layer: 'in front',
  perPath: true,

  write(policy) {
    const text = (items: readonly string[]) => yamlString(items.join(', '));
    const origins = policy.origins === '*' ? ['*'] : policy.origins;
    const path = policy.path === null ? '/' : withoutSlash(decodedPath(policy.path));
    const filter = `- name: envoy.filters.http.cors
  typed_config:
    "@type": type.googleapis.com/envoy.extensions.filters.http.cors.v3.Cors
`;
    const route = `# beside match: { ${path === '/' || path === '' ? 'prefix: "/"' : `path_separated_prefix: ${yamlString(path)}`} } and route:
typed_per_filter_config:
  envoy.filters.http.cors:
    "@type": type.googleapis.com/envoy.extensions.filters.http.cors.v3.CorsPolicy
    allow_origin_string_match:
${origins.map((origin) => `      - exact: ${yamlString(origin)}\n`).join('')}    allow_methods: ${text(allowedMethods(policy))}
${policy.requestHeaders.length > 0 ? `    allow_headers: ${text(policy.requestHeaders)}\n` : ''}${
  policy.exposedHeaders.length > 0 ? `    expose_headers: ${text(policy.exposedHeaders)}\n` : ''
}${policy.credentials ? '    allow_credentials: true\n' : ''}${
  policy.maxAge === null ? '' : `    max_age: "${policy.maxAge}"\n`
}    # A preflight that is not allowed ends here, too.
    forward_not_matching_preflights: false
# Takes away what the application says beside it.
response_headers_to_remove:
  - access-control-allow-origin
  - access-control-allow-credentials
  - access-control-expose-headers
response_headers_to_add:
  - header: { key: Vary, value: Origin }
    append_action: APPEND_IF_EXISTS_OR_ADD
`;
    return {
      parts: [
        { where: 'first in http_filters', code: filter },
        { where: 'in the route', code: route },
      ],
      note:
        policy.origins === '*' ? 'Envoy answers with the asking origin instead of `*`, which comes to the same.' : null,
    };
  },
});
