import { expect, it } from 'vitest';
import { nginx } from '../../../../src/fixes/frameworks/nginx';
import { codeOf, fullPolicy, hostileNames, publicRead } from '../code-of';

it('writes everything a policy can ask for', () => {
  expect(codeOf(nginx, fullPolicy)).toMatchInlineSnapshot(`
    "# 1 · in http { }, once
    map $http_origin $cors_origin {
        default "";
        "https://app.example" "https://app.example";
        "http://[::1]:5173" "http://[::1]:5173";
    }
    map "$request_method $http_access_control_request_method" $cors_preflight {
        "~^OPTIONS ." 1;
        default 0;
    }

    # 2 · in the location that answers /v1/orders
    if ($cors_preflight) {
        add_header Access-Control-Allow-Origin $cors_origin always;
        add_header Access-Control-Allow-Credentials "true" always;
        add_header Vary "Origin" always;
        add_header Access-Control-Allow-Methods "GET, HEAD, POST, PUT" always;
        add_header Access-Control-Allow-Headers "authorization, content-type" always;
        add_header Access-Control-Max-Age "600" always;
        return 204;
    }
    add_header Access-Control-Allow-Origin $cors_origin always;
    add_header Access-Control-Allow-Credentials "true" always;
    add_header Vary "Origin" always;
    add_header Access-Control-Expose-Headers "x-total-count" always;
    # The application behind may say it too, and two values are refused.
    proxy_hide_header Access-Control-Allow-Origin;
    proxy_hide_header Access-Control-Allow-Credentials;
    proxy_hide_header Access-Control-Expose-Headers;
    "
  `);
});

it('says what `*` opens', () => {
  expect(codeOf(nginx, publicRead)).toMatchInlineSnapshot(`
    "# 1 · in http { }, once
    map "$request_method $http_access_control_request_method" $cors_preflight {
        "~^OPTIONS ." 1;
        default 0;
    }

    # 2 · in the location that answers these requests
    if ($cors_preflight) {
        add_header Access-Control-Allow-Origin "*" always;
        add_header Access-Control-Allow-Methods "GET, HEAD, POST" always;
        return 204;
    }
    add_header Access-Control-Allow-Origin "*" always;
    # The application behind may say it too, and two values are refused.
    proxy_hide_header Access-Control-Allow-Origin;
    proxy_hide_header Access-Control-Allow-Credentials;
    proxy_hide_header Access-Control-Expose-Headers;
    --- \`*\` lets every website read every answer of this server, with the visitor's network but without cookies: right for public data only, and wrong where an intranet address or a list of IP addresses is the protection."
  `);
});

it('keeps quotes, dollars and backticks text, or says why it cannot', () => {
  expect(codeOf(nginx, hostileNames)).toMatchInlineSnapshot(
    `"cannot: nginx reads the \`$\` of \`x-'$a\`%s#b\` as a variable and has no way to write it as text."`,
  );
});
