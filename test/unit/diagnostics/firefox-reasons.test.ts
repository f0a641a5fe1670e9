import { describe, expect, test } from 'vitest';
import { diagnose } from '../../../src/diagnostics/diagnose';
import type { Exchange, NetworkEntry } from '../../../src/exchange/exchange';
import { withHop } from '../../../src/exchange/hop-facts';
import { http } from '../../support/http';

/** Firefox's own reasons, its order of checks and its way of ending requests, as measured in Firefox 153. */
const firefox = (text: string, options: Parameters<typeof http>[1] = {}): Exchange =>
  http(text, { browser: 'firefox', ...options });
const origin = 'Origin: https://app.example';
const get = (answer: string, options: Parameters<typeof http>[1] = {}) =>
  firefox(`GET https://api.example/items\n${origin}\n\n200\n${answer}\n\ncompleted`, options);
const reasonOf = (exchange: Exchange) => diagnose(exchange).blockedBy?.firefox ?? null;

/** DevTools' entry has come: it keeps apart what Firefox merges for extensions. */
const withEntry = (exchange: Exchange): Exchange =>
  withHop(exchange, 0, (hop) => ({ ...hop, request: { ...hop.request, network } }));
const network: NetworkEntry = {
  startedAt: 0,
  duration: 1,
  timings: null,
  initiator: null,
  error: null,
  postData: null,
  responseBytes: null,
  httpVersion: 'HTTP/1.1',
  repeatedHeaderList: null,
};

describe('one line with a list, or two lines', () => {
  const merged = 'Access-Control-Allow-Origin: https://app.example, https://shop.example';
  const apart = 'Access-Control-Allow-Origin: https://app.example\nAccess-Control-Allow-Origin: https://shop.example';

  test.each([
    ['merged, and nothing tells: two lines are far more common', get(merged), 'CORSMultipleAllowOriginNotAllowed'],
    ['merged by the server itself', withEntry(get(merged)), 'CORSAllowOriginNotMatchingOrigin'],
    ['apart', withEntry(get(apart)), 'CORSMultipleAllowOriginNotAllowed'],
    [
      'apart, the first empty',
      withEntry(get(apart.replace('https://app.example\n', '\n'))),
      'CORSMultipleAllowOriginNotAllowed',
    ],
    [
      'apart, spelled in two ways: Firefox counts one',
      withEntry(get(apart.replace(/Access-Control-Allow-Origin(?=: https:..shop)/, 'access-control-allow-origin'))),
      'CORSAllowOriginNotMatchingOrigin',
    ],
    [
      'over HTTP/2, in lower case, it counts none',
      get(`${merged.replace('Access-Control-Allow-Origin', 'access-control-allow-origin')}\nX-Firefox-Spdy: h2`),
      'CORSAllowOriginNotMatchingOrigin',
    ],
  ])('%s', (_, exchange, reason) => expect(reasonOf(exchange)).toBe(reason));
});

describe('a redirected preflight is checked for access first', () => {
  const preflight = (lines: string) =>
    firefox(
      `OPTIONS https://api.example/items\n${origin}\nAccess-Control-Request-Method: PUT\n\n302\nLocation: /login\n${lines}\n\npreflight failed NS_ERROR_NET_ON_RECEIVING_FROM\n\nPUT https://api.example/items\n\nfailed NS_ERROR_DOM_BAD_URI`,
    );
  test.each([
    ['X-Powered-By: Express', 'CORSMissingAllowOrigin'],
    ['Access-Control-Allow-Origin: https://app.example', 'CORSExternalRedirectNotAllowed'],
  ])('%s', (lines, reason) => expect(reasonOf(preflight(lines))).toBe(reason));
});

