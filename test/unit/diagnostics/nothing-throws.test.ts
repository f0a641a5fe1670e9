import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diagnose } from '../../../src/diagnostics/diagnose';
import { recordingOf } from '../../../src/diagnostics/recording';
import type { Finding } from '../../../src/diagnostics/verdict';
import type { End, Exchange, Hop, Preflight, Request, Response } from '../../../src/exchange/exchange';
import { exchanges as anyExchange } from '../../support/arbitrary-exchange';

const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '',
    '*',
    'null',
    'true',
    'https://app.example',
    'https://api.example/x',
    '`',
    '<script>',
    '\u0000',
    'constructor',
    '__proto__',
    'https://u:p@api.example/',
  ),
);
const headerName = fc.oneof(
  fc.constantFrom(
    'Origin',
    'Cookie',
    'Content-Type',
    'Accept',
    'Authorization',
    'Location',
    'Vary',
    'Access-Control-Request-Method',
    'Access-Control-Request-Headers',
    'Access-Control-Allow-Origin',
    'access-control-allow-credentials',
    'Access-Control-Allow-Methods',
    'Access-Control-Allow-Headers',
    'Access-Control-Expose-Headers',
    'Access-Control-Max-Age',
    'Sec-Fetch-Mode',
    'Server',
    'Via',
    'Age',
    'X-Cache',
    'Allow',
  ),
  text,
);
const headerList = fc.array(fc.tuple(headerName, text), { maxLength: 6 });
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { nil: null });
const time = maybe(fc.integer());
const url = fc.oneof(
  fc.constantFrom('https://api.example/x', 'http://127.0.0.1:8080/', 'https://app.example/', 'ftp://x/', 'data:,x', ''),
  text,
);

const request: fc.Arbitrary<Request> = fc.record({
  method: fc.oneof(fc.constantFrom('GET', 'POST', 'PUT', 'patch', 'OPTIONS'), text),
  url,
  headerList: maybe(headerList),
  composedHeaderList: maybe(headerList),
  startedAt: time,
  sentAt: time,
  network: fc.constant(null),
});
const response: fc.Arbitrary<Response> = fc.record({
  status: fc.oneof(fc.constantFrom(0, 200, 204, 302, 401, 404, 500, 502), fc.integer()),
  statusText: text,
  headerList,
  deliveredHeaderList: maybe(headerList),
  fromCache: maybe(fc.boolean()),
  ip: maybe(text),
  receivedAt: time,
});
const error = fc.oneof(
  fc.constantFrom(
    'net::ERR_FAILED',
    'net::ERR_ABORTED',
    'net::ERR_BLOCKED_BY_CLIENT',
    'NS_ERROR_DOM_BAD_URI',
    'NS_BINDING_ABORTED',
    'net::ERR_CERT_DATE_INVALID',
  ),
  text,
);
const end: fc.Arbitrary<End> = fc.oneof(
  fc.constant<End>({ state: 'pending' }),
  fc.constant<End>({ state: 'completed', at: 1 }),
  error.map((e): End => ({ state: 'failed', at: 1, error: e })),
  fc.constant<End>({ state: 'asking', at: 1, what: 'authentication' }),
  fc.constant<End>({ state: 'unknown', why: 'x' }),
);
const preflight: fc.Arbitrary<Preflight> = fc.record({ requestId: text, request, response: maybe(response), end });
const hop: fc.Arbitrary<Hop> = fc.record({ request, preflight: maybe(preflight), response: maybe(response) });
const exchange: fc.Arbitrary<Exchange> = fc.record({
  id: text,
  browser: fc.constantFrom('chromium', 'firefox', 'webkit', null),
  tabId: fc.integer(),
  frameId: fc.integer(),
  documentId: maybe(text),
  initiator: maybe(fc.oneof(fc.constantFrom('https://app.example', 'null', 'http://localhost:3000'), text)),
  resourceType: fc.oneof(fc.constantFrom('xmlhttprequest', 'image', 'font', 'ping', 'sub_frame'), text),
  startedAt: fc.integer(),
  hops: fc.tuple(hop, hop, hop).chain(([a, b, c]) => fc.constantFrom<Exchange['hops']>([a], [a, b], [a, b, c])),
  end,
  page: maybe(
    fc.record({
      api: fc.constantFrom('fetch' as const, 'XMLHttpRequest' as const),
      method: text,
      url,
      mode: fc.oneof(fc.constantFrom('cors', 'no-cors', 'same-origin'), text),
      credentialsMode: fc.constantFrom('omit' as const, 'same-origin' as const, 'include' as const),
      redirect: fc.constantFrom('follow', 'error', 'manual'),
      headerNames: fc.array(text),
      uploadListener: fc.boolean(),
      streamBody: fc.boolean(),
      stack: fc.constant([]),
      at: fc.integer(),
      outcome: fc.constant(null),
      violation: fc.constant(null),
    }),
  ),
  invisible: maybe(
    fc.record({
      kind: fc.constantFrom(
        'mode-same-origin' as const,
        'bad-port' as const,
        'unknown' as const,
        'service-worker' as const,
      ),
      evidence: fc.constantFrom('page hook' as const, 'network entry' as const),
    }),
  ),
});

