import { describe, expect, test } from 'vitest';
import { diagnose } from '../../../src/diagnostics/diagnose';
import { recordingOf } from '../../../src/diagnostics/recording';
import type { Finding } from '../../../src/diagnostics/verdict';
import type { Invisible } from '../../../src/exchange/exchange';
import { http } from '../../support/http';

/**
 * Every way a cross-origin request fails, as one table: what the reader is told, the standard's step, Chromium's name, Firefox's key and
 * Safari's words. Each row is shown by an exchange; each must have words with the row's own values, and what to do.
 */
interface Row {
  /** Id of the rule, cause or advice. */
  readonly id: string;
  readonly step: string;
  /** `Network.CorsError`; null: Chromium gives none. */
  readonly chromium: string | null;
  /** MDN's error key; null: Firefox says nothing. */
  readonly firefox: string | null;
  /** A part of Safari's sentence. */
  readonly webkit: RegExp;
  readonly text: string;
  readonly options?: Parameters<typeof http>[1];
  /** A value of this very exchange that the words must hold. */
  readonly value: string;
}

const page = 'https://app.example';
const allowed = `Access-Control-Allow-Origin: ${page}`;
const credentialed = `${allowed}\nAccess-Control-Allow-Credentials: true`;
const answer = (lines: string, status = 200) => `GET https://api.example/items\nOrigin: ${page}\n\n${status}\n${lines}`;
const preflight = (lines: string, status = 204, asked = 'Access-Control-Request-Method: PUT') =>
  `OPTIONS https://api.example/items\nOrigin: ${page}\n${asked}\n\n${status}\n${lines}`;
const include = { page: { credentialsMode: 'include' } } as const;
const unseen = (kind: Invisible['kind'], about: Parameters<typeof http>[1] = {}) =>
  ({ initiator: page, invisible: { kind, evidence: 'page hook' } as Invisible, ...about }) as const;
const notAllowed = /Origin https:\/\/app\.example is not allowed by Access-Control-Allow-Origin/;

const checkRows = (on: 'response' | 'preflight'): Row[] => {
  const text = on === 'response' ? answer : preflight;
  const name = (chromium: string) => (on === 'preflight' ? `Preflight${chromium}` : chromium);
  return [
    {
      id: 'allow-origin-wildcard-with-credentials',
      step: '4',
      chromium: name('WildcardOriginNotAllowed'),
      firefox: 'CORSNotSupportingCredentials',
      webkit: /Cannot use wildcard in Access-Control-Allow-Origin/,
      text: text('Access-Control-Allow-Origin: *'),
      options: include,
      value: page,
    },
    {
      id: 'allow-origin-missing',
      step: '2',
      chromium: name('MissingAllowOriginHeader'),
      firefox: 'CORSMissingAllowOrigin',
      webkit: notAllowed,
      text: text(''),
      value: 'api.example',
    },
    {
      id: 'allow-origin-several-values',
      step: '4',
      chromium: name('MultipleAllowOriginValues'),
      firefox: 'CORSMultipleAllowOriginNotAllowed',
      webkit: /cannot contain more than one origin/,
      text: text(`${allowed}\nAccess-Control-Allow-Origin: https://b.example`),
      value: 'https://b.example',
    },
    {
      id: 'allow-origin-malformed',
      step: '4',
      chromium: name('InvalidAllowOriginValue'),
      firefox: 'CORSAllowOriginNotMatchingOrigin',
      webkit: notAllowed,
      text: text('Access-Control-Allow-Origin: *.app.example'),
      value: '*.app.example',
    },
    {
      id: 'allow-origin-mismatch',
      step: '4',
      chromium: name('AllowOriginMismatch'),
      firefox: 'CORSAllowOriginNotMatchingOrigin',
      webkit: notAllowed,
      text: text(`${allowed}/`),
      value: `${page}/`,
    },
    {
      id: 'allow-credentials-not-true',
      step: '8',
      chromium: name('InvalidAllowCredentials'),
      firefox: 'CORSMissingAllowCredentials',
      webkit: /Access-Control-Allow-Credentials is not "true"/,
      text: text(`${allowed}\nAccess-Control-Allow-Credentials: True`),
      options: include,
      value: 'True',
    },
  ];
};

