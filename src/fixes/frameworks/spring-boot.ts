import { allowedMethods } from '../allowed-methods';
import { argumentList, codeList } from '../code-list';
import { defineFramework } from '../define-framework';
import { decodedPath, withoutSlash } from '../paths';
import { doubleQuoted } from '../strings/double-quoted';

/** https://docs.spring.io/spring-framework/docs/current/javadoc-api/org/springframework/web/bind/annotation/RequestMethod.html */
const known: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE']);

export const springBoot = defineFramework({
  id: 'spring-boot',
  label: 'Spring Boot (MVC and Security)',
  language: 'java',
  docs: 'https://docs.spring.io/spring-framework/reference/web/webmvc-cors.html#mvc-cors-filter',
  where: 'As `CrossOriginFilter.java`, in the package of your `@SpringBootApplication` class (add its `package` line).',
  pitfall:
    'Spring Security answers a preflight with 401 or 403 unless CORS comes first, which is what the order here does. Leave no `@CrossOrigin` or second `CorsFilter` beside it: what this one refuses is answered 403 `Invalid CORS request`.',
  layer: 'application',
  perPath: true,

  write(policy) {
    const other = policy.methods.find((method) => !known.has(method));
    if (other !== undefined) {
      return {
        cannot: `Spring MVC has no mapping for the method \`${other}\`, and before version 6 it refuses every preflight that asks for it.`,
      };
    }
    const path = policy.path === null ? '/' : decodedPath(policy.path);
    if (/[{}*?]/.test(path)) {
      return { cannot: `A Spring path pattern cannot hold the characters \`{ } * ?\` of \`${path}\` as text.` };
    }
    const list = (items: readonly string[]) => `List.of${codeList(items.map(doubleQuoted), argumentList, 2)}`;
    const settings = [
      `cors.setAllowedOrigins(${policy.origins === '*' ? 'List.of("*")' : list(policy.origins)});`,
      `cors.setAllowedMethods(${list(allowedMethods(policy))});`,
      ...(policy.requestHeaders.length > 0 ? [`cors.setAllowedHeaders(${list(policy.requestHeaders)});`] : []),
      ...(policy.exposedHeaders.length > 0 ? [`cors.setExposedHeaders(${list(policy.exposedHeaders)});`] : []),
      ...(policy.credentials ? ['cors.setAllowCredentials(true);'] : []),
      ...(policy.maxAge === null ? [] : [`cors.setMaxAge(${policy.maxAge}L);`]),
    ];
    const code = `import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

@Component
// Right behind Boot's CharacterEncodingFilter, which paths are decoded by; before Spring Security.
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
public class CrossOriginFilter extends CorsFilter {

    public CrossOriginFilter() {
        super(rules());
    }

    private static UrlBasedCorsConfigurationSource rules() {
        CorsConfiguration cors = new CorsConfiguration();
${settings.map((setting) => `        ${setting}\n`).join('')}        UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
        source.registerCorsConfiguration(${doubleQuoted(`${withoutSlash(path)}/**`)}, cors);
        return source;
    }
}
`;
    return { parts: [{ where: 'CrossOriginFilter.java', code }] };
  },
});
