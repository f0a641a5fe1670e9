import { describe, expect, test } from 'vitest';
import { diagnose } from '../../../src/diagnostics/diagnose';
import { whyNotCorsSafelisted } from '../../../src/fetch-standard/cors-safelisted-request-header';
import { httpRedirectFetch } from '../../../src/fetch-standard/http-redirect-fetch';
import { http } from '../../support/http';

/** The vectors that were measured in Chromium 156, each with the name that Chromium gave. */
const get = (answer: string, options: Parameters<typeof http>[1] = {}) =>
  diagnose(http(`GET https://api.example/items\nOrigin: https://app.example\n\n200\n${answer}`, options));
const include = { page: { credentialsMode: 'include' } } as const;
const omit = { page: { credentialsMode: 'omit' } } as const;

const preflighted = (request: string, answer: string, options: Parameters<typeof http>[1] = {}) =>
  diagnose(http(`OPTIONS https://api.example/items\nOrigin: https://app.example\n${request}\n\n${answer}`, options));
const put = 'Access-Control-Request-Method: PUT';
const allowed = 'Access-Control-Allow-Origin: https://app.example';

describe('CORS check', () => {
  test.each([
    ['1 nothing allowed', '', {}, 'MissingAllowOriginHeader'],
    [
      '2 `*` with credentials',
      'Access-Control-Allow-Origin: *\nAccess-Control-Allow-Credentials: true',
      include,
      'WildcardOriginNotAllowed',
    ],
    ['3 a slash too many', 'Access-Control-Allow-Origin: https://app.example/', {}, 'AllowOriginMismatch'],
    ['4 two lines', 'Access-Control-Allow-Origin: *\nAccess-Control-Allow-Origin: *', {}, 'MultipleAllowOriginValues'],
    ['5 empty', 'Access-Control-Allow-Origin:', {}, 'InvalidAllowOriginValue'],
    [
      '6 a host with port is a URL to a parser',
      'Access-Control-Allow-Origin: localhost:3000',
      {},
      'AllowOriginMismatch',
    ],
    ['6 a host alone is not', 'Access-Control-Allow-Origin: app.example', {}, 'InvalidAllowOriginValue'],
    ['7 `True`', `${allowed}\nAccess-Control-Allow-Credentials: True`, include, 'InvalidAllowCredentials'],
  ])('%s', (_, answer, options, chromium) => {
    expect(get(answer, options)).toMatchObject({ outcome: 'blocked', blockedBy: { chromium } });
  });

  test('8 without credentials, Allow-Credentials does not matter', () => {
    const verdict = diagnose(
      http(
        `GET https://api.example/\nOrigin: https://app.example\n\n200\n${allowed}\nAccess-Control-Allow-Credentials: nonsense\n\ncompleted`,
        omit,
      ),
    );
    expect(verdict).toMatchObject({ outcome: 'allowed', blockedBy: null, findings: [] });
  });

  test.each([
    ['null', null],
    ['NULL', 'InvalidAllowOriginValue'],
    ['https://app.example', 'AllowOriginMismatch'],
  ])('9 an opaque origin and `%s`', (value, chromium) => {
    const verdict = diagnose(
      http(
        `GET https://api.example/\nOrigin: null\n\n200\nAccess-Control-Allow-Origin: ${value}\n\n${chromium === null ? 'completed' : 'failed net::ERR_FAILED'}`,
      ),
    );
    expect(verdict.blockedBy?.chromium ?? null).toBe(chromium);
  });

  test('26 an error page with the header is readable', () => {
    const verdict = diagnose(
      http(`GET https://api.example/\nOrigin: https://app.example\n\n500\n${allowed}\n\ncompleted`),
    );
    expect(verdict).toMatchObject({ outcome: 'allowed', blockedBy: null });
  });
});

