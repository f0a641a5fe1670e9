import { describe, expect, test } from 'vitest';
import { diagnose } from '../../../src/diagnostics/diagnose';
import { lookAlikes } from '../../../src/diagnostics/not-cors/index';
import type { Invisible } from '../../../src/exchange/exchange';
import { http } from '../../support/http';

const get = 'GET https://api.example/\nOrigin: https://app.example';
const put = 'OPTIONS https://api.example/\nOrigin: https://app.example\nAccess-Control-Request-Method: PUT';
const allowed = 'Access-Control-Allow-Origin: https://app.example';
const image = { resourceType: 'image', initiator: 'https://app.example' };
const firefox = { browser: 'firefox' } as const;
const unseen = (kind: Invisible['kind']): Parameters<typeof http>[1] => ({
  initiator: 'https://app.example',
  invisible: (kind === 'csp'
    ? {
        kind,
        evidence: 'page hook',
        violation: {
          directive: 'connect-src',
          disposition: 'enforce',
          blockedUrl: 'https://api.example/',
          policy: '',
          at: 0,
        },
      }
    : kind === 'mixed-content'
      ? { kind, evidence: 'network entry', securePage: 'https://app.example' }
      : { kind, evidence: 'page hook' }) as Invisible,
});
const never = 'GET https://api.example/';

