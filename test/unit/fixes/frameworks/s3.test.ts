import { expect, it } from 'vitest';
import { s3 } from '../../../../src/fixes/frameworks/s3';
import { codeOf, fullPolicy, hostileNames, publicRead } from '../code-of';

it('writes everything a policy can ask for', () => {
  expect(codeOf(s3, fullPolicy)).toMatchInlineSnapshot(`
    "[
      {
        "AllowedOrigins": [
          "https://app.example",
          "http://[::1]:5173"
        ],
        "AllowedMethods": [
          "GET",
          "HEAD",
          "POST",
          "PUT"
        ],
        "AllowedHeaders": [
          "authorization",
          "content-type"
        ],
        "ExposeHeaders": [
          "x-total-count"
        ],
        "MaxAgeSeconds": 600
      }
    ]
    --- This holds for the whole server, not for \`/v1/orders\` alone. S3 has no setting for credentials. It does say \`Access-Control-Allow-Credentials: true\` to origins listed by name, which its documentation does not mention: try it before you rely on it."
  `);
});

it('says what `*` opens', () => {
  expect(codeOf(s3, publicRead)).toMatchInlineSnapshot(`
    "[
      {
        "AllowedOrigins": [
          "*"
        ],
        "AllowedMethods": [
          "GET",
          "HEAD",
          "POST"
        ]
      }
    ]
    --- \`*\` lets every website read every answer of this server, with the visitor's network but without cookies: right for public data only, and wrong where an intranet address or a list of IP addresses is the protection."
  `);
});

it('keeps quotes, dollars and backticks text, or says why it cannot', () => {
  expect(codeOf(s3, hostileNames)).toMatchInlineSnapshot(`
    "[
      {
        "AllowedOrigins": [
          "https://app.example"
        ],
        "AllowedMethods": [
          "GET",
          "HEAD",
          "POST"
        ],
        "AllowedHeaders": [
          "x-'$a\`%s#b"
        ]
      }
    ]
    "
  `);
});
