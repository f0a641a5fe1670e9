import { expect, it } from 'vitest';
import { traefik } from '../../../../src/fixes/frameworks/traefik';
import { codeOf, fullPolicy, hostileNames, publicRead } from '../code-of';

it('writes everything a policy can ask for', () => {
  expect(codeOf(traefik, fullPolicy)).toMatchInlineSnapshot(`
    "http:
      middlewares:
        cors:
          headers:
            # Takes away what the application says beside it.
            customResponseHeaders:
              Access-Control-Allow-Origin: ""
              Access-Control-Allow-Credentials: ""
              Access-Control-Expose-Headers: ""
            accessControlAllowOriginList:
              - "https://app.example"
              - "http://[::1]:5173"
            accessControlAllowMethods:
              - "GET"
              - "HEAD"
              - "POST"
              - "PUT"
            accessControlAllowHeaders:
              - "authorization"
              - "content-type"
            accessControlExposeHeaders:
              - "x-total-count"
            accessControlAllowCredentials: true
            accessControlMaxAge: 600
            addVaryHeader: true
    --- This holds for the whole server, not for \`/v1/orders\` alone."
  `);
});

it('says what `*` opens', () => {
  expect(codeOf(traefik, publicRead)).toMatchInlineSnapshot(`
    "http:
      middlewares:
        cors:
          headers:
            # Takes away what the application says beside it.
            customResponseHeaders:
              Access-Control-Allow-Origin: ""
              Access-Control-Allow-Credentials: ""
              Access-Control-Expose-Headers: ""
            accessControlAllowOriginList:
              - "*"
            accessControlAllowMethods:
              - "GET"
              - "HEAD"
              - "POST"
            addVaryHeader: true
    --- \`*\` lets every website read every answer of this server, with the visitor's network but without cookies: right for public data only, and wrong where an intranet address or a list of IP addresses is the protection."
  `);
});

it('keeps quotes, dollars and backticks text, or says why it cannot', () => {
  expect(codeOf(traefik, hostileNames)).toMatchInlineSnapshot(`
    "http:
      middlewares:
        cors:
          headers:
            # Takes away what the application says beside it.
            customResponseHeaders:
              Access-Control-Allow-Origin: ""
              Access-Control-Allow-Credentials: ""
              Access-Control-Expose-Headers: ""
            accessControlAllowOriginList:
              - "https://app.example"
            accessControlAllowMethods:
              - "GET"
              - "HEAD"
              - "POST"
            accessControlAllowHeaders:
              - "x-'$a\`%s#b"
            addVaryHeader: true
    "
  `);
});