const blocked: readonly Row[] = [
  {
    id: 'mode-same-origin',
    step: '12',
    chromium: 'DisallowedByMode',
    firefox: null,
    webkit: /Unsafe attempt to load URL/,
    text: 'GET https://api.example/items\n\nfailed page:mode-same-origin',
    options: unseen('mode-same-origin', { page: { mode: 'same-origin' } }),
    value: 'api.example',
  },
  ...checkRows('response'),
  {
    id: 'scheme-not-http',
    step: '12',
    chromium: 'CorsDisabledScheme',
    firefox: 'CORSRequestNotHttp',
    webkit: /only supported for HTTP/,
    text: `${answer(`${allowed}\nLocation: ftp://x.example/`, 302)}\n\nGET ftp://x.example/\n\nfailed net::ERR_FAILED`,
    value: 'ftp://x.example/',
  },
  {
    id: 'scheme-not-http',
    step: '12',
    chromium: 'CorsDisabledScheme',
    firefox: 'CORSRequestNotHttp',
    webkit: /only supported for HTTP/,
    text: 'GET ftp://api.example/items\n\nfailed page:scheme-not-cors',
    options: unseen('scheme-not-cors'),
    value: 'ftp:',
  },
  {
    id: 'preflight-status-not-ok',
    step: '7',
    chromium: 'PreflightInvalidStatus',
    firefox: 'CORSPreflightDidNotSucceed',
    webkit: /Preflight response is not successful\. Status code: 404/,
    text: preflight(allowed, 404),
    value: '404',
  },
  {
    id: 'preflight-redirect',
    step: '7',
    chromium: 'PreflightDisallowedRedirect',
    firefox: 'CORSExternalRedirectNotAllowed',
    webkit: /Preflight response is not successful/,
    text: preflight(`${allowed}\nLocation: https://api.example/items/`, 301),
    value: 'https://api.example/items/',
  },
  ...checkRows('preflight'),
  {
    id: 'allow-methods-malformed',
    step: '7.3',
    chromium: 'InvalidAllowMethodsPreflightResponse',
    firefox: 'CORSInvalidAllowMethod',
    webkit: /Access-Control-Allow-Methods has an invalid value/,
    text: preflight(`${allowed}\nAccess-Control-Allow-Methods: GET; PUT`),
    value: 'GET; PUT',
  },
  {
    id: 'allow-headers-malformed',
    step: '7.3',
    chromium: 'InvalidAllowHeadersPreflightResponse',
    firefox: 'CORSInvalidAllowHeader',
    webkit: /Access-Control-Allow-Headers has an invalid value/,
    text: preflight(`${allowed}\nAccess-Control-Allow-Methods: PUT\nAccess-Control-Allow-Headers: X-A: 1`),
    value: 'X-A: 1',
  },
  {
    id: 'method-not-allowed',
    step: '7.5',
    chromium: 'MethodDisallowedByPreflightResponse',
    firefox: 'CORSMethodNotFound',
    webkit: /Method patch is not allowed by Access-Control-Allow-Methods/,
    text: preflight(`${allowed}\nAccess-Control-Allow-Methods: PATCH`, 204, 'Access-Control-Request-Method: patch'),
    value: 'PATCH',
  },
  {
    id: 'request-header-not-allowed',
    step: '7.7',
    chromium: 'HeaderDisallowedByPreflightResponse',
    firefox: 'CORSMissingAllowHeaderFromPreflight',
    webkit: /Request header field x-abe is not allowed/,
    text: preflight(
      `${allowed}\nAccess-Control-Allow-Methods: PUT`,
      204,
      'Access-Control-Request-Method: PUT\nAccess-Control-Request-Headers: x-abe,x-zed',
    ),
    value: 'x-zed',
  },
  {
    id: 'redirect-with-credentials-in-url',
    step: '9',
    chromium: 'RedirectContainsCredentials',
    firefox: 'CORSDidNotSucceed',
    webkit: /redirection URL has credentials/,
    text: answer(`${allowed}\nLocation: https://u:p@b.example/`, 302),
    value: 'b.example',
  },
  {
    id: 'local-network-access',
    step: '4.2',
    chromium: 'InsecureLocalNetwork',
    firefox: 'CORSDidNotSucceed',
    webkit: /./,
    text: 'GET http://192.168.1.20/\nOrigin: http://app.example\n\nfailed net::ERR_BLOCKED_BY_LOCAL_NETWORK_ACCESS_CHECKS',
    value: '192.168.1.20',
  },
  {
    id: 'local-network-access',
    step: '3.2',
    chromium: 'InvalidLocalNetworkAccess',
    firefox: 'CORSDidNotSucceed',
    webkit: /./,
    text: `GET http://192.168.1.20/\nOrigin: ${page}\n\nfailed net::ERR_FAILED`,
    value: '192.168.1.20',
  },
  {
    id: 'local-network-access',
    step: '4.4',
    chromium: 'LocalNetworkAccessPermissionDenied',
    firefox: 'CORSDidNotSucceed',
    webkit: /./,
    text: `GET http://192.168.1.20/\nOrigin: ${page}\n\nfailed net::ERR_BLOCKED_BY_LOCAL_NETWORK_ACCESS_CHECKS`,
    value: '192.168.1.20',
  },
  {
    id: 'mode-no-cors-redirect',
    step: '12',
    chromium: 'NoCorsRedirectModeNotFollow',
    firefox: null,
    webkit: /Load failed/,
    text: 'GET https://api.example/items\n\nfailed page:mode-no-cors-redirect',
    options: unseen('mode-no-cors-redirect', { page: { mode: 'no-cors', redirect: 'manual' } }),
    value: 'manual',
  },
];

