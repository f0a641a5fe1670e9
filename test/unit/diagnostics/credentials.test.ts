import { describe, expect, test } from 'vitest';
import { diagnose } from '../../../src/diagnostics/diagnose';
import { http } from '../../support/http';

const modeOf = (text: string, options: Parameters<typeof http>[1] = {}) =>
  diagnose(http(text, options)).credentialsMode;

describe('the credentials mode is seen', () => {
  test.each([
    ['in a cookie', 'Cookie: a=1'],
    ['in the storage access header', 'Sec-Fetch-Storage-Access: none'],
  ])('%s', (_, header) => {
    expect(
      modeOf(
        `GET https://api.example/\nOrigin: https://app.example\n${header}\n\n200\nAccess-Control-Allow-Origin: https://app.example\nAccess-Control-Allow-Credentials: true\n\ncompleted`,
      ),
    ).toEqual({ value: 'include', how: 'seen' });
  });

  test('by the page hook', () => {
    expect(
      modeOf(
        'GET https://api.example/\nOrigin: https://app.example\n\n200\nAccess-Control-Allow-Origin: *\n\ncompleted',
        { page: { credentialsMode: 'omit' } },
      ),
    ).toEqual({ value: 'omit', how: 'seen' });
  });

  test('not in a cookie for the page’s own origin, before a redirect elsewhere', () => {
    expect(
      modeOf(
        `
        GET https://app.example/go
        Cookie: a=1

        302
        Location: https://api.example/

        GET https://api.example/
        Origin: https://app.example

        200
        Access-Control-Allow-Origin: *

        completed`,
        { initiator: 'https://app.example' },
      ),
    ).toEqual({ value: 'same-origin', how: 'follows' });
  });
});

describe('the credentials mode follows from what the browser did', () => {
  test.each([
    ['`*` and blocked: included', 'Access-Control-Allow-Origin: *', 'failed net::ERR_FAILED', 'include'],
    ['`*` and passed: not included', 'Access-Control-Allow-Origin: *', 'completed', 'same-origin'],
    [
      'not said to be allowed, and blocked: included',
      'Access-Control-Allow-Origin: https://app.example',
      'failed net::ERR_FAILED',
      'include',
    ],
  ])('%s', (_, answer, end, value) => {
    expect(modeOf(`GET https://api.example/\nOrigin: https://app.example\n\n200\n${answer}\n\n${end}`)).toEqual({
      value,
      how: 'follows',
    });
  });

  test('from a preflight that passed, though the response does not tell', () => {
    expect(
      modeOf(`
        OPTIONS https://api.example/
        Origin: https://app.example
        Access-Control-Request-Method: PUT

        204
        Access-Control-Allow-Origin: *
        Access-Control-Allow-Methods: PUT

        PUT https://api.example/
        Origin: https://app.example

        500

        failed net::ERR_FAILED`),
    ).toEqual({ value: 'same-origin', how: 'follows' });
  });
});

describe('the credentials mode stays unknown', () => {
  test.each([
    ['when the answer fails either way', 'Server: x', 'failed net::ERR_FAILED'],
    [
      'when it passes either way',
      'Access-Control-Allow-Origin: https://app.example\nAccess-Control-Allow-Credentials: true',
      'completed',
    ],
  ])('%s', (_, answer, end) => {
    expect(modeOf(`GET https://api.example/\nOrigin: https://app.example\n\n200\n${answer}\n\n${end}`)).toBeNull();
  });

  test('in Firefox, which completes blocked requests: the verdict says what it hangs on', () => {
    const verdict = diagnose(
      http(
        'GET https://api.example/\nOrigin: https://app.example\n\n200\nAccess-Control-Allow-Origin: *\n\ncompleted',
        { browser: 'firefox' },
      ),
    );
    expect(verdict).toMatchObject({ outcome: 'allowed', evidence: 'headers', credentialsMode: null, blockedBy: null });
    expect(verdict.findings[0]).toMatchObject({
      rule: 'allow-origin-wildcard-with-credentials',
      kind: 'would block next',
      confidence: 'possible',
    });
    expect(verdict.checks.map((check) => [check.name, check.state])).toEqual([
      ['Access-Control-Allow-Origin', 'unknown'],
      ['Access-Control-Allow-Credentials', 'unknown'],
    ]);
  });

  test('in Firefox, when a refused preflight ends in a word that fits other failures, too', () => {
    const verdict = diagnose(
      http(
        `OPTIONS https://api.example/\nOrigin: https://app.example\nAccess-Control-Request-Method: PUT\n\n204\nAccess-Control-Allow-Origin: *\nAccess-Control-Allow-Methods: PUT\n
        PUT https://api.example/
        Origin: https://app.example

        failed NS_ERROR_NET_ON_RECEIVING_FROM`,
        { browser: 'firefox' },
      ),
    );
    expect(verdict).toMatchObject({ outcome: 'failed', credentialsMode: { value: 'same-origin', how: 'follows' } });
  });
});
