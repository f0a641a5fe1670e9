import { expect, it } from 'vitest';
import { springBoot } from '../../../../src/fixes/frameworks/spring-boot';
import { codeOf, fullPolicy, hostileNames, publicRead } from '../code-of';

it('writes everything a policy can ask for', () => {
  expect(codeOf(springBoot, fullPolicy)).toMatchInlineSnapshot(`
    "import java.util.List;
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
            cors.setAllowedOrigins(List.of("https://app.example", "http://[::1]:5173"));
            cors.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT"));
            cors.setAllowedHeaders(List.of("authorization", "content-type"));
            cors.setExposedHeaders(List.of("x-total-count"));
            cors.setAllowCredentials(true);
            cors.setMaxAge(600L);
            UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
            source.registerCorsConfiguration("/v1/orders/**", cors);
            return source;
        }
    }
    "
  `);
});

it('says what `*` opens', () => {
  expect(codeOf(springBoot, publicRead)).toMatchInlineSnapshot(`
    "import java.util.List;
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
            cors.setAllowedOrigins(List.of("*"));
            cors.setAllowedMethods(List.of("GET", "HEAD", "POST"));
            UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
            source.registerCorsConfiguration("/**", cors);
            return source;
        }
    }
    --- \`*\` lets every website read every answer of this server, with the visitor's network but without cookies: right for public data only, and wrong where an intranet address or a list of IP addresses is the protection."
  `);
});

it('keeps quotes, dollars and backticks text, or says why it cannot', () => {
  expect(codeOf(springBoot, hostileNames)).toMatchInlineSnapshot(`
    "import java.util.List;
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
            cors.setAllowedOrigins(List.of("https://app.example"));
            cors.setAllowedMethods(List.of("GET", "HEAD", "POST"));
            cors.setAllowedHeaders(List.of("x-'$a\`%s#b"));
            UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
            source.registerCorsConfiguration("/**", cors);
            return source;
        }
    }
    "
  `);
});

it('refuses a method that Spring MVC has no mapping for', () => {
  expect(codeOf(springBoot, { ...fullPolicy, methods: ['PROPFIND'] })).toMatch(/^cannot: .*`PROPFIND`/);
});
