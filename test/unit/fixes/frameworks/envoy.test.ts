import { expect, it } from 'vitest';
import { envoy } from '../../../../src/fixes/frameworks/envoy';
import { codeOf, fullPolicy, hostileNames, publicRead } from '../code-of';

it('writes everything a policy can ask for', () => {
  expect(codeOf(envoy, fullPolicy)).toMatchInlineSnapshot(`
    "# 1 · first in http_filters
    - name: envoy.filters.http.cors
      typed_config:
        "@type": type.googleapis.com/envoy.extensions.filters.http.cors.v3.Cors

    # 2 · in the route
    # beside match: { path_separated_prefix: "/v1/orders" } and route:
    typed_per_filter_config:
      envoy.filters.http.cors:
        "@type": type.googleapis.com/envoy.extensions.filters.http.cors.v3.CorsPolicy
        allow_origin_string_match:
          - exact: "https://app.example"
          - exact: "http://[::1]:5173"
        allow_methods: "GET, HEAD, POST, PUT"
        allow_headers: "authorization, content-type"
        expose_headers: "x-total-count"
        allow_credentials: true
        max_age: "600"
        # A preflight that is not allowed ends here, too.
        forward_not_matching_preflights: false
    # Takes away what the application says beside it.
    response_headers_to_remove:
      - access-control-allow-origin
      - access-control-allow-credentials
      - access-control-expose-headers
    response_headers_to_add:
      - header: { key: Vary, value: Origin }
        append_action: APPEND_IF_EXISTS_OR_ADD
    "
  `);
});

it('says what `*` opens', () => {
  expect(codeOf(envoy, publicRead)).toMatchInlineSnapshot(`
    "# 1 · first in http_filters
    - name: envoy.filters.http.cors
      typed_config:
        "@type": type.googleapis.com/envoy.extensions.filters.http.cors.v3.Cors

    # 2 · in the route
    # beside match: { prefix: "/" } and route:
    typed_per_filter_config:
      envoy.filters.http.cors:
        "@type": type.googleapis.com/envoy.extensions.filters.http.cors.v3.CorsPolicy
        allow_origin_string_match:
          - exact: "*"
        allow_methods: "GET, HEAD, POST"
        # A preflight that is not allowed ends here, too.
        forward_not_matching_preflights: false
    # Takes away what the application says beside it.
    response_headers_to_remove:
      - access-control-allow-origin
      - access-control-allow-credentials
      - access-control-expose-headers
    response_headers_to_add:
      - header: { key: Vary, value: Origin }
        append_action: APPEND_IF_EXISTS_OR_ADD
    --- \`*\` lets every website read every answer of this server, with the visitor's network but without cookies: right for public data only, and wrong where an intranet address or a list of IP addresses is the protection. Envoy answers with the asking origin instead of \`*\`, which comes to the same."
  `);
});

it('keeps quotes, dollars and backticks text, or says why it cannot', () => {
  expect(codeOf(envoy, hostileNames)).toMatchInlineSnapshot(`
    "# 1 · first in http_filters
    - name: envoy.filters.http.cors
      typed_config:
        "@type": type.googleapis.com/envoy.extensions.filters.http.cors.v3.Cors

    # 2 · in the route
    # beside match: { prefix: "/" } and route:
    typed_per_filter_config:
      envoy.filters.http.cors:
        "@type": type.googleapis.com/envoy.extensions.filters.http.cors.v3.CorsPolicy
        allow_origin_string_match:
          - exact: "https://app.example"
        allow_methods: "GET, HEAD, POST"
        allow_headers: "x-'$a\`%s#b"
        # A preflight that is not allowed ends here, too.
        forward_not_matching_preflights: false
    # Takes away what the application says beside it.
    response_headers_to_remove:
      - access-control-allow-origin
      - access-control-allow-credentials
      - access-control-expose-headers
    response_headers_to_add:
      - header: { key: Vary, value: Origin }
        append_action: APPEND_IF_EXISTS_OR_ADD
    "
  `);
});
