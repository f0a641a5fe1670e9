import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { corsCheck } from '../../../src/fetch-standard/cors-check';
import { corsPreflightFetch } from '../../../src/fetch-standard/cors-preflight-fetch';
import { whyNotCorsSafelisted } from '../../../src/fetch-standard/cors-safelisted-request-header';
import { corsUnsafeRequestHeaders } from '../../../src/fetch-standard/cors-unsafe-request-header-names';
import { extractHeaderListValues } from '../../../src/fetch-standard/extract-header-list-values';
import { redirectTaint } from '../../../src/fetch-standard/redirect-taint';
import * as naive from '../../support/naive-standard';

const anyCase = (text: string): fc.Arbitrary<string> =>
  fc
    .array(fc.boolean(), { minLength: text.length, maxLength: text.length })
    .map((upper) => [...text].map((c, i) => (upper[i] ? c.toUpperCase() : c.toLowerCase())).join(''));

const origins = [
  'https://app.example',
  'https://app.example/',
  'https://b.example',
  'null',
  '*',
  '',
  'HTTPS://app.example',
];
const allowOrigin = fc.oneof(
  fc.constantFrom(...origins, '*, *', 'https://app.example, https://app.example', ' *'),
  fc.string(),
);
const listValue = fc.oneof(
  fc
    .array(
      fc.constantFrom(
        'GET',
        'PUT',
        'put',
        'PATCH',
        'patch',
        '*',
        '',
        ' ',
        'x-a',
        'X-A',
        'content-type',
        'Authorization',
        'b@d',
        'a b',
        'é',
        '\t',
        '\u00a0x',
      ),
      { maxLength: 5 },
    )
    .map((items) => items.join(',')),
  fc.string(),
);
const header = fc.oneof(
  fc.tuple(anyCase('access-control-allow-origin'), allowOrigin),
  fc.tuple(
    anyCase('access-control-allow-credentials'),
    fc.oneof(fc.constantFrom('true', 'True', 'true, true', ''), fc.string()),
  ),
  fc.tuple(anyCase('access-control-allow-methods'), listValue),
  fc.tuple(anyCase('access-control-allow-headers'), listValue),
  fc.tuple(fc.string(), fc.string()),
);
const headerList = fc.array(header, { maxLength: 6 });
const mode = fc.constantFrom('omit', 'same-origin', 'include');
const origin = fc.constantFrom('https://app.example', 'https://b.example', 'null');
const unsafeNames = fc
  .uniqueArray(fc.constantFrom('authorization', 'content-type', 'x-a', 'x-b', 'range'))
  .map((n) => n.sort());

const runs = { numRuns: 1500 };

describe('the algorithms give what a literal reading of the standard gives', { timeout: 60_000 }, () => {
  test('CORS check', () => {
    fc.assert(
      fc.property(origin, mode, headerList, (o, m, list) => {
        const result = corsCheck({ origin: o, credentialsMode: m as 'omit', responseHeaders: list });
        expect(result.result === 'success').toBe(naive.corsCheckSucceeds(o, m, list));
      }),
      runs,
    );
  });

  test('extract header list values', () => {
    fc.assert(
      fc.property(headerList, (list) => {
        const extracted = extractHeaderListValues('Access-Control-Allow-Methods', list);
        const literal = naive.extracting(list, 'Access-Control-Allow-Methods');
        expect(extracted === null ? null : (extracted.values ?? 'failure')).toEqual(literal);
      }),
      runs,
    );
  });

  test('CORS-preflight fetch', () => {
    // The interesting answers are those that get past the CORS check and the syntax.
    const tokens = fc
      .uniqueArray(
        fc.constantFrom(
          'GET',
          'PUT',
          'PATCH',
          'patch',
          '*',
          'DELETE',
          'x-a',
          'X-B',
          'content-type',
          'Authorization',
          'range',
        ),
      )
      .map((items) => items.join(', '));
    const good = fc
      .tuple(tokens, tokens, fc.boolean())
      .map(([methods, names, both]) => [
        ['Access-Control-Allow-Origin', 'https://app.example'] as const,
        ['Access-Control-Allow-Credentials', 'true'] as const,
        ['access-control-allow-headers', names] as const,
        ...(both ? [['Access-Control-Allow-Methods', methods] as const] : []),
      ]);
    const passing = fc.oneof({ weight: 1, arbitrary: headerList }, { weight: 3, arbitrary: good });
    const method = fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'patch', '*', 'DELETE');
    const status = fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(200, 204, 299) },
      { weight: 1, arbitrary: fc.integer({ min: 0, max: 999 }) },
    );
    let passed = 0;
    fc.assert(
      fc.property(mode, method, unsafeNames, fc.boolean(), status, passing, (m, meth, names, flag, s, list) => {
        const input = { origin: 'https://app.example', method: meth, unsafeNames: names, status: s };
        const result = corsPreflightFetch({
          ...input,
          credentialsMode: m as 'omit',
          useCorsPreflightFlag: flag,
          responseHeaders: list,
        });
        const literal = naive.preflightSucceeds({ ...input, mode: m, flag }, s, list);
        if (literal) passed++;
        expect(result.result === 'success').toBe(literal);
      }),
      runs,
    );
    expect(passed).toBeGreaterThan(100);
  });

  test('CORS-safelisted request-header and CORS-unsafe request-header names', () => {
    const bytes = fc.string({
      unit: fc.integer({ min: 0, max: 255 }).map((c) => String.fromCharCode(c)),
      maxLength: 140,
    });
    const name = fc.oneof(
      anyCase('accept'),
      anyCase('content-type'),
      anyCase('accept-language'),
      anyCase('range'),
      fc.constantFrom('X-A', 'authorization'),
    );
    const value = fc.oneof(
      bytes,
      fc.constantFrom(
        'text/plain',
        'TEXT/PLAIN; charset=utf-8',
        'text/plain;charset="utf-8"',
        'text/ plain',
        'text/plain ;x',
        'application/json',
        'multipart/form-data;boundary=a',
        ' text/plain',
        'text/plain, text/plain',
        'text/',
      ),
      fc.constantFrom(
        'bytes=0-',
        'bytes=-5',
        'bytes=5-1',
        'bytes=01-1',
        'bytes=0-1,2-3',
        'bytes= 0-1',
        'Bytes=0-1',
        'bytes=9999999999999999999-99999999999999999998',
      ),
      fc.constantFrom('a'.repeat(128), 'a'.repeat(129), 'en-US', 'en_US', '*/*', 'a:b'),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(name, value), { maxLength: 12 }), (list) => {
        for (const [n, v] of list) expect(whyNotCorsSafelisted(n, v) === null).toBe(naive.isSafelisted(n, v));
        expect(corsUnsafeRequestHeaders(list).map((h) => h.name)).toEqual(naive.unsafeRequestHeaderNames(list));
      }),
      runs,
    );
  });

  test('redirect-taint', () => {
    const url = fc.constantFrom(
      'https://app.example/',
      'https://a.example/1',
      'https://a.example/2',
      'http://a.example/',
      'https://b.example:8443/',
    );
    fc.assert(
      fc.property(
        fc.constantFrom('https://app.example', 'https://b.example:8443'),
        fc.array(url, { minLength: 1, maxLength: 6 }),
        (o, urls) => {
          expect(redirectTaint(o, urls).tainted).toBe(naive.isRedirectTainted(o, urls));
        },
      ),
      runs,
    );
  });
});
