import type { RegressionTest, TestCase } from '../regression-test';
import { jsString } from '../strings/js';

/** Node's own test runner; a Hono application answers requests without any server. */
export const honoTest = (test: TestCase): RegressionTest => {
  const { method, policy } = test;
  const allowed = test.allowOrigin === '*' ? "'*'" : 'origin';
  return {
    language: 'js',
    file: 'cors.test.mjs',
    run: 'node --test cors.test.mjs',
    code: `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { app } from './app.js';

const target = ${jsString(test.target)};
const origin = ${jsString(test.origin)};
${
  test.preflighted
    ? `
test('the preflight is answered', async () => {
  const { ok, headers } = await app.request(target, {
    method: 'OPTIONS',
    headers: {
      Origin: origin,
      'Access-Control-Request-Method': ${jsString(method)},
      'Access-Control-Request-Headers': ${jsString(policy.requestHeaders.join(','))},
    },
  });
  assert.ok(ok);
  assert.equal(headers.get('Access-Control-Allow-Origin'), ${allowed});
  const listed = (name) => (headers.get(name) ?? '').split(',').map((item) => item.trim());
  assert.ok(listed('Access-Control-Allow-Methods').includes(${jsString(method)}));
${policy.requestHeaders.map((name) => `  assert.ok(listed('Access-Control-Allow-Headers').includes(${jsString(name)}));\n`).join('')}});
`
    : ''
}
test('the response is shared with the page', async () => {
  const { headers } = await app.request(target, { method: ${jsString(method)}, headers: { Origin: origin } });
  assert.equal(headers.get('Access-Control-Allow-Origin'), ${allowed});
${policy.credentials ? "  assert.equal(headers.get('Access-Control-Allow-Credentials'), 'true');\n" : ''}});
${test.allowOrigin === '*' ? '' : foreign}`,
  };
};

const foreign = `
test('another website is not allowed', async () => {
  const { headers } = await app.request(target, { headers: { Origin: 'https://other.example' } });
  assert.ok(!['*', 'https://other.example'].includes(headers.get('Access-Control-Allow-Origin')));
});
`;