describe('refused with a CorsError', () => {
  test.each(blocked.map((row) => [row.chromium, row] as const))('%s', (_, row) => {
    const { outcome, blockedBy, fixes } = diagnose(http(row.text, row.options));
    expect(outcome).toBe('blocked');
    expect(blockedBy).toMatchObject({
      rule: row.id,
      spec: { step: row.step },
      chromium: row.chromium,
      firefox: row.firefox,
    });
    expect(blockedBy?.spec?.url).toMatch(/^https:\/\/(?:fetch\.spec\.whatwg\.org|wicg\.github\.io)\/.*#/);
    expect(blockedBy?.webkit).toMatch(row.webkit);
    expect(blockedBy?.says.chromium).toBeTruthy();
    expect(`${blockedBy?.title} ${blockedBy?.explanation}`).toContain(row.value);
    // What no header helps against is told to the page's author in the explanation.
    if (blockedBy?.headerHelps) expect(fixes.length).toBeGreaterThan(0);
  });

  test('the names of Network.CorsError that are left are those that no current browser gives', () => {
    const told = new Set(blocked.map(({ chromium }) => chromium));
    // https://chromedevtools.github.io/devtools-protocol/tot/Network/#type-CorsError
    const names =
      'DisallowedByMode InvalidResponse WildcardOriginNotAllowed MissingAllowOriginHeader MultipleAllowOriginValues InvalidAllowOriginValue AllowOriginMismatch InvalidAllowCredentials CorsDisabledScheme PreflightInvalidStatus PreflightDisallowedRedirect PreflightWildcardOriginNotAllowed PreflightMissingAllowOriginHeader PreflightMultipleAllowOriginValues PreflightInvalidAllowOriginValue PreflightAllowOriginMismatch PreflightInvalidAllowCredentials PreflightMissingAllowExternal PreflightInvalidAllowExternal InvalidAllowMethodsPreflightResponse InvalidAllowHeadersPreflightResponse MethodDisallowedByPreflightResponse HeaderDisallowedByPreflightResponse RedirectContainsCredentials InsecureLocalNetwork InvalidLocalNetworkAccess NoCorsRedirectModeNotFollow LocalNetworkAccessPermissionDenied';
    expect(names.split(' ').filter((name) => !told.has(name))).toEqual([
      'InvalidResponse',
      'PreflightMissingAllowExternal',
      'PreflightInvalidAllowExternal',
    ]);
  });
});

/** Failures on the way that carry no CorsError: never answered with a header. */
const failed: readonly [id: string, text: string, options?: Parameters<typeof http>[1]][] = [
  [
    'connection-lost',
    `${preflight('').split('\n\n')[0]}\n\npreflight failed net::ERR_FAILED\n\nfailed net::ERR_EMPTY_RESPONSE`,
  ],
  ['redirect-limit', `${answer(`${allowed}\nLocation: /`, 302)}\n\nfailed net::ERR_TOO_MANY_REDIRECTS`],
  ['redirect-not-http', `${answer(`${allowed}\nLocation: data:,x`, 302)}\n\nfailed net::ERR_UNSAFE_REDIRECT`],
  ['redirect-not-http', `${answer(`${allowed}\nLocation: http://[`, 302)}\n\nfailed net::ERR_INVALID_REDIRECT`],
  ['redirect-not-http', `${preflight('Location: http://[', 301)}\n\nfailed net::ERR_FAILED`],
  [
    'redirect-not-followed',
    `${answer(`${allowed}\nLocation: /b`, 302)}\n\nfailed net::ERR_ABORTED`,
    { page: { redirect: 'error' } },
  ],
  ['stream-upload', `${answer(allowed).split('\n\n')[0]}\n\nfailed net::ERR_ALPN_NEGOTIATION_FAILED`],
  [
    'redirect-not-followed',
    'GET https://app.example/a\nSec-Fetch-Mode: cors\n\n302\nLocation: https://u:p@app.example/b\n\nfailed net::ERR_ABORTED',
    { initiator: page },
  ],
  ['bad-port', 'GET https://api.example/items\n\nfailed net::ERR_UNSAFE_PORT', { initiator: page }],
  ['service-worker', 'GET https://api.example/items\n\nfailed page:service-worker', unseen('service-worker')],
];

describe('failed without a CorsError', () => {
  test.each(failed)('%s, row %#', (id, text, options) => {
    const { outcome, blockedBy, cause, fixes } = diagnose(http(text, options));
    expect({ outcome, blockedBy, cause: cause?.rule, headerHelps: cause?.headerHelps }).toEqual({
      outcome: 'failed',
      blockedBy: null,
      cause: id,
      headerHelps: false,
    });
    expect(cause?.explanation).toMatch(/\.$/);
    expect(fixes).toEqual([]);
  });
});

/** What did not stop the request. */
const advisories: readonly [id: string, text: string, options?: Parameters<typeof http>[1]][] = [
  [
    'authorization-wildcard',
    `${preflight('Access-Control-Allow-Origin: *\nAccess-Control-Allow-Methods: PUT\nAccess-Control-Allow-Headers: *', 204, 'Access-Control-Request-Method: PUT\nAccess-Control-Request-Headers: authorization')}\n\nPUT https://api.example/items\nOrigin: ${page}\nAuthorization: Bearer x\n\n200\nAccess-Control-Allow-Origin: *\n\ncompleted`,
  ],
  ['unexposed-headers', `${answer(`${allowed}\nX-Total: 7`)}\n\ncompleted`],
  [
    'unexposed-headers',
    `${answer(`${credentialed}\nX-Total: 7\nAccess-Control-Expose-Headers: *`)}\n\ncompleted`,
    include,
  ],
  ['vary-origin-missing', `${answer(allowed)}\n\ncompleted`],
  ['null-allowed', `${answer('Access-Control-Allow-Origin: null').replaceAll(page, 'null')}\n\ncompleted`],
  [
    'preflight-max-age',
    `${preflight(`${allowed}\nAccess-Control-Allow-Methods: PUT\nAccess-Control-Max-Age: 999999`)}\n\nPUT https://api.example/items\nOrigin: ${page}\n\n200\n${allowed}\n\ncompleted`,
  ],
  [
    'private-network-header',
    `${preflight(`${allowed}\nAccess-Control-Allow-Methods: PUT\nAccess-Control-Allow-Private-Network: true`)}\n\nPUT https://api.example/items\nOrigin: ${page}\n\n200\n${allowed}\n\ncompleted`,
  ],
  ['credentials-header-unused', `${answer(credentialed)}\n\ncompleted`, { page: { credentialsMode: 'omit' } }],
];

describe('advice', () => {
  test.each(advisories)('%s, row %#', (id, text, options) => {
    const exchange = http(text, options);
    const other = { ...http(`${answer(allowed).replaceAll(page, 'https://other.example')}\n\ncompleted`), id: 'other' };
    const { outcome, findings } = diagnose(exchange, recordingOf([exchange, other]));
    expect(outcome).toBe('allowed');
    const said: readonly Finding[] = findings.filter(({ rule, kind }) => rule === id && kind === 'advice');
    expect(findings.map(({ rule }) => rule)).toContain(id);
    expect(said).toHaveLength(1);
  });
});
