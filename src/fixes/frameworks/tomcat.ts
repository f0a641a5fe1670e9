import { allowedMethods } from '../allowed-methods';
import { defineFramework } from '../define-framework';
import { decodedPath, withoutSlash } from '../paths';
import { xmlText } from '../strings/xml';

export const tomcat = defineFramework({
  id: 'tomcat',
  label: 'Tomcat (CorsFilter)',
  language: 'xml',
  docs: 'https://tomcat.apache.org/tomcat-10.1-doc/config/filter.html#CORS_Filter',
  where:
    "In the application's `WEB-INF/web.xml`, above every other `<filter>` (or in Tomcat's `conf/web.xml`, for all applications). Then reload the application.",
  pitfall:
    'A `<security-constraint>` is checked before any filter and answers the preflight with 401: add `<http-method-omission>OPTIONS</http-method-omission>` to its resource collections. What the filter refuses is answered 403 without a body.',
  layer: 'application',
  perPath: true,

  write(policy) {
    const path = policy.path === null ? '' : withoutSlash(decodedPath(policy.path));
    if (path.includes('*')) return { cannot: `A URL pattern of web.xml cannot hold the \`*\` of \`${path}\` as text.` };
    const parameters: readonly (readonly [string, string])[] = [
      ['cors.allowed.origins', policy.origins === '*' ? '*' : policy.origins.join(',')],
      ['cors.allowed.methods', allowedMethods(policy).join(',')],
      // Left out, it is a list of six; empty, it is none.
      ['cors.allowed.headers', policy.requestHeaders.join(',')],
      ...(policy.exposedHeaders.length > 0 ? [['cors.exposed.headers', policy.exposedHeaders.join(',')] as const] : []),
      ...(policy.credentials ? [['cors.support.credentials', 'true'] as const] : []),
      ...(policy.maxAge === null ? [] : [['cors.preflight.maxage', String(policy.maxAge)] as const]),
    ];
    const code = `<filter>
  <filter-name>cors</filter-name>
  <filter-class>org.apache.catalina.filters.CorsFilter</filter-class>
${parameters
  .map(
    ([name, value]) => `  <init-param>
    <param-name>${name}</param-name>
    <param-value>${xmlText(value)}</param-value>
  </init-param>
`,
  )
  .join('')}</filter>
<filter-mapping>
  <filter-name>cors</filter-name>
  <url-pattern>${xmlText(`${path}/*`)}</url-pattern>
</filter-mapping>
`;
    const note =
      policy.origins === '*'
        ? 'The filter sends `*` only where a request has an `Origin`, and no `Vary`: behind a cache, list the origins instead.'
        : null;
    return { parts: [{ where: 'in WEB-INF/web.xml, above every other filter', code }], note };
  },
});