function readsWell(finding: Finding): void {
  const { title, explanation, short } = finding;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: none may reach a text.
  expect(`${title}${explanation}${short}`).not.toMatch(/[\x00-\x1F\x7F]/);
  for (const text of [title, explanation]) expect(text.split('`').length % 2, text).toBe(1);
  const code = /`[^`]*`/g;
  expect(title.replace(code, ''), title).not.toMatch(/[.!]$|undefined|NaN|\[object/);
  expect(explanation.replace(code, 'code'), explanation).toMatch(/\.$/);
  expect(explanation.replace(code, 'code'), explanation).not.toMatch(/undefined|NaN|\[object|\.\.| {2}|!/);
  expect(short.length, short).toBeLessThanOrEqual(28);
}

const outcomes = new Set(['allowed', 'blocked', 'failed', 'pending']);

describe('whatever was recorded', () => {
  test('diagnose does not throw, and its verdict keeps its promises', () => {
    const any = fc.oneof(exchange, anyExchange);
    fc.assert(
      fc.property(any, fc.array(any, { maxLength: 3 }), (e, others) => {
        const verdict = diagnose(e);
        const among = diagnose(e, recordingOf([...others, e]));
        for (const v of [verdict, among]) {
          JSON.stringify(v);
          expect(outcomes.has(v.outcome)).toBe(true);
          expect(v.blockedBy !== null).toBe(v.outcome === 'blocked');
          expect(v.findings[0]?.kind === 'blocks').toBe(v.outcome === 'blocked');
          if (v.outcome === 'failed') expect(v.cause).not.toBeNull();
          for (const finding of v.findings) readsWell(finding);
          for (const fix of v.fixes) {
            if (fix.side === 'server') expect(fix.policy.origins).not.toContain('null');
          }
          for (const { state, hop } of [...v.checks, ...v.findings].map((c) => ({
            state: 'state' in c ? c.state : '',
            hop: c.hop,
          }))) {
            expect(e.hops[hop]).toBeDefined();
            if (state === 'stopped here') expect(v.outcome).toBe('blocked');
          }
        }
        // The rest of the recording sharpens causes and changes nothing else.
        expect(among.outcome).toBe(verdict.outcome);
        expect(among.blockedBy?.rule).toBe(verdict.blockedBy?.rule);
      }),
      { numRuns: 800 },
    );
  }, 60_000);

  test('a megabyte in every place is no matter of seconds', () => {
    const big = `${'a, '.repeat(350_000)}`;
    const spaces = `a${' '.repeat(1_000_000)}b`;
    for (const value of [
      big,
      spaces,
      '\u0000'.repeat(1_000_000),
      '*'.repeat(1_000_000),
      `https://${'a'.repeat(100_000)}.example`,
    ]) {
      const list = [
        'Access-Control-Allow-Origin',
        'Access-Control-Allow-Credentials',
        'Access-Control-Allow-Methods',
        'Access-Control-Allow-Headers',
        'Access-Control-Request-Headers',
        'Origin',
        'Vary',
        'Location',
        'Content-Type',
        'Range',
        'Server',
        'Allow',
        'Access-Control-Expose-Headers',
        'Set-Cookie',
      ].map((name) => [name, value] as const);
      const sent: Request = {
        method: value,
        url: `https://api.example/${value}`,
        headerList: list,
        composedHeaderList: null,
        startedAt: 0,
        sentAt: 0,
        network: null,
      };
      const answer: Response = {
        status: 200,
        statusText: value,
        headerList: list,
        deliveredHeaderList: null,
        fromCache: null,
        ip: null,
        receivedAt: 0,
      };
      const failed: End = { state: 'failed', at: 0, error: 'net::ERR_FAILED' };
      const e: Exchange = {
        id: '1',
        browser: 'chromium',
        tabId: 1,
        frameId: 0,
        documentId: null,
        initiator: 'https://app.example',
        resourceType: 'xmlhttprequest',
        startedAt: 0,
        hops: [
          {
            request: sent,
            preflight: { requestId: '2', request: sent, response: answer, end: failed },
            response: { ...answer, status: 301 },
          },
        ],
        end: failed,
        page: null,
        invisible: null,
      };
      const started = performance.now();
      for (const finding of diagnose(e).findings) expect(finding.explanation.length).toBeLessThan(4000);
      JSON.stringify(diagnose(e));
      // Linear takes a second here, quadratic takes minutes.
      expect(performance.now() - started).toBeLessThan(20_000);
    }
  }, 120_000);
});