const table: readonly [cause: string, text: string, options?: Parameters<typeof http>[1]][] = [
  ['dns', `${get}\n\nfailed net::ERR_NAME_NOT_RESOLVED`],
  ['dns', `${get}\n\nfailed NS_ERROR_UNKNOWN_HOST`, firefox],
  ['connection-refused', `${get}\n\nfailed net::ERR_CONNECTION_REFUSED`],
  [
    'connection-refused',
    `${put}\n\npreflight failed NS_ERROR_CONNECTION_REFUSED\n\nPUT https://api.example/\nOrigin: https://app.example\n\nfailed NS_ERROR_DOM_BAD_URI`,
    firefox,
  ],
  ['connection-lost', `${put}\n\npreflight failed net::ERR_FAILED\n\nfailed net::ERR_EMPTY_RESPONSE`],
  ['connection-lost', `${get}\n\nfailed NS_ERROR_NET_RESET`, firefox],
  ['connection-timeout', `${get}\n\nfailed net::ERR_CONNECTION_TIMED_OUT`],
  ['offline', `${get}\n\nfailed net::ERR_INTERNET_DISCONNECTED`],
  ['proxy', `${get}\n\nfailed net::ERR_TUNNEL_CONNECTION_FAILED`],
  ['tls', `${get}\n\nfailed net::ERR_CERT_DATE_INVALID`],
  ['tls', `${get}\n\nfailed net::ERR_SSL_PROTOCOL_ERROR`],
  ['tls', `${get}\n\nfailed SSL received a record that exceeded the maximum permissible length.`, firefox],
  ['blocked-by-extension', `${never}\n\nfailed net::ERR_BLOCKED_BY_CLIENT`, { initiator: 'https://app.example' }],
  ['blocked-by-extension', `${put}\n\npreflight failed net::ERR_BLOCKED_BY_CLIENT\n\nfailed net::ERR_FAILED`],
  ['blocked-by-policy', `${never}\n\nfailed net::ERR_BLOCKED_BY_ADMINISTRATOR`],
  ['tracking-protection', `${never}\n\nfailed NS_ERROR_TRACKING_URI`, firefox],
  [
    'cross-origin-resource-policy',
    'GET https://api.example/a.png\nAccept: */*\n\n200\nCross-Origin-Resource-Policy: same-origin\n\nfailed net::ERR_BLOCKED_BY_RESPONSE',
    image,
  ],
  [
    'cross-origin-resource-policy',
    'GET https://api.example/a.png\nAccept: */*\n\n200\n\nfailed NS_ERROR_DOM_CORP_FAILED',
    { ...image, ...firefox },
  ],
  [
    'opaque-response-blocking',
    'GET https://api.example/a.png\nAccept: */*\n\n200\nContent-Type: text/html\n\nfailed net::ERR_BLOCKED_BY_ORB',
    image,
  ],
  [
    'opaque-response-blocking',
    'GET https://api.example/a.png\nAccept: */*\n\n200\nContent-Type: text/html\n\nfailed NS_BINDING_ABORTED',
    { ...image, ...firefox },
  ],
  [
    'local-network-access',
    'GET http://192.168.1.20/\nOrigin: https://app.example\n\nfailed NS_ERROR_LOCAL_NETWORK_ACCESS_DENIED',
    firefox,
  ],
  ['redirect-limit', `${get}\n\n302\nLocation: /\n${allowed}\n\nfailed net::ERR_TOO_MANY_REDIRECTS`],
  ['redirect-not-http', `${get}\n\n302\nLocation: data:text/plain,x\n${allowed}\n\nfailed net::ERR_UNSAFE_REDIRECT`],
  ['redirect-not-http', `${get}\n\n302\nLocation: ftp://x.example/\n${allowed}\n\npending`, firefox],
  ['redirect-not-followed', `${get}\n\n302\nLocation: /b\n${allowed}\n\nfailed net::ERR_ABORTED`],
  ['mixed-content', `${get}\n\n302\nLocation: http://b.example/\n${allowed}\n\nfailed net::ERR_ABORTED`],
  ['mixed-content', 'GET http://api.example/\n\nfailed page:mixed-content', unseen('mixed-content')],
  ['content-security-policy', `${never}\n\nfailed page:csp`, unseen('csp')],
  ['bad-port', `${get}\n\nfailed net::ERR_UNSAFE_PORT`],
  ['bad-port', `${never}\n\nfailed page:bad-port`, unseen('bad-port')],
  ['no-cors-method', 'PUT https://api.example/\n\nfailed page:mode-no-cors-method', unseen('mode-no-cors-method')],
  ['url-credentials', `${never}\n\nfailed page:url-credentials`, unseen('url-credentials')],
  ['service-worker', `${never}\n\nfailed page:service-worker`, unseen('service-worker')],
  ['stopped-unseen', `${never}\n\nfailed page:unknown`, unseen('unknown')],
  ['malformed-response', `${get}\n\nfailed net::ERR_INVALID_HTTP_RESPONSE`],
  ['broken-body', `${get}\n\n200\n${allowed}\n\nfailed net::ERR_CONTENT_LENGTH_MISMATCH`],
  ['stream-upload', `${get}\n\nfailed net::ERR_ALPN_NEGOTIATION_FAILED`],
  ['authentication-dialog', `${get}\n\n401\nWWW-Authenticate: Basic realm="x"\n\nasking`],
  ['aborted', `${get}\n\nfailed net::ERR_ABORTED`],
  ['aborted', `${put}\n\n404\n\nfailed net::ERR_ABORTED`],
  ['aborted', `${get}\n\nfailed NS_BINDING_ABORTED`, firefox],
  ['network-failure', `${get}\n\nfailed net::ERR_SOMETHING_NEW`],
  ['unexplained-refusal', `${get}\n\nfailed net::ERR_FAILED`],
  [
    'unexplained-refusal',
    `${get}\n\n200\n${allowed}\nAccess-Control-Allow-Credentials: true\n\nfailed net::ERR_FAILED`,
  ],
];

describe('what failed without CORS', () => {
  test.each(table)('%s', (cause, text, options = {}) => {
    const verdict = diagnose(http(text, options));
    expect(verdict.cause).toMatchObject({ rule: cause, headerHelps: false });
    expect(['failed', 'pending']).toContain(verdict.outcome);
    expect(verdict).toMatchObject({ blockedBy: null });
    expect(verdict.fixes.filter((fix) => fix.side === 'server')).toEqual([]);
  });

  test.each([
    ['The file holds no answer to it.', 'The file holds no answer to it. A failure'],
    ['Charles got no answer: `timeout!!`.', 'Charles got no answer: `timeout!!`. A failure'],
    ['', 'The recording has no answer to it and no word why. A failure'],
    ['```', 'The recording says `ˋˋˋ`. A failure'],
    ['Call\u0007 now', 'The recording says `Call'],
  ])('why it is not known how it ended, as a file says it: %j', (why, told) => {
    const recorded = http(get);
    const request = {
      ...recorded.hops[0].request,
      // A file lists requests that came to an end.
      network: {
        ...{ startedAt: 0, duration: 0, timings: null, initiator: null, error: null },
        ...{ postData: null, responseBytes: null, httpVersion: null },
      },
    };
    const hop = { preflight: null, request, response: null };
    const { cause } = diagnose({ ...recorded, hops: [hop], end: { state: 'unknown', why } });
    expect(cause?.explanation.startsWith(told), cause?.explanation).toBe(true);
  });

  test('every look-alike is in this table', () => {
    const shown = new Set(table.map(([id]) => id));
    expect(lookAlikes.map(({ id }) => id).filter((id) => !shown.has(id))).toEqual([]);
  });
});

