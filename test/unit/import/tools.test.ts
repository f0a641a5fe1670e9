import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { diagnose } from '../../../src/diagnostics/diagnose';
import { recordingOf } from '../../../src/diagnostics/recording';
import type { Outcome } from '../../../src/diagnostics/verdict';
import { importHar } from '../../../src/import/har';

/**
 * The same page in Chromium 156, recorded by test tools: Playwright 1.65.1 (`recordHar`), cypress-har-generator 5.17.1
 * (its own tasks, without Cypress around them), chrome-har 1.3.1 (fed with the DevTools protocol). Each URL's path names what
 * the server did; what the browser did is what its console and the page said.
 */
function outcomesOf(file: string): [path: string, outcome: Outcome, rule: string | null][] {
  const read = importHar(readFileSync(`test/traces/tools/${file}.har`, 'utf8'));
  if (!read.ok) throw new Error(read.sentence);
  const recording = recordingOf(read.exchanges);
  return read.exchanges.map((exchange) => {
    const { outcome, blockedBy } = diagnose(exchange, recording);
    return [new URL(exchange.hops[0].request.url).pathname.slice(1), outcome, blockedBy?.rule ?? null];
  });
}

const blocked = [
  'get-missing',
  'put-pre401',
  'put-resp-missing',
  'put-method',
  'put-preredirect',
  'get-star-cred',
  'get-header',
  'get-redirect',
  'get-500',
  'post-json-missing',
  'post-simple-missing',
  'put-pre200-noheaders',
  'put-redirect-blocked',
];
const failed = [
  'put-prereset',
  'get-reset',
  'put-respreset',
  'get-abort',
  'put-abort',
  'get-timeout-abort',
  'get-closed',
  'put-closed',
];
const allowed = ['get-ok', 'put-ok', 'get-nocors', 'same404'];
const truth = new Map<string, Outcome>([
  ...blocked.map((path) => [path, 'blocked'] as const),
  ...failed.map((path) => [path, 'failed'] as const),
  ...allowed.map((path) => [path, 'allowed'] as const),
]);

describe.each(['playwright', 'cypress-har-generator'])('%s', (file) => {
  test('every outcome is the browser’s', () => {
    const outcomes = outcomesOf(file).filter(([path]) => truth.has(path));
    expect(outcomes.map(([path]) => path).sort()).toEqual([...truth.keys()].sort());
    expect(outcomes.filter(([path, outcome]) => outcome !== truth.get(path))).toEqual([]);
  });
});

test('playwright keeps no answer that was refused, so no header is named', () => {
  const rules = outcomesOf('playwright').flatMap(([, outcome, rule]) => (outcome === 'blocked' ? [rule] : []));
  expect([...new Set(rules)]).toEqual(['answer-not-recorded']);
});

test('cypress-har-generator keeps headers without a status: the rule follows from them', () => {
  const rules = new Map(outcomesOf('cypress-har-generator').map(([path, , rule]) => [path, rule]));
  expect(blocked.map((path) => [path, rules.get(path)])).toEqual([
    ['get-missing', 'allow-origin-missing'],
    ['put-pre401', 'allow-origin-missing'],
    ['put-resp-missing', 'allow-origin-missing'],
    ['put-method', 'method-not-allowed'],
    // Of a redirected preflight there is no status.
    ['put-preredirect', 'answer-not-recorded'],
    ['get-star-cred', 'allow-origin-wildcard-with-credentials'],
    ['get-header', 'request-header-not-allowed'],
    ['get-redirect', 'allow-origin-missing'],
    ['get-500', 'allow-origin-missing'],
    ['post-json-missing', 'allow-origin-missing'],
    ['post-simple-missing', 'allow-origin-missing'],
    ['put-pre200-noheaders', 'allow-origin-missing'],
    ['put-redirect-blocked', 'allow-origin-missing'],
  ]);
});

test('what a test aborts or answers by itself was not refused by CORS', () => {
  const read = importHar(readFileSync('test/traces/tools/playwright-routes.har', 'utf8'));
  if (!read.ok) throw new Error(read.sentence);
  const outcomes = read.exchanges.map((exchange) => {
    const { search } = new URL(exchange.hops[0].request.url);
    return [search.slice(1), diagnose(exchange).outcome];
  });
  expect(outcomes.slice(1)).toEqual([
    ['aborted', 'failed'],
    ['blocked', 'failed'],
    ['fulfilled', 'allowed'],
    ['cont', 'blocked'],
    ['noref', 'blocked'],
    ['img', 'blocked'],
    ['script', 'blocked'],
    ['', 'failed'],
  ]);
});

test('chrome-har leaves failed requests out: nothing is made up of what is left, and it says so', () => {
  const read = importHar(readFileSync('test/traces/tools/chrome-har.har', 'utf8'));
  expect(read.ok && read.recorder.blindSpot).toMatch(/^chrome-har leaves requests that failed out/);
  const wrong = outcomesOf('chrome-har').filter(
    ([path, outcome]) => outcome !== 'pending' && truth.has(path) && outcome !== truth.get(path),
  );
  expect(wrong).toEqual([]);
});

test('verdicts say what they rest on', () => {
  const basis = (file: string, path: string) => {
    const read = importHar(readFileSync(`test/traces/tools/${file}.har`, 'utf8'));
    const found = read.ok && read.exchanges.find(({ hops: [{ request }] }) => request.url.endsWith(path));
    return found ? diagnose(found).basis : null;
  };
  expect(basis('playwright', '/put-pre401')).toBe(
    'The browser ended the request with `net::ERR_FAILED`, its word for CORS failures. Playwright keeps neither preflights nor refused answers.',
  );
  expect(basis('playwright', '/get-reset')).toMatch(
    /^The browser ended the request with `net::ERR_EMPTY_RESPONSE`, which is no word for a CORS failure\./,
  );
  expect(basis('cypress-har-generator', '/get-reset')).toBe(
    'Computed from what was recorded. The file has no answer to it and no word why.',
  );
  expect(basis('chrome-har', '/get-redirect')).toMatch(/does not hold the request that this redirect led to\.$/);
});
