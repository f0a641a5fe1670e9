import { describe, expect, test } from 'vitest';
import { originSlip } from '../../../src/diagnostics/near-miss/origin';
import { toolOf } from '../../../src/diagnostics/near-miss/tool-headers';

describe('how an allowed origin misses', () => {
  test.each([
    ['https://app.example', 'https://app.example/', 'trailing slash'],
    ['https://app.example', 'https://app.example/index.html', 'path'],
    ['https://app.example', 'http://app.example', 'scheme'],
    ['https://app.example', 'https://app.example:443', 'default port'],
    ['https://app.example', 'https://app.example:443/', 'default port'],
    ['http://app.example:3000', 'http://app.example', 'port missing'],
    ['http://app.example:3000', 'http://app.example:3001', 'port'],
    ['https://app.example', 'https://www.app.example', 'www'],
    ['https://www.app.example', 'https://app.example', 'www'],
    ['https://app.example.com', 'https://admin.app.example.com', 'sub-domain'],
    ['https://admin.app.example.com', 'https://app.example.com', 'parent domain'],
    ['https://app.example.com', 'https://shop.example.com', 'sibling domain'],
    ['https://app.example', 'https://APP.example', 'case'],
    ['https://app.example', 'HTTPS://APP.EXAMPLE', 'case'],
    ['http://localhost:3000', 'http://127.0.0.1:3000', 'loopback name'],
    ['http://[::1]:3000', 'http://localhost:3000', 'loopback name'],
    ['https://app.example', 'https://*.example', 'wildcard in host'],
    ['https://app.example', '*.example', 'wildcard in host'],
    ['https://app.example', '"https://app.example"', 'quotes'],
    ['https://app.example', 'app.example', 'missing scheme'],
    ['http://localhost:3000', 'localhost:3000', 'missing scheme'],
    ['https://app.example', 'true', 'not an origin'],
    ['https://app.example', '/.*\\.example$/', 'wildcard in host'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable that nobody replaced.
    ['https://app.example', '${ORIGIN}', 'not an origin'],
    ['https://app.example', 'http://localhost:3000', 'environment'],
    ['http://localhost:3000', 'https://app.example', 'environment'],
    ['https://app.example', 'null', 'null value'],
    ['https://app.example', 'https://app.example.', 'trailing dot'],
    ['https://app.example', 'https://api.test', 'own origin'],
    ['https://app.example', 'https://other.test', 'other origin'],
  ])('%s, allowed %s: %s', (origin, allowed, slip) => {
    expect(originSlip(origin, allowed, 'https://api.test/items')).toBe(slip);
  });
});

test.each([
  ['traceparent', true],
  ['sentry-trace', true],
  ['X-Datadog-Trace-Id', true],
  ['x-rq-custom', true],
  ['x-tenant', false],
  ['authorization', false],
  ['x-requested-with', false],
])('%s is added by a tool: %s', (name, added) => expect(toolOf(name) !== null).toBe(added));
