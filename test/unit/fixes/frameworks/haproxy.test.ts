import { expect, it } from 'vitest';
import { haproxy } from '../../../../src/fixes/frameworks/haproxy';
import { codeOf, fullPolicy, hostileNames, publicRead } from '../code-of';

it('writes everything a policy can ask for', () => {
  expect(codeOf(haproxy, fullPolicy)).toMatchInlineSnapshot(`
    "http-request set-var(txn.cors_path) bool(true) if { path "/v1/orders" } || { path_beg "/v1/orders/" }
    http-request set-var(txn.cors_origin) req.fhdr(Origin) if { req.fhdr(Origin) -m str "https://app.example" "http://[::1]:5173" } { var(txn.cors_path) -m bool }
    http-request set-var(txn.cors_preflight) bool(true) if METH_OPTIONS { req.fhdr(Access-Control-Request-Method) -m found } { var(txn.cors_origin) -m found }
    http-request return status 204 if { var(txn.cors_preflight) -m bool }
    # What an application behind says beside it would make two values, and two are refused.
    http-after-response del-header Access-Control-Allow-Origin if { var(txn.cors_path) -m bool }
    http-after-response del-header Access-Control-Allow-Credentials if { var(txn.cors_path) -m bool }
    http-after-response del-header Access-Control-Allow-Methods if { var(txn.cors_path) -m bool }
    http-after-response del-header Access-Control-Allow-Headers if { var(txn.cors_path) -m bool }
    http-after-response del-header Access-Control-Expose-Headers if { var(txn.cors_path) -m bool }
    http-after-response set-header Access-Control-Allow-Origin %[var(txn.cors_origin)] if { var(txn.cors_origin) -m found }
    http-after-response add-header Vary Origin if { var(txn.cors_path) -m bool }
    http-after-response set-header Access-Control-Allow-Credentials true if { var(txn.cors_origin) -m found }
    http-after-response set-header Access-Control-Expose-Headers "x-total-count" if { var(txn.cors_origin) -m found }
    http-after-response set-header Access-Control-Allow-Methods "GET, HEAD, POST, PUT" if { var(txn.cors_preflight) -m found }
    http-after-response set-header Access-Control-Allow-Headers "authorization, content-type" if { var(txn.cors_preflight) -m found }
    http-after-response set-header Access-Control-Max-Age 600 if { var(txn.cors_preflight) -m found }
    "
  `);
});

it('says what `*` opens', () => {
  expect(codeOf(haproxy, publicRead)).toMatchInlineSnapshot(`
    "http-request set-var(txn.cors_origin) str(*)
    http-request set-var(txn.cors_preflight) bool(true) if METH_OPTIONS { req.fhdr(Access-Control-Request-Method) -m found } { var(txn.cors_origin) -m found }
    http-request return status 204 if { var(txn.cors_preflight) -m bool }
    # What an application behind says beside it would make two values, and two are refused.
    http-after-response del-header Access-Control-Allow-Origin
    http-after-response del-header Access-Control-Allow-Credentials
    http-after-response del-header Access-Control-Allow-Methods
    http-after-response del-header Access-Control-Allow-Headers
    http-after-response del-header Access-Control-Expose-Headers
    http-after-response set-header Access-Control-Allow-Origin %[var(txn.cors_origin)] if { var(txn.cors_origin) -m found }
    http-after-response set-header Access-Control-Allow-Methods "GET, HEAD, POST" if { var(txn.cors_preflight) -m found }
    --- \`*\` lets every website read every answer of this server, with the visitor's network but without cookies: right for public data only, and wrong where an intranet address or a list of IP addresses is the protection."
  `);
});

it('keeps quotes, dollars and backticks text, or says why it cannot', () => {
  expect(codeOf(haproxy, hostileNames)).toMatchInlineSnapshot(`
    "http-request set-var(txn.cors_origin) req.fhdr(Origin) if { req.fhdr(Origin) -m str "https://app.example" }
    http-request set-var(txn.cors_preflight) bool(true) if METH_OPTIONS { req.fhdr(Access-Control-Request-Method) -m found } { var(txn.cors_origin) -m found }
    http-request return status 204 if { var(txn.cors_preflight) -m bool }
    # What an application behind says beside it would make two values, and two are refused.
    http-after-response del-header Access-Control-Allow-Origin
    http-after-response del-header Access-Control-Allow-Credentials
    http-after-response del-header Access-Control-Allow-Methods
    http-after-response del-header Access-Control-Allow-Headers
    http-after-response del-header Access-Control-Expose-Headers
    http-after-response set-header Access-Control-Allow-Origin %[var(txn.cors_origin)] if { var(txn.cors_origin) -m found }
    http-after-response add-header Vary Origin
    http-after-response set-header Access-Control-Allow-Methods "GET, HEAD, POST" if { var(txn.cors_preflight) -m found }
    http-after-response set-header Access-Control-Allow-Headers "x-'\\$a\`%%s#b" if { var(txn.cors_preflight) -m found }
    "
  `);
});
