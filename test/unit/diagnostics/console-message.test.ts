import { describe, expect, test } from 'vitest';
import { findByConsoleMessage, readConsoleMessage } from '../../../src/diagnostics/console-message';
import { diagnose } from '../../../src/diagnostics/diagnose';
import { http } from '../../support/http';

const allowed = 'Access-Control-Allow-Origin: https://app.example';
const put = (path: string, answer: string) =>
  http(
    `OPTIONS https://api.example/${path}\nOrigin: https://app.example\nAccess-Control-Request-Method: PUT\nAccess-Control-Request-Headers: x-a\n\n${answer}`,
  );
const get = (path: string, answer: string, sent = '') =>
  http(`GET https://api.example/${path}\nOrigin: https://app.example${sent}\n\n${answer}`);

const exchanges = [
  get('missing', '200'),
  get('wildcard', '200\nAccess-Control-Allow-Origin: *', '\nCookie: a=1'),
  get('twice', '200\nAccess-Control-Allow-Origin: *\nAccess-Control-Allow-Origin: *'),
  get('malformed', '200\nAccess-Control-Allow-Origin: app.example'),
  get('mismatch', '200\nAccess-Control-Allow-Origin: https://b.example'),
  get('credentials', `200\n${allowed}`, '\nCookie: a=1'),
  put('status', `404\n${allowed}`),
  put('redirect', '301\nLocation: /x'),
  put('methods', `204\n${allowed}\nAccess-Control-Allow-Methods: GET; PUT`),
  put('headers', `204\n${allowed}\nAccess-Control-Allow-Headers: a b`),
  put('method', `204\n${allowed}\nAccess-Control-Allow-Headers: x-a`),
  put('header', `204\n${allowed}\nAccess-Control-Allow-Methods: PUT`),
  put('preflight-missing', '500'),
].map((exchange, index) => ({ ...exchange, id: `${index}` }));

describe('finds the exchange by the sentence that its browser writes', () => {
  for (const exchange of exchanges) {
    const { blockedBy } = diagnose(exchange);
    const url = new URL(exchange.hops[0].request.url).pathname;
    test(`${url} in Chrome`, () => {
      expect(findByConsoleMessage(blockedBy?.says.chromium ?? '', exchanges)[0]?.id).toBe(exchange.id);
    });
    test(`${url} in Firefox`, () => {
      expect(findByConsoleMessage(blockedBy?.says.firefox ?? '', exchanges)[0]?.id).toBe(exchange.id);
    });
    test(`${url} in Safari, which names no URL`, () => {
      const found = findByConsoleMessage(blockedBy?.webkit ?? '', exchanges);
      expect(found.map(({ id }) => id)).toContain(exchange.id);
    });
    test(`${url} in Safari's second line`, () => {
      const line = `Fetch API cannot load ${exchange.hops[0].request.url} due to access control checks.`;
      expect(findByConsoleMessage(line, exchanges).map(({ id }) => id)).toEqual([exchange.id]);
    });
  }
});

describe('reads what people paste', () => {
  const sentence =
    "Access to fetch at 'https://api.example/missing' from origin 'https://app.example' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.";
  test.each([
    ['with the file name before it', `index.html:1 ${sentence}`],
    ['broken over lines', sentence.replaceAll(' ', '\n  ')],
    [
      'of an older Chrome',
      `${sentence} If an opaque response serves your needs, set the request's mode to 'no-cors' to fetch the resource with CORS disabled.`,
    ],
    ['cut off', sentence.slice(0, 150)],
    ['about an image', sentence.replace('fetch', 'image')],
  ])('%s', (_, text) => {
    expect(findByConsoleMessage(text, exchanges).map(({ id }) => id)).toEqual(['0']);
  });

  test('the same URL twice: the one with the same reason comes first', () => {
    const other = {
      ...get('missing', '200\nAccess-Control-Allow-Origin: https://b.example'),
      id: 'other',
      startedAt: 5,
    };
    expect(findByConsoleMessage(sentence, [other, ...exchanges]).map(({ id }) => id)).toEqual(['0']);
  });

  test.each([
    [
      "Access to fetch at 'https://b.example/x' (redirected from 'https://a.example/') from origin 'null' has been blocked by CORS policy: Response to preflight request doesn't pass access control check: It does not have HTTP ok status.",
      {
        url: 'https://b.example/x',
        redirectedFrom: 'https://a.example/',
        pageOrigin: 'null',
        preflight: true,
        rules: ['preflight-status-not-ok'],
      },
    ],
    [
      'Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at https://api.example/a.b. (Reason: CORS header ‘Access-Control-Allow-Origin’ missing). Status code: 502.',
      { url: 'https://api.example/a.b', status: 502, rules: ['allow-origin-missing'] },
    ],
    [
      'Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at ‘https://api.example/’. (Reason: Credential is not supported if the CORS header ‘Access-Control-Allow-Origin’ is ‘*’).',
      { url: 'https://api.example/', rules: ['allow-origin-wildcard-with-credentials'] },
    ],
    [
      'Fetch API cannot load https://api.example/. Request mode is "same-origin" but the URL\'s origin is not same as the request origin https://app.example.',
      { url: 'https://api.example/', rules: ['mode-same-origin'] },
    ],
    [
      "Mixed Content: The page at 'https://app.example/' was loaded over HTTPS, but requested an insecure resource 'http://api.example/'. This request has been blocked; the content must be served over HTTPS.",
      { url: 'http://api.example/', rules: ['mixed-content'] },
    ],
    [
      "Connecting to 'https://api.example/' violates the following Content Security Policy directive: \"connect-src 'self'\". The action has been blocked.",
      { url: 'https://api.example/', rules: ['content-security-policy'] },
    ],
    ['GET https://api.example/missing net::ERR_FAILED 200 (OK)', { url: 'https://api.example/missing', status: 200 }],
    [
      'Preflight response is not successful. Status code: 404',
      { browser: 'webkit', url: null, status: 404, preflight: true },
    ],
  ])('%s', (text, expected) => expect(readConsoleMessage(text)).toMatchObject(expected));

  test.each([
    '',
    'orders',
    'https://api.example/missing',
    'TypeError: Failed to fetch',
    'a'.repeat(100_000),
    `${"Access to fetch at '".repeat(2000)}`,
  ])('not a console sentence: %#', (text) => {
    expect(readConsoleMessage(text)).toBeNull();
    expect(findByConsoleMessage(text, exchanges)).toEqual([]);
  });
});
