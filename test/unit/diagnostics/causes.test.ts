import { describe, expect, test } from 'vitest';
import { causes } from '../../../src/diagnostics/causes/index';
import { diagnose } from '../../../src/diagnostics/diagnose';
import { recordingOf } from '../../../src/diagnostics/recording';
import { http } from '../../support/http';

const allowed = 'Access-Control-Allow-Origin: https://app.example';
const asking = `OPTIONS https://api.example/v1/orders
Origin: https://app.example
Access-Control-Request-Method: PUT
Access-Control-Request-Headers: content-type`;
const passed = `204
${allowed}
Access-Control-Allow-Methods: PUT
Access-Control-Allow-Headers: content-type

PUT https://api.example/v1/orders
Origin: https://app.example`;
const get = 'GET https://api.example/v1/orders\nOrigin: https://app.example';

const causesOf = (text: string, others: readonly string[] = [], options: Parameters<typeof http>[1] = {}) => {
  const exchange = http(text, options);
  const rest = others.map((other, index) => ({ ...http(other), id: `other ${index}` }));
  return diagnose(exchange, recordingOf([...rest, exchange])).findings.filter(({ kind }) => kind === 'cause');
};

const good = `GET https://api.example/v1/products\nOrigin: https://app.example\n\n200\n${allowed}\n\ncompleted`;

const table: readonly [
  cause: string,
  confidence: string,
  text: string,
  others?: readonly string[],
  options?: Parameters<typeof http>[1],
][] = [
  ['gateway-error', 'certain', `${get}\n\n502 Bad Gateway\nServer: nginx/1.27.3`],
  ['gateway-error', 'certain', `${get}\n\n522\nServer: cloudflare`],
  ['gateway-error', 'certain', `${asking}\n\n504`],
  ['gateway-error', 'likely', `${get}\n\n503`],
  ['limit-exceeded', 'certain', `${get}\n\n429\nRetry-After: 3`],
  ['limit-exceeded', 'certain', `${asking}\n\n429`],
  ['limit-exceeded', 'certain', `${get}\n\n413\nServer: nginx`],
  ['storage-without-cors', 'certain', `${asking}\n\n403\nServer: AmazonS3\nx-amz-request-id: 1`],
  ['storage-without-cors', 'certain', `${asking}\n\n403\nx-ms-error-code: CorsPreflightFailure`],
  ['storage-without-cors', 'likely', `${get}\n\n200\nServer: AmazonS3`],
  ['api-gateway-error', 'certain', `${asking}\n\n403\nx-amzn-ErrorType: MissingAuthenticationTokenException`],
  ['login-redirect', 'certain', `${asking}\n\n302\nLocation: https://login.example/oauth2/authorize?client=1`],
  [
    'login-redirect',
    'certain',
    `${get}\n\n302\nLocation: https://idp.example/sso\n${allowed}\n\nGET https://idp.example/sso\nOrigin: null\n\n200\nContent-Type: text/html`,
  ],
  ['login-redirect', 'likely', `${get}\n\n302\nLocation: /login`],
  ['canonical-redirect', 'certain', `${asking}\n\n301\nLocation: /v1/orders/`],
  [
    'canonical-redirect',
    'certain',
    `${asking.replace('https://api', 'http://api')}\n\n308\nLocation: https://api.example/v1/orders`,
  ],
  ['canonical-redirect', 'certain', `${asking}\n\n301\nLocation: https://www.api.example/v1/orders`],
  [
    'canonical-redirect',
    'certain',
    `${get.replace('https://api', 'http://api')}\n\n307\nLocation: https://api.example/v1/orders\nNon-Authoritative-Reason: HSTS\nAccess-Control-Allow-Origin: https://app.example\n\nGET https://api.example/v1/orders\nOrigin: null\n\n200\n${allowed}`,
  ],
  ['cors-layer-refused', 'certain', `${asking}\n\n200\nX-Rack-CORS: miss; no-origin`],
  [
    'cors-layer-refused',
    'likely',
    `${asking}\n\n403\nVary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers`,
  ],
  [
    'cors-layer-refused',
    'certain',
    `${asking}\n\n400\nServer: uvicorn\nContent-Type: text/plain; charset=utf-8\nContent-Length: 22`,
  ],
  ['cors-layer-refused', 'possible', `${get}\n\n200\nVary: Origin`],
  [
    'authorization-dropped',
    'certain',
    `GET https://a.example/\nOrigin: https://app.example\nAuthorization: Bearer x\n\n307\nLocation: https://b.example/\n${allowed}\n\nGET https://b.example/\nOrigin: null\n\n401`,
  ],
  ['authentication-first', 'certain', `${asking}\n\n401\nWWW-Authenticate: Bearer`],
  ['authentication-first', 'likely', `${asking}\n\n403`],
  ['authentication-first', 'certain', `${asking}\n\n401\n${allowed}`],
  ['authentication-first', 'certain', `${get}\n\n401`],
  ['options-not-routed', 'certain', `${asking}\n\n404`],
  ['options-not-routed', 'certain', `${asking}\n\n405\nAllow: GET, PUT`],
  ['options-not-routed', 'certain', `${asking}\n\n501`],
  [
    'page-instead-of-data',
    'certain',
    `${get}\n\n403\ncf-mitigated: challenge\nServer: cloudflare\nContent-Type: text/html`,
  ],
  ['page-instead-of-data', 'possible', `${get}\n\n200\nContent-Type: text/html; charset=utf-8`],
  ['errors-skip-cors', 'certain', `${get}\n\n500`, [`${get}\n\n200\n${allowed}\n\ncompleted`]],
  ['errors-skip-cors', 'likely', `${get}\n\n500`, [good]],
  ['errors-skip-cors', 'possible', `${get}\n\n404`],
  ['server-error', 'certain', `${get}\n\n500`],
  ['server-error', 'certain', `${asking}\n\n500`],
  ['default-options-answer', 'certain', `${asking}\n\n200\nAllow: GET, HEAD, OPTIONS`],
  ['cors-on-handlers-only', 'likely', `${asking}\n\n204`, [good]],
  ['headers-on-preflight-only', 'certain', `${asking}\n\n${passed}\n\n200`],
  ['cached-without-cors', 'likely', `${get}\n\n200\nAge: 12`],
  [
    'cached-without-cors',
    'likely',
    `${get}\n\n200\nX-Cache: Hit from cloudfront\nAccess-Control-Allow-Origin: https://b.example`,
  ],
  [
    'two-layers',
    'certain',
    `${get}\n\n200\nServer: nginx\nX-Powered-By: Express\nAccess-Control-Allow-Origin: *\nAccess-Control-Allow-Origin: https://app.example`,
  ],
  ['two-layers', 'certain', `${get}\n\n200\nAccess-Control-Allow-Origin: *\nAccess-Control-Allow-Origin: *`],
  [
    'fixed-origin',
    'certain',
    `${get}\n\n200\nAccess-Control-Allow-Origin: https://prod.example`,
    [
      `GET https://api.example/v1/me\nOrigin: https://prod.example\n\n200\nAccess-Control-Allow-Origin: https://prod.example\n\ncompleted`,
    ],
  ],
  [
    'allow-origin-sent-by-page',
    'certain',
    `${asking}, access-control-allow-origin\n\n204\n${allowed}\nAccess-Control-Allow-Methods: PUT\nAccess-Control-Allow-Headers: content-type`,
  ],
  [
    'header-added-by-tool',
    'certain',
    `${asking}, traceparent\n\n204\n${allowed}\nAccess-Control-Allow-Methods: PUT\nAccess-Control-Allow-Headers: content-type`,
  ],
  [
    'opaque-document',
    'likely',
    'GET https://api.example/\nOrigin: null\n\n200\nAccess-Control-Allow-Origin: https://app.example',
    [],
    { initiator: 'null' },
  ],
  [
    'local-network-access',
    'certain',
    'GET http://192.168.1.20/\nOrigin: https://app.example\n\nfailed net::ERR_BLOCKED_BY_LOCAL_NETWORK_ACCESS_CHECKS',
  ],
];

