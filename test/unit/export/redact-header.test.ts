import { expect, test } from 'vitest';
import { redactHeader, redactHeaderList } from '../../../src/export/redact-header';
import { hideAll, hiderOf } from '../../../src/export/redaction';

const shown = (name: string, value: string, alsoHide: readonly string[] = []): string =>
  redactHeader(name, value, alsoHide, hiderOf(hideAll));

test.each([
  ['Origin', 'https://app.example'],
  ['Access-Control-Allow-Origin', 'https://app.example:8443'],
  ['Access-Control-Allow-Headers', 'authorization, x-api-key, x-csrf-token'],
  ['Vary', 'Origin, Accept-Encoding'],
  ['Content-Type', 'text/html; charset=utf-8'],
  ['RateLimit-Reset', '30'],
  ['Sec-Fetch-Storage-Access', 'none'],
  ['Accept', 'application/json, text/plain;q=0.9, */*;q=0.8'],
  [
    'User-Agent',
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36',
  ],
  ['Server', 'nginx/1.25.3'],
  ['Via', '1.1 d3a1b2c3d4e5f6a7b8c9.cloudfront.net (CloudFront)'],
  ['CF-Ray', '8a1b2c3d4e5f6a7b-FRA'],
  ['X-Rack-CORS', 'miss; no-origin'],
  ['Location', '/v1/orders/?page=2'],
  ['WWW-Authenticate', 'Bearer realm="api", error="invalid_token"'],
  ['X-Feature', 'true'],
])('%s: %s stays', (name, value) => expect(shown(name, value)).toBe(value));

test.each([
  ['Authorization', 'Bearer abcdef', 'Bearer [redacted 6 characters, A]'],
  ['Authorization', 'abcdef', '[redacted 6 characters, A]'],
  ['Cookie', 'sid=abc; theme=dark', 'sid=[redacted 3 characters, A]; theme=[redacted 4 characters, B]'],
  [
    'Set-Cookie',
    'sid=abc; Path=/; Secure; SameSite=None',
    'sid=[redacted 3 characters, A]; [redacted 6 characters, B]; Secure; SameSite=None',
  ],
  ['Set-Cookie', 'a=1\nb=2', 'a=[redacted 1 character, A]\nb=[redacted 1 character, B]'],
  ['X-Api-Key', 'k', '[redacted 1 character, A]'],
  ['X-CSRF-Token', 'abc', '[redacted 3 characters, A]'],
  ['X-Tenant', 'acme', '[redacted 4 characters, A]'],
  ['Sec-WebSocket-Protocol', 'base64url.bearer.authorization.k8s.io.abc', '[redacted 41 characters, A]'],
  ['Referer', 'https://app.example/reset?token=abc', 'https://app.example/reset?token=redacted-3-characters-A'],
  ['Location', '/cb?code=abc#x', '/cb?code=redacted-3-characters-A#redacted-1-character-B'],
  ['Link', '</n?token=a>; rel=next', '</n?token=redacted-1-character-A>; rel=next'],
  ['Refresh', '5; url=/cb?code=abc', '5; url=/cb?code=redacted-3-characters-A'],
  [
    'WWW-Authenticate',
    'Digest realm="x", nonce="abc", opaque=def',
    'Digest realm="x", nonce="redacted-3-characters-A", opaque=redacted-3-characters-B',
  ],
  ['ETag', '"33a64df5"', '[redacted 10 characters, A]'],
  ['X-Kong-Admin-Token', 'abc', '[redacted 3 characters, A]'],
  ['Content-Type', 'multipart/form-data; boundary=----X', 'multipart/form-data; boundary=redacted-5-characters-A'],
  ['Server', 'x eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln', 'x redacted-41-characters-A'],
  [
    'Content-Security-Policy',
    "default-src 'self'; report-uri /csp?token=abc; sandbox",
    "default-src 'self'; report-uri /csp?token=redacted-3-characters-A; sandbox",
  ],
  ['Content-Security-Policy', "script-src 'nonce-abc'", "script-src 'nonce-redacted-3-characters-A'"],
])('%s: %s', (name, value, expected) => expect(shown(name, value)).toBe(expected));

test('lines that a tool took apart at the wrong colon have no name that leaves', () => {
  const names = (list: readonly string[]) =>
    redactHeaderList(
      list.map((name) => [name, ''] as const),
      [],
      hiderOf(hideAll),
    ).map(([name]) => name);
  const hidden = ['[redacted 31 characters, A]', '[redacted 24 characters, B]'];
  expect(names(['IDE=AHWqTUkq; expires=Mon, 2003', 'GET /r?token=abc&to=http'])).toEqual(hidden);
  expect(names(hidden)).toEqual(hidden);
  const kept = ['X-Api-Key', ':path', 'HTTP/1.1 503 Service Unavailable', 'Accept Encoding', 'GET /wiki/Special'];
  expect(names(kept)).toEqual(kept);
});

test('a reader may hide more', () => {
  expect(shown('Server', 'nginx', ['server'])).toBe('[redacted 5 characters, A]');
});
