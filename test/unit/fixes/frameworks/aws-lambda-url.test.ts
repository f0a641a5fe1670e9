import { expect, it } from 'vitest';
import { awsLambdaUrl } from '../../../../src/fixes/frameworks/aws-lambda-url';
import { codeOf, fullPolicy, hostileNames, publicRead } from '../code-of';

it('writes everything a policy can ask for', () => {
  expect(codeOf(awsLambdaUrl, fullPolicy)).toMatchInlineSnapshot(`
    "aws lambda update-function-url-config --function-name FUNCTION --cors '{
      "AllowOrigins": [
        "https://app.example",
        "http://[::1]:5173"
      ],
      "AllowMethods": [
        "GET",
        "HEAD",
        "POST",
        "PUT"
      ],
      "AllowHeaders": [
        "authorization",
        "content-type"
      ],
      "ExposeHeaders": [
        "x-total-count"
      ],
      "AllowCredentials": true,
      "MaxAge": 600
    }'
    --- This holds for the whole server, not for \`/v1/orders\` alone."
  `);
});

it('says what `*` opens', () => {
  expect(codeOf(awsLambdaUrl, publicRead)).toMatchInlineSnapshot(`
    "aws lambda update-function-url-config --function-name FUNCTION --cors '{
      "AllowOrigins": [
        "*"
      ],
      "AllowMethods": [
        "GET",
        "HEAD",
        "POST"
      ]
    }'
    --- \`*\` lets every website read every answer of this server, with the visitor's network but without cookies: right for public data only, and wrong where an intranet address or a list of IP addresses is the protection."
  `);
});

it('keeps quotes, dollars and backticks text, or says why it cannot', () => {
  expect(codeOf(awsLambdaUrl, hostileNames)).toMatchInlineSnapshot(`
    "aws lambda update-function-url-config --function-name FUNCTION --cors '{
      "AllowOrigins": [
        "https://app.example"
      ],
      "AllowMethods": [
        "GET",
        "HEAD",
        "POST"
      ],
      "AllowHeaders": [
        "x-'\\''$a\`%s#b"
      ]
    }'
    "
  `);
});

it('refuses a method that the service does not know', () => {
  expect(codeOf(awsLambdaUrl, { ...fullPolicy, methods: ['TRACE'] })).toMatch(/^cannot: .*`TRACE`/);
});
