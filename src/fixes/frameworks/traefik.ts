import { allowedMethods } from '../allowed-methods';
import { defineFramework } from '../define-framework';
import { yamlList } from '../strings/yaml';

export const traefik = defineFramework({
  id: 'traefik',
  label: 'Traefik',
  language: 'yaml',
  comment: '#',
  docs: 'https://doc.traefik.io/traefik/middlewares/http/headers/#cors-headers',
  where:
    'In a file of the dynamic configuration; then `cors` as the first name in the `middlewares` of the router. In Kubernetes, what stands under `headers` is the `spec.headers` of a `Middleware`.',
  pitfall:
    'Middlewares run in the order of the router’s list: behind `basicAuth` or `forwardAuth` the preflight gets 401. Without `addVaryHeader` no `Vary` is sent, and without `accessControlMaxAge` every preflight says 0.',
  layer: 'in front',
  perPath: false,

  write(policy) {
    const list = (name: string, items: readonly string[]) =>
      items.length === 0 ? '' : `        ${name}:\n${yamlList(items, 10)}`;
    const code = `http:
  middlewares:
    cors:
      headers:
        # Takes away what the application says beside it.
        customResponseHeaders:
          Access-Control-Allow-Origin: ""
          Access-Control-Allow-Credentials: ""
          Access-Control-Expose-Headers: ""
${list('accessControlAllowOriginList', policy.origins === '*' ? ['*'] : policy.origins)}${list('accessControlAllowMethods', allowedMethods(policy))}${list('accessControlAllowHeaders', policy.requestHeaders)}${list('accessControlExposeHeaders', policy.exposedHeaders)}${
  policy.credentials ? '        accessControlAllowCredentials: true\n' : ''
}${policy.maxAge === null ? '' : `        accessControlMaxAge: ${policy.maxAge}\n`}        addVaryHeader: true
`;
    return { parts: [{ where: 'in the dynamic configuration', code }] };
  },
});
