import { expect, it } from 'vitest';
import { apache } from '../../../../src/fixes/frameworks/apache';
import { codeOf, fullPolicy, hostileNames, publicRead } from '../code-of';

it('writes everything a policy can ask for', () => {
  expect(codeOf(apache, fullPolicy)).toMatchInlineSnapshot(`
    "RewriteEngine On
    RewriteCond %{REQUEST_METHOD} =OPTIONS
    RewriteCond %{HTTP:Access-Control-Request-Method} .
    RewriteRule "^/v1/orders(/|$)" - [R=204,L]

    <Location "/v1/orders">
        # What an application behind says beside it would make two values, and two are refused.
        Header onsuccess unset Access-Control-Allow-Origin
        Header onsuccess unset Access-Control-Allow-Credentials
        Header onsuccess unset Access-Control-Allow-Methods
        Header onsuccess unset Access-Control-Allow-Headers
        Header onsuccess unset Access-Control-Expose-Headers
        Header always set Access-Control-Allow-Origin "expr=%{HTTP:Origin}" "expr=%{HTTP:Origin} in { 'https://app.example', 'http://[::1]:5173' }"
        Header always merge Vary Origin
        Header always set Access-Control-Allow-Credentials "true" "expr=%{HTTP:Origin} in { 'https://app.example', 'http://[::1]:5173' }"
        Header always set Access-Control-Expose-Headers "x-total-count"
        Header always set Access-Control-Allow-Methods "GET, HEAD, POST, PUT" "expr=%{REQUEST_METHOD} == 'OPTIONS'"
        Header always set Access-Control-Allow-Headers "authorization, content-type" "expr=%{REQUEST_METHOD} == 'OPTIONS'"
        Header always set Access-Control-Max-Age "600" "expr=%{REQUEST_METHOD} == 'OPTIONS'"
    </Location>
    "
  `);
});

it('says what `*` opens', () => {
  expect(codeOf(apache, publicRead)).toMatchInlineSnapshot(`
    "RewriteEngine On
    RewriteCond %{REQUEST_METHOD} =OPTIONS
    RewriteCond %{HTTP:Access-Control-Request-Method} .
    RewriteRule "^" - [R=204,L]

    <Location "/">
        # What an application behind says beside it would make two values, and two are refused.
        Header onsuccess unset Access-Control-Allow-Origin
        Header onsuccess unset Access-Control-Allow-Credentials
        Header onsuccess unset Access-Control-Allow-Methods
        Header onsuccess unset Access-Control-Allow-Headers
        Header onsuccess unset Access-Control-Expose-Headers
        Header always set Access-Control-Allow-Origin "*"
        Header always set Access-Control-Allow-Methods "GET, HEAD, POST" "expr=%{REQUEST_METHOD} == 'OPTIONS'"
    </Location>
    --- \`*\` lets every website read every answer of this server, with the visitor's network but without cookies: right for public data only, and wrong where an intranet address or a list of IP addresses is the protection."
  `);
});

it('keeps quotes, dollars and backticks text, or says why it cannot', () => {
  expect(codeOf(apache, hostileNames)).toMatchInlineSnapshot(`
    "RewriteEngine On
    RewriteCond %{REQUEST_METHOD} =OPTIONS
    RewriteCond %{HTTP:Access-Control-Request-Method} .
    RewriteRule "^" - [R=204,L]

    <Location "/">
        # What an application behind says beside it would make two values, and two are refused.
        Header onsuccess unset Access-Control-Allow-Origin
        Header onsuccess unset Access-Control-Allow-Credentials
        Header onsuccess unset Access-Control-Allow-Methods
        Header onsuccess unset Access-Control-Allow-Headers
        Header onsuccess unset Access-Control-Expose-Headers
        Header always set Access-Control-Allow-Origin "expr=%{HTTP:Origin}" "expr=%{HTTP:Origin} in { 'https://app.example' }"
        Header always merge Vary Origin
        Header always set Access-Control-Allow-Methods "GET, HEAD, POST" "expr=%{REQUEST_METHOD} == 'OPTIONS'"
        Header always set Access-Control-Allow-Headers "x-'$a\`%%s#b" "expr=%{REQUEST_METHOD} == 'OPTIONS'"
    </Location>
    "
  `);
});

it('leaves the backslashes of a pattern single, as mod_rewrite reads them', () => {
  expect(codeOf(apache, { ...fullPolicy, path: '/api/v1.0/users' })).toContain(
    'RewriteRule "^/api/v1\\.0/users(/|$)" - [R=204,L]',
  );
});

it('writes a quote of a pattern by its number, which mod_rewrite could not tell from the end', () => {
  expect(codeOf(apache, { ...fullPolicy, path: '/v1/a%22b' })).toContain('RewriteRule "^/v1/a\\x22b(/|$)" - [R=204,L]');
});
