import { expect, it } from 'vitest';
import { caddy } from '../../../../src/fixes/frameworks/caddy';
import { codeOf, fullPolicy, hostileNames, publicRead } from '../code-of';

it('writes everything a policy can ask for', () => {
  expect(codeOf(caddy, fullPolicy)).toMatchInlineSnapshot(`
    "# 1 · in the block that answers this path
    @cors {
    	path "/v1/orders" "/v1/orders/*"
    	header Origin "https://app.example"
    	header Origin "http://[::1]:5173"
    }
    @cors_preflight {
    	path "/v1/orders" "/v1/orders/*"
    	header Origin "https://app.example"
    	header Origin "http://[::1]:5173"
    	method OPTIONS
    	header Access-Control-Request-Method *
    }
    @cors_path {
    	path "/v1/orders" "/v1/orders/*"
    }
    header @cors_path +Vary Origin
    header @cors {
    	Access-Control-Allow-Origin {header.Origin}
    	Access-Control-Allow-Credentials true
    	Access-Control-Expose-Headers "x-total-count"
    }
    header @cors_preflight {
    	Access-Control-Allow-Methods "GET, HEAD, POST, PUT"
    	Access-Control-Allow-Headers "authorization, content-type"
    	Access-Control-Max-Age 600
    }
    respond @cors_preflight 204

    # 2 · in its reverse_proxy { }
    header_down -Access-Control-*
    "
  `);
});

it('says what `*` opens', () => {
  expect(codeOf(caddy, publicRead)).toMatchInlineSnapshot(`
    "# 1 · in the block that answers this path
    @cors_preflight {
    	method OPTIONS
    	header Access-Control-Request-Method *
    }
    header {
    	Access-Control-Allow-Origin "*"
    }
    header @cors_preflight {
    	Access-Control-Allow-Methods "GET, HEAD, POST"
    }
    respond @cors_preflight 204

    # 2 · in its reverse_proxy { }
    header_down -Access-Control-*
    --- \`*\` lets every website read every answer of this server, with the visitor's network but without cookies: right for public data only, and wrong where an intranet address or a list of IP addresses is the protection."
  `);
});

it('keeps quotes, dollars and backticks text, or says why it cannot', () => {
  expect(codeOf(caddy, hostileNames)).toMatchInlineSnapshot(`
    "# 1 · in the block that answers this path
    @cors {
    	header Origin "https://app.example"
    }
    @cors_preflight {
    	header Origin "https://app.example"
    	method OPTIONS
    	header Access-Control-Request-Method *
    }
    header +Vary Origin
    header @cors {
    	Access-Control-Allow-Origin {header.Origin}
    }
    header @cors_preflight {
    	Access-Control-Allow-Methods "GET, HEAD, POST"
    	Access-Control-Allow-Headers "x-'$a\`%s#b"
    }
    respond @cors_preflight 204

    # 2 · in its reverse_proxy { }
    header_down -Access-Control-*
    "
  `);
});