test.each([
  ['ftp://x.example/', 'xmlhttprequest', 'failed'],
  // A document may hand it to another program; and what leads on may go on.
  ['mailto:x@x.example', 'sub_frame', 'pending'],
  ['https://x.example/', 'xmlhttprequest', 'pending'],
])('a redirect to %s of which nothing more is told: %s, %s', (location, resourceType, outcome) => {
  const text = `${get}\n\n302\nLocation: ${location}\n${allowed}\n\nunknown`;
  expect(diagnose(http(text, { ...firefox, resourceType })).outcome).toBe(outcome);
});

describe('what the browser stopped and calls CORS', () => {
  test.each<[rule: string, chromium: string, text: string, options?: Parameters<typeof http>[1]]>([
    [
      'local-network-access',
      'LocalNetworkAccessPermissionDenied',
      'GET http://192.168.1.20/\nOrigin: https://app.example\n\nfailed net::ERR_BLOCKED_BY_LOCAL_NETWORK_ACCESS_CHECKS',
    ],
    [
      'local-network-access',
      'InsecureLocalNetwork',
      'GET http://192.168.1.20/\nOrigin: http://app.example\n\nfailed net::ERR_BLOCKED_BY_LOCAL_NETWORK_ACCESS_CHECKS',
    ],
    [
      'local-network-access',
      'InsecureLocalNetwork',
      'OPTIONS http://127.0.0.1:8080/\nOrigin: http://app.example\nAccess-Control-Request-Method: PUT\n\npreflight failed net::ERR_FAILED\n\nfailed net::ERR_FAILED',
    ],
    [
      'local-network-access',
      'InvalidLocalNetworkAccess',
      'GET http://127.0.0.1:8080/\nOrigin: https://app.example\n\nfailed net::ERR_FAILED',
    ],
    [
      'preflight-redirected-by-browser',
      'PreflightDisallowedRedirect',
      'PUT http://api.example/\n\nfailed net::ERR_FAILED',
      { initiator: 'https://app.example' },
    ],
    ['mode-same-origin', 'DisallowedByMode', `${never}\n\nfailed page:mode-same-origin`, unseen('mode-same-origin')],
    [
      'mode-no-cors-redirect',
      'NoCorsRedirectModeNotFollow',
      `${never}\n\nfailed page:mode-no-cors-redirect`,
      unseen('mode-no-cors-redirect'),
    ],
    [
      'scheme-not-http',
      'CorsDisabledScheme',
      'GET ftp://api.example/\n\nfailed page:scheme-not-cors',
      unseen('scheme-not-cors'),
    ],
  ])('%s: %s', (rule, chromium, text, options = {}) => {
    const verdict = diagnose(http(text, options));
    expect(verdict).toMatchObject({
      outcome: 'blocked',
      blockedBy: { rule, chromium, headerHelps: false },
      cause: { rule, headerHelps: false },
      needed: { preflight: null, response: null },
    });
    expect(verdict.fixes.filter((fix) => fix.side === 'server')).toEqual([]);
  });
});

test('a redirect that the page wanted to see for itself is no failure', () => {
  const verdict = diagnose(
    http(`${get}\n\n302\nLocation: /b\n${allowed}\n\nfailed net::ERR_ABORTED`, {
      page: { redirect: 'manual', credentialsMode: 'omit' },
    }),
  );
  expect(verdict).toMatchObject({ outcome: 'allowed', cause: null });
});
