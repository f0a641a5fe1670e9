import { expect, it } from 'vitest';
import { cloudfront } from '../../../../src/fixes/frameworks/cloudfront';
import { codeOf, fullPolicy, hostileNames, publicRead } from '../code-of';

it('writes everything a policy can ask for', () => {
  expect(codeOf(cloudfront, fullPolicy)).toMatchInlineSnapshot(`
    "aws cloudfront create-response-headers-policy --response-headers-policy-config '{
      "Name": "cors",
      "CorsConfig": {
        "AccessControlAllowOrigins": {
          "Quantity": 2,
          "Items": [
            "https://app.example",
            "http://[::1]:5173"
          ]
        },
        "AccessControlAllowMethods": {
          "Quantity": 4,
          "Items": [
            "GET",
            "HEAD",
            "POST",
            "PUT"
          ]
        },
        "AccessControlAllowHeaders": {
          "Quantity": 2,
          "Items": [
            "authorization",
            "content-type"
          ]
        },
        "AccessControlExposeHeaders": {
          "Quantity": 1,
          "Items": [
            "x-total-count"
          ]
        },
        "AccessControlAllowCredentials": true,
        "AccessControlMaxAgeSec": 600,
        "OriginOverride": true
      }
    }'
    --- This holds for the whole server, not for \`/v1/orders\` alone. It holds for every path of the cache behavior that uses it."
  `);
});

it('says what `*` opens', () => {
  expect(codeOf(cloudfront, publicRead)).toMatchInlineSnapshot(`
    "aws cloudfront create-response-headers-policy --response-headers-policy-config '{
      "Name": "cors",
      "CorsConfig": {
        "AccessControlAllowOrigins": {
          "Quantity": 1,
          "Items": [
            "*"
          ]
        },
        "AccessControlAllowMethods": {
          "Quantity": 3,
          "Items": [
            "GET",
            "HEAD",
            "POST"
          ]
        },
        "AccessControlAllowHeaders": {
          "Quantity": 1,
          "Items": [
            "accept"
          ]
        },
        "AccessControlAllowCredentials": false,
        "OriginOverride": true
      }
    }'
    --- \`*\` lets every website read every answer of this server, with the visitor's network but without cookies: right for public data only, and wrong where an intranet address or a list of IP addresses is the protection. It holds for every path of the cache behavior that uses it."
  `);
});

it('keeps quotes, dollars and backticks text, or says why it cannot', () => {
  expect(codeOf(cloudfront, hostileNames)).toMatchInlineSnapshot(`
    "aws cloudfront create-response-headers-policy --response-headers-policy-config '{
      "Name": "cors",
      "CorsConfig": {
        "AccessControlAllowOrigins": {
          "Quantity": 1,
          "Items": [
            "https://app.example"
          ]
        },
        "AccessControlAllowMethods": {
          "Quantity": 3,
          "Items": [
            "GET",
            "HEAD",
            "POST"
          ]
        },
        "AccessControlAllowHeaders": {
          "Quantity": 1,
          "Items": [
            "x-'\\''$a\`%s#b"
          ]
        },
        "AccessControlAllowCredentials": false,
        "OriginOverride": true
      }
    }'
    --- It holds for every path of the cache behavior that uses it."
  `);
});
