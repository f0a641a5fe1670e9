import { expect, it } from 'vitest';
import { kong } from '../../../../src/fixes/frameworks/kong';
import { codeOf, fullPolicy, hostileNames, publicRead } from '../code-of';

it('writes everything a policy can ask for', () => {
  expect(
    codeOf(kong, { ...fullPolicy, origins: ['https://app.example', 'http://a_b.example'] }),
  ).toMatchInlineSnapshot(`
    "plugins:
      - name: cors
        config:
          origins:
            - "https://app.example"
            - "http://a_b\\\\.example"
          methods:
            - "GET"
            - "HEAD"
            - "POST"
            - "PUT"
          headers:
            - "authorization"
            - "content-type"
          exposed_headers:
            - "x-total-count"
          credentials: true
          max_age: 600
          preflight_continue: false
    --- This holds for the whole server, not for \`/v1/orders\` alone."
  `);
});

it('says that an IPv6 origin never matches', () => {
  expect(codeOf(kong, fullPolicy)).toMatch(/^cannot: .*`http:\/\/\[::1\]:5173`/);
});

it('says what `*` opens', () => {
  expect(codeOf(kong, publicRead)).toMatchInlineSnapshot(`
    "plugins:
      - name: cors
        config:
          origins:
            - "*"
          methods:
            - "GET"
            - "HEAD"
            - "POST"
          headers:
            - "accept"
          credentials: false
          preflight_continue: false
    --- \`*\` lets every website read every answer of this server, with the visitor's network but without cookies: right for public data only, and wrong where an intranet address or a list of IP addresses is the protection."
  `);
});

it('keeps quotes, dollars and backticks text, or says why it cannot', () => {
  expect(codeOf(kong, hostileNames)).toMatchInlineSnapshot(`
    "plugins:
      - name: cors
        config:
          origins:
            - "https://app.example"
          methods:
            - "GET"
            - "HEAD"
            - "POST"
          headers:
            - "x-'$a\`%s#b"
          credentials: false
          preflight_continue: false
    "
  `);
});