describe('preflight', () => {
  test.each([
    ['10 404, nothing allowed', put, '404', 'PreflightMissingAllowOriginHeader'],
    ['10 404, origin allowed', put, `404\n${allowed}`, 'PreflightInvalidStatus'],
    [
      '11 redirect',
      put,
      `301\nLocation: /items/\n${allowed}\nAccess-Control-Allow-Methods: PUT`,
      'PreflightDisallowedRedirect',
    ],
    ['11 redirect without any header', put, '307\nLocation: /items/', 'PreflightDisallowedRedirect'],
    ['   304 is no redirect', put, `304\n${allowed}`, 'PreflightInvalidStatus'],
    [
      '13 patch is not PATCH',
      'Access-Control-Request-Method: patch',
      `204\n${allowed}\nAccess-Control-Allow-Methods: PATCH`,
      'MethodDisallowedByPreflightResponse',
    ],
    [
      '15 a malformed list, though POST needs none',
      'Access-Control-Request-Method: POST\nAccess-Control-Request-Headers: content-type',
      `204\n${allowed}\nAccess-Control-Allow-Methods: GET; PUT`,
      'InvalidAllowMethodsPreflightResponse',
    ],
    [
      '   malformed header names',
      put,
      `204\n${allowed}\nAccess-Control-Allow-Methods: PUT\nAccess-Control-Allow-Headers: x custom`,
      'InvalidAllowHeadersPreflightResponse',
    ],
    [
      '17 header names',
      'Access-Control-Request-Method: GET\nAccess-Control-Request-Headers: x-abe,x-zed',
      `204\n${allowed}`,
      'HeaderDisallowedByPreflightResponse',
    ],
    ['   origin', put, '204\nAccess-Control-Allow-Origin: https://b.example', 'PreflightAllowOriginMismatch'],
    [
      '   several origins',
      put,
      '204\nAccess-Control-Allow-Origin: https://b.example, *',
      'PreflightMultipleAllowOriginValues',
    ],
    ['   no origin', put, '204\nAccess-Control-Allow-Origin: junk', 'PreflightInvalidAllowOriginValue'],
  ])('%s', (_, request, answer, chromium) => {
    expect(preflighted(request, answer)).toMatchObject({
      outcome: 'blocked',
      blockedBy: { chromium, on: 'preflight' },
    });
  });

  test.each([
    ['`*` with credentials', `204\nAccess-Control-Allow-Origin: *`, 'PreflightWildcardOriginNotAllowed'],
    ['no Allow-Credentials', `204\n${allowed}`, 'PreflightInvalidAllowCredentials'],
    [
      '14 `*` for methods',
      `204\n${allowed}\nAccess-Control-Allow-Credentials: true\nAccess-Control-Allow-Methods: *`,
      'MethodDisallowedByPreflightResponse',
    ],
  ])('with credentials: %s', (_, answer, chromium) => {
    expect(preflighted(put, answer, include)).toMatchObject({ outcome: 'blocked', blockedBy: { chromium } });
  });

  test.each([
    ['12 any status from 200 to 299', put, `299\n${allowed}\nAccess-Control-Allow-Methods: PUT`],
    ['14 `*` for methods', put, `204\n${allowed}\nAccess-Control-Allow-Methods: *`],
    [
      '16 POST needs no listing, header names have no case',
      'Access-Control-Request-Method: POST\nAccess-Control-Request-Headers: content-type',
      `204\n${allowed}\nAccess-Control-Allow-Methods: PUT\nAccess-Control-Allow-Headers: CONTENT-TYPE`,
    ],
    [
      '   lists over several lines, empty elements',
      put,
      `204\n${allowed}\nAccess-Control-Allow-Methods: GET,,\nAccess-Control-Allow-Methods: PUT,`,
    ],
  ])('passes: %s', (_, request, answer) => {
    const verdict = preflighted(
      request,
      `${answer}\n\nPUT https://api.example/items\nOrigin: https://app.example\n\n200\n${allowed}\n\ncompleted`,
      omit,
    );
    expect(verdict).toMatchObject({ outcome: 'allowed', preflight: { needed: true, answeredFrom: 'server' } });
    expect(verdict.findings.filter(({ kind }) => kind !== 'advice')).toEqual([]);
  });

  test('17 names all headers that are left out, the browser only the first', () => {
    const verdict = preflighted(
      'Access-Control-Request-Method: GET\nAccess-Control-Request-Headers: x-abe,x-zed',
      `204\n${allowed}`,
    );
    expect(verdict.blockedBy?.params).toMatchObject({ names: ['x-abe', 'x-zed'] });
    expect(verdict.blockedBy?.says.chromium).toMatch(/Request header field x-abe is not allowed/);
  });

  test('18 `*` covers Authorization in browsers, with advice; not with credentials', () => {
    const request = 'Access-Control-Request-Method: GET\nAccess-Control-Request-Headers: authorization';
    const answer = `204\n${allowed}\nAccess-Control-Allow-Headers: *\nAccess-Control-Allow-Credentials: true`;
    const sent = `\n\nGET https://api.example/items\nOrigin: https://app.example\nAuthorization: x\n\n200\n${allowed}\n\ncompleted`;
    const verdict = preflighted(request, answer + sent, omit);
    expect(verdict.outcome).toBe('allowed');
    expect(verdict.findings.map(({ rule, kind }) => `${kind}: ${rule}`)).toContain('advice: authorization-wildcard');
    expect(preflighted(request, answer, include).blockedBy?.chromium).toBe('HeaderDisallowedByPreflightResponse');
  });
});