describe('a completed request', () => {
  const star = 'Access-Control-Allow-Origin: *';

  test('was blocked if no credentials mode would let it pass', () => {
    expect(diagnose(get('Server: nginx'))).toMatchObject({ outcome: 'blocked', evidence: 'headers' });
  });

  test('may have been blocked where it hangs on the credentials mode, and the verdict says so', () => {
    const verdict = diagnose(get(star));
    expect(verdict).toMatchObject({ outcome: 'allowed', credentialsMode: null });
    expect(verdict.findings).toContainEqual(
      expect.objectContaining({ confidence: 'possible', firefox: 'CORSNotSupportingCredentials' }),
    );
  });

  test('a cookie tells the mode', () => {
    const sent = firefox(`GET https://api.example/items\n${origin}\nCookie: a=b\n\n200\n${star}\n\ncompleted`);
    expect(reasonOf(sent)).toBe('CORSNotSupportingCredentials');
  });

  test('so does the page hook', () => {
    expect(reasonOf(get(star, { page: { credentialsMode: 'include' } }))).toBe('CORSNotSupportingCredentials');
    expect(diagnose(get(star, { page: { credentialsMode: 'omit' } })).outcome).toBe('allowed');
  });

  test('and a refusal that Firefox reports, as it does for workers and large bodies', () => {
    const refused = firefox(`GET https://api.example/items\n${origin}\n\n200\n${star}\n\nfailed NS_ERROR_DOM_BAD_URI`);
    expect(diagnose(refused)).toMatchObject({
      outcome: 'blocked',
      credentialsMode: { value: 'include', how: 'follows' },
      blockedBy: { firefox: 'CORSNotSupportingCredentials' },
    });
  });
});

test('after a tainted redirect the preflight bears the page’s origin, the request `null`', () => {
  const exchange = firefox(
    `PUT https://app.example/old\n\n307\nLocation: https://api.example/\n\n` +
      `OPTIONS https://other.example/items\n${origin}\nAccess-Control-Request-Method: PUT\n\n204\nAccess-Control-Allow-Origin: https://app.example\nAccess-Control-Allow-Methods: PUT\n\n` +
      `PUT https://other.example/items\nOrigin: null\n\n200\nAccess-Control-Allow-Origin: https://app.example\n\ncompleted`,
    { initiator: 'https://app.example' },
  );
  expect(diagnose(exchange).blockedBy).toMatchObject({ on: 'response', firefox: 'CORSAllowOriginNotMatchingOrigin' });
});

test('a redirect that only the missing Allow-Credentials explains was refused for it', () => {
  const exchange = firefox(
    `GET https://api.example/items\n${origin}\n\n302\nLocation: /moved\nAccess-Control-Allow-Origin: https://app.example\n\nfailed NS_ERROR_NET_ON_RECEIVING_FROM`,
  );
  expect(diagnose(exchange)).toMatchObject({
    outcome: 'blocked',
    credentialsMode: { value: 'include', how: 'follows' },
    blockedBy: { firefox: 'CORSMissingAllowCredentials' },
  });
});

test('a beacon whose answer nobody reads was delivered', () => {
  const exchange = firefox(`POST https://api.example/log\n${origin}\n\n200\n\nfailed NS_BINDING_ABORTED`, {
    resourceType: 'beacon',
  });
  expect(diagnose(exchange)).toMatchObject({ outcome: 'allowed', cause: null });
});

test('a forbidden redirect ends like one that is kept; the call tells which it was', () => {
  const text =
    'GET https://api.example/\nOrigin: https://app.example\n\n302\nLocation: /there\nAccess-Control-Allow-Origin: *\n\ncompleted';
  const call = { credentialsMode: 'same-origin', redirect: 'error' } as const;
  const threw = { state: 'threw', at: 1, name: 'TypeError', message: 'NetworkError' } as const;
  const forbidden = http(text, { browser: 'firefox', page: { ...call, outcome: threw } });
  expect(diagnose(forbidden)).toMatchObject({ outcome: 'failed', cause: { rule: 'redirect-not-followed' } });
  expect(diagnose(http(text, { browser: 'firefox' })).outcome).toBe('allowed');
});