describe('the first cause of a blocked exchange', () => {
  test.each(table)('%s, %s', (cause, confidence, text, others = [], options = {}) => {
    expect(causesOf(text, others, options)[0]).toMatchObject({ rule: cause, confidence });
  });

  test('every cause is in this table', () => {
    const shown = new Set(table.map(([id]) => id));
    expect(causes.map(({ id }) => id).filter((id) => !shown.has(id))).toEqual([]);
  });
});

describe('no cause is made up', () => {
  test.each([
    ['a plain answer without the header', `${get}\n\n200\nContent-Type: application/json`],
    ['a slash too many', `${get}\n\n200\nAccess-Control-Allow-Origin: https://app.example/`],
    ['`*` with credentials', `${get}\nCookie: a=1\n\n200\nAccess-Control-Allow-Origin: *`],
    [
      'a list written by hand is one layer',
      `${get}\n\n200\nAccess-Control-Allow-Origin: https://app.example, https://b.example`,
    ],
    ['a method that is not listed', `${asking}\n\n204\n${allowed}\nAccess-Control-Allow-Headers: content-type`],
  ])('%s', (_, text) => expect(causesOf(text)).toEqual([]));

  test('an allowed exchange has none', () => {
    expect(causesOf(`${get}\n\n500\n${allowed}\n\ncompleted`)).toEqual([]);
  });

  test('a page that names the header itself is not a tool', () => {
    const text = `${asking}, traceparent\n\n204\n${allowed}\nAccess-Control-Allow-Methods: PUT\nAccess-Control-Allow-Headers: content-type`;
    expect(causesOf(text, [], { page: { headerNames: ['content-type', 'traceparent'] } })).toEqual([]);
  });

  test('another recording never changes the outcome or what blocked', () => {
    const exchange = http(`${get}\n\n500`);
    const alone = diagnose(exchange);
    const among = diagnose(exchange, recordingOf([{ ...http(good), id: 'other' }, exchange]));
    expect([among.outcome, among.blockedBy?.rule]).toEqual([alone.outcome, alone.blockedBy?.rule]);
  });
});

test('the status is the cause in the table, and the header is where the browser stopped', () => {
  const { checks } = diagnose(http(`${asking}\n\n401`));
  expect(checks.map(({ name, state }) => `${name}: ${state}`)).toEqual([
    'Access-Control-Allow-Origin: stopped here',
    'Access-Control-Allow-Credentials: unknown',
    'Status: the cause',
    'Access-Control-Allow-Methods: fails next',
    'Access-Control-Allow-Headers: fails next',
  ]);
});

test('a gateway error is never answered with a header', () => {
  const verdict = diagnose(http(`${get}\n\n502\nServer: nginx`));
  expect(verdict).toMatchObject({ outcome: 'blocked', cause: { headerHelps: false }, fixes: [] });
  expect(verdict.blockedBy?.chromium).toBe('MissingAllowOriginHeader');
});