describe('preflight or not', () => {
  test.each([
    ['19 quotes in a content type', 'content-type', 'text/plain;charset="utf-8"', 'byte'],
    ['20 128 bytes', 'accept', 'a'.repeat(128), null],
    ['20 129 bytes', 'accept', 'a'.repeat(129), 'length'],
    ['21 a range with a start', 'range', 'bytes=0-', null],
    ['21 a range from the end', 'range', 'bytes=-500', 'range'],
  ])('%s', (_, name, value, why) => {
    expect(whyNotCorsSafelisted(name, value)?.why ?? null).toBe(why);
  });

  test('28 a needed preflight that nobody sent came from the cache', () => {
    const verdict = diagnose(
      http(`PUT https://api.example/items\nOrigin: https://app.example\n\n200\n${allowed}\n\ncompleted`),
    );
    expect(verdict.preflight).toEqual({
      needed: true,
      answeredFrom: 'preflight cache',
      triggers: [{ kind: 'method', method: 'PUT' }],
    });
  });
});

describe('redirects', () => {
  const chain = (answer: string) =>
    diagnose(
      http(`
        GET https://a.example/
        Origin: https://app.example

        302
        Location: https://b.example/
        Access-Control-Allow-Origin: https://app.example

        GET https://b.example/
        Origin: null

        200
        ${answer}
      `),
    );

  test('22 the page origin no longer matches after a redirect to another origin', () => {
    expect(chain('Access-Control-Allow-Origin: https://app.example')).toMatchObject({
      outcome: 'blocked',
      blockedBy: { rule: 'origin-opaque', chromium: 'AllowOriginMismatch', hop: 1, params: { because: 'redirect' } },
    });
  });

  test('22 no fix allows `null`', () => {
    const { fixes, needed } = chain('Access-Control-Allow-Origin: https://app.example');
    expect(fixes.filter((fix) => fix.side === 'server')).toEqual([]);
    expect(fixes).toContainEqual({ side: 'client', change: 'call-final-url' });
    expect(needed.response).toBeNull();
  });

  test('23 the redirect itself needs the header', () => {
    const verdict = diagnose(
      http('GET https://a.example/\nOrigin: https://app.example\n\n302\nLocation: https://b.example/'),
    );
    expect(verdict).toMatchObject({ outcome: 'blocked', blockedBy: { chromium: 'MissingAllowOriginHeader', hop: 0 } });
  });

  test('24 a password in the redirect URL', () => {
    const verdict = diagnose(
      http(
        `GET https://a.example/\nOrigin: https://app.example\n\n302\nLocation: https://u:secret@b.example/\n${allowed}`,
      ),
    );
    expect(verdict).toMatchObject({ outcome: 'blocked', blockedBy: { chromium: 'RedirectContainsCredentials' } });
    expect(JSON.stringify(verdict)).not.toMatch(/secret.*"title"/);
    expect(verdict.blockedBy?.explanation).not.toContain('secret');
  });

  test('24 also on the way out of the page’s own origin', () => {
    const verdict = diagnose(
      http('GET https://app.example/go\nAccept: */*\n\n302\nLocation: https://u:p@b.example/', {
        initiator: 'https://app.example',
      }),
    );
    expect(verdict).toMatchObject({ outcome: 'blocked', blockedBy: { chromium: 'RedirectContainsCredentials' } });
  });

  test.each([
    [20, 'redirect'],
    [21, 'failure'],
  ])('25 %i redirects', (count, result) => {
    const urlList = Array.from({ length: count }, (_, i) => `https://a.example/${i}`);
    const input = {
      origin: 'https://app.example',
      method: 'GET',
      mode: 'cors',
      responseTainting: 'cors',
      streamBody: false,
      status: 302,
    } as const;
    expect(httpRedirectFetch({ ...input, urlList, responseHeaders: [['Location', '/next']] }).result).toBe(result);
  });

  test('a hop back to the page’s own origin is still CORS', () => {
    const verdict = diagnose(
      http(
        'GET https://a.example/\nOrigin: https://app.example\n\n302\nLocation: https://app.example/\nAccess-Control-Allow-Origin: *\n\nGET https://app.example/\nOrigin: null\n\n200',
      ),
    );
    expect(verdict).toMatchObject({
      outcome: 'blocked',
      relation: 'cors',
      blockedBy: { chromium: 'MissingAllowOriginHeader', hop: 1 },
    });
  });
});
