import type { RegressionTest, TestCase } from '../regression-test';
import { jsString } from '../strings/js';

/** How a framework's application is imported and handed to supertest. */
interface Application {
  readonly setup: string;
  readonly server: string;
}

const express: Application = {
  setup: "import { app } from './app.js'; // the application, exported before it listens\n",
  server: 'app',
};
const koa: Application = { ...express, server: 'app.callback()' };
const fastify: Application = { setup: `${express.setup}\nawait app.ready();\n`, server: 'app.server' };
const node: Application = {
  setup: "import { server } from './app.js'; // what createServer() gave, exported before it listens\n",
  server: 'server',
};
const nestjs: Application = {
  setup: `import { makeApp } from './app'; // what bootstrap() does, up to listen()

const app = await makeApp();
await app.init();
`,
  server: 'app.getHttpServer()',
};

export const supertest = {
  express: (test: TestCase) => supertestOf(test, express),
  koa: (test: TestCase) => supertestOf(test, koa),
  fastify: (test: TestCase) => supertestOf(test, fastify),
  node: (test: TestCase) => supertestOf(test, node),
  nestjs: (test: TestCase) => supertestOf(test, nestjs),
} as const;

/** Node's own test runner with supertest, against the application without a port. */
function supertestOf(test: TestCase, { setup, server }: Application): RegressionTest {
  const preflight = test.preflighted ? preflightTest(test, server) : '';
  return {
    language: 'js',
    file: 'cors.test.mjs',
    run: 'npm install --save-dev supertest && node --test cors.test.mjs',
    code: `import assert from 'node:assert/strict';
import { test } from 'node:test';
import request from 'supertest';
${setup}
const target = ${jsString(test.target)};
const origin = ${jsString(test.origin)};
${preflight}
test('the response is shared with the page', async () => {
  const response = await request(${server})${call(test.method)}(target).set('Origin', origin);
  assert.equal(response.headers['access-control-allow-origin'], ${test.allowOrigin === '*' ? "'*'" : 'origin'});
${test.policy.credentials ? "  assert.equal(response.headers['access-control-allow-credentials'], 'true');\n" : ''}});
${test.allowOrigin === '*' ? '' : foreignTest(server)}`,
  };
}

/** supertest has a function for each of Node's methods, in small letters. */
const call = (method: string): string =>
  /^[A-Za-z]+$/.test(method) ? `.${method.toLowerCase()}` : `[${jsString(method.toLowerCase())}]`;

const headersTest = (
  names: readonly string[],
): string => `  const headers = listed('access-control-allow-headers').map((name) => name.toLowerCase());
  for (const name of [${names.map((name) => jsString(name.toLowerCase())).join(', ')}]) assert.ok(headers.includes(name), name);
`;

const preflightTest = ({ method, allowOrigin, policy }: TestCase, server: string): string => `
test('the preflight is answered', async () => {
  const response = await request(${server})
    .options(target)
    .set('Origin', origin)
    .set('Access-Control-Request-Method', ${jsString(method)})
    .set('Access-Control-Request-Headers', ${jsString(policy.requestHeaders.join(','))});
  assert.ok(response.ok, \`status \${response.status}\`);
  assert.equal(response.headers['access-control-allow-origin'], ${allowOrigin === '*' ? "'*'" : 'origin'});
  const listed = (name) => (response.headers[name] ?? '').split(',').map((item) => item.trim());
  assert.ok(listed('access-control-allow-methods').includes(${jsString(method)}));
${policy.requestHeaders.length === 0 ? '' : headersTest(policy.requestHeaders)}});
`;

const foreignTest = (server: string): string => `
test('another website is not allowed', async () => {
  const response = await request(${server}).get(target).set('Origin', 'https://other.example');
  assert.notEqual(response.headers['access-control-allow-origin'], 'https://other.example');
  assert.notEqual(response.headers['access-control-allow-origin'], '*');
});
`;
