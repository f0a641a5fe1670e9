import { expect, it } from 'vitest';
import { googleCloudStorage } from '../../../../src/fixes/frameworks/google-cloud-storage';
import { codeOf, fullPolicy, hostileNames, publicRead } from '../code-of';

it('writes everything a policy can ask for', () => {
  expect(codeOf(googleCloudStorage, fullPolicy)).toMatchInlineSnapshot(
    `"cannot: Cloud Storage has no setting for credentials: leave them out and use a signed URL."`,
  );
});

it('says what `*` opens', () => {
  expect(codeOf(googleCloudStorage, publicRead)).toMatchInlineSnapshot(`
    "[
      {
        "origin": [
          "*"
        ],
        "method": [
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
  expect(codeOf(googleCloudStorage, hostileNames)).toMatchInlineSnapshot(`
    "[
      {
        "origin": [
          "https://app.example"
        ],
        "method": [
          "GET",
          "HEAD",
          "POST"
        ],
        "responseHeader": [
          "x-'$a\`%s#b"
        ]
      }
    ]
    "
  `);
});
