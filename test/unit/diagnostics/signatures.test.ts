import { describe, expect, test } from 'vitest';
import { diagnose } from '../../../src/diagnostics/diagnose';
import { recordingOf } from '../../../src/diagnostics/recording';
import type { Finding } from '../../../src/diagnostics/verdict';
import { http } from '../../support/http';

/**
 * The evidence by which people's mistakes are known, as it looks on the wire, one line per kind of mistake; what is said of
 * it, how surely, and the words that the reader needs.
 */
const page = 'https://app.example';
const url = 'https://api.example/v1/orders';
const get = (origin = page, to = url) => `GET ${to}\nOrigin: ${origin}`;
const options = (headers = 'content-type', method = 'PUT') =>
  `OPTIONS ${url}\nOrigin: ${page}\nAccess-Control-Request-Method: ${method}${headers && `\nAccess-Control-Request-Headers: ${headers}`}`;
const allow = (origin: string) => `Access-Control-Allow-Origin: ${origin}`;
const granted = `204\n${allow(page)}\nAccess-Control-Allow-Methods: PUT\nAccess-Control-Allow-Headers: content-type`;
const put = `PUT ${url}\nOrigin: ${page}`;

type Line = readonly [
  evidence: string,
  rule: string,
  confidence: Finding['confidence'],
  words: string,
  text: string,
  others?: readonly string[],
  how?: Parameters<typeof http>[1],
];

const lines: readonly Line[] = [
  [
    'two lines that differ, from two layers that show themselves',
    'two-layers',
    'certain',
    'let one of them do it',
    `${get()}\n\n200\nServer: nginx\nX-Powered-By: Express\n${allow('*')}\n${allow(page)}`,
  ],
  [
    'the same line twice',
    'two-layers',
    'certain',
    'The same layer is installed twice',
    `${get()}\n\n200\n${allow(page)}\n${allow(page)}`,
  ],
  [
    'a list in one line',
    'allow-origin-several-values',
    'certain',
    'no list',
    `${get()}\n\n200\n${allow(`${page}, https://b.example`)}`,
  ],
  [
    'a list parted by spaces',
    'allow-origin-several-values',
    'certain',
    'no list',
    `${get()}\n\n200\n${allow(`${page} https://b.example`)}`,
  ],
  [
    'a slash at the end',
    'allow-origin-mismatch',
    'certain',
    'leave the slash off',
    `${get()}\n\n200\n${allow(`${page}/`)}`,
  ],
  [
    'another scheme',
    'allow-origin-mismatch',
    'certain',
    'their scheme',
    `${get()}\n\n200\n${allow('http://app.example')}`,
  ],
  [
    '`www.` too much',
    'allow-origin-mismatch',
    'certain',
    'by `www.`',
    `${get()}\n\n200\n${allow('https://www.app.example')}`,
  ],
  [
    '`www.` missing',
    'allow-origin-mismatch',
    'certain',
    'by `www.`',
    `${get('https://www.app.example')}\n\n200\n${allow(page)}`,
  ],
  [
    'the default port spelled out',
    'allow-origin-mismatch',
    'certain',
    'spells out the default port',
    `${get()}\n\n200\n${allow(`${page}:443`)}`,
  ],
  [
    'another port',
    'allow-origin-mismatch',
    'certain',
    'their port',
    `${get('http://localhost:5173')}\n\n200\n${allow('http://localhost:3000')}`,
  ],
  [
    'another case',
    'allow-origin-mismatch',
    'certain',
    'upper and lower case',
    `${get()}\n\n200\n${allow('https://App.example')}`,
  ],
  ['no scheme', 'allow-origin-malformed', 'certain', 'lacks the scheme', `${get()}\n\n200\n${allow('app.example')}`],
  [
    'a path',
    'allow-origin-mismatch',
    'certain',
    'ends after host and port',
    `${get()}\n\n200\n${allow(`${page}/path`)}`,
  ],
  [
    'a pattern',
    'allow-origin-mismatch',
    'certain',
    'knows no patterns',
    `${get()}\n\n200\n${allow('https://*.example')}`,
  ],
  [
    'the developer’s origin, deployed',
    'allow-origin-mismatch',
    'certain',
    'another environment',
    `${get()}\n\n200\n${allow('http://localhost:3000')}`,
  ],
  [
    'the deployed origin, at the developer’s',
    'allow-origin-mismatch',
    'certain',
    'another environment',
    `${get('http://localhost:3000')}\n\n200\n${allow(page)}`,
  ],
  [
    '`127.0.0.1` for `localhost`',
    'allow-origin-mismatch',
    'certain',
    'may be the same machine',
    `${get('http://localhost:3000')}\n\n200\n${allow('http://127.0.0.1:3000')}`,
  ],
  [
    '`[::1]` for `localhost`',
    'allow-origin-mismatch',
    'certain',
    'may be the same machine',
    `${get('http://localhost:3000')}\n\n200\n${allow('http://[::1]:3000')}`,
  ],
  [
    'the same other origin in every answer',
    'fixed-origin',
    'certain',
    'one value is written into its configuration',
    `${get()}\n\n200\n${allow('https://other.example')}`,
    [`${get('https://third.example', `${url}?page=2`)}\n\n200\n${allow('https://other.example')}`],
  ],
  [
    'an origin of `null`',
    'origin-opaque',
    'certain',
    '`null` is not to be allowed',
    `${get('null')}\n\n200\n${allow(page)}`,
  ],
  [
    '`null` allowed',
    'null-allowed',
    'certain',
    'Name real origins instead',
    `${get('null')}\n\n200\n${allow('null')}\n\ncompleted`,
  ],
  [
    '`*` and a cookie',
    'allow-origin-wildcard-with-credentials',
    'certain',
    'Name the origin, `https://app.example`',
    `${get()}\nCookie: a=b\n\n200\n${allow('*')}`,
  ],
  [
    '`True`',
    'allow-credentials-not-true',
    'certain',
    'byte for byte',
    `${get()}\nCookie: a=b\n\n200\n${allow(page)}\nAccess-Control-Allow-Credentials: True`,
  ],
  [
    '`true` twice',
    'allow-credentials-not-true',
    'certain',
    'sent more than once',
    `${get()}\nCookie: a=b\n\n200\n${allow(page)}\nAccess-Control-Allow-Credentials: true, true`,
  ],
  [
    '401 to `OPTIONS`',
    'authentication-first',
    'certain',
    'answer `OPTIONS` before authentication',
    `${options()}\n\n401\nWWW-Authenticate: Bearer`,
  ],
  [
    '401 to `OPTIONS` though all headers are there',
    'authentication-first',
    'certain',
    'answer `OPTIONS` before authentication',
    `${options()}\n\n401\n${granted.slice(4)}`,
  ],
  ['404 to `OPTIONS`', 'options-not-routed', 'certain', 'before the router', `${options()}\n\n404`],
  ['405 to `OPTIONS`', 'options-not-routed', 'certain', '`Allow: GET, POST`', `${options()}\n\n405\nAllow: GET, POST`],
  ['501 to `OPTIONS`', 'options-not-routed', 'certain', 'before the router', `${options()}\n\n501`],
  [
    'a redirect for a slash',
    'canonical-redirect',
    'certain',
    'Write `https://api.example/v1/orders/`',
    `${options()}\n\n301\nLocation: /v1/orders/`,
  ],
  [
    'a redirect to https',
    'canonical-redirect',
    'certain',
    'Write `https://api.example/v1/orders`',
    `${options().replace('https://api', 'http://api')}\n\n307\nLocation: ${url}`,
  ],
  [
    'a redirect to a login',
    'login-redirect',
    'certain',
    'the login server needs no CORS header',
    `${options()}\n\n302\nLocation: https://login.example/oauth2/authorize`,
  ],
  [
    'rack-cors said no',
    'cors-layer-refused',
    'certain',
    'X-Rack-CORS',
    `${options()}\n\n200\nX-Rack-CORS: miss; no-origin`,
  ],
  [
    'Starlette said no',
    'cors-layer-refused',
    'certain',
    '400',
    `${options()}\n\n400\nServer: uvicorn\nContent-Type: text/plain; charset=utf-8\nContent-Length: 22`,
  ],
  [
    'the default answer to `OPTIONS`',
    'default-options-answer',
    'certain',
    'servers do by themselves',
    `${options()}\n\n200\nAllow: GET, HEAD, OPTIONS`,
  ],
  [
    'headers on the preflight alone',
    'headers-on-preflight-only',
    'certain',
    'Both answers need it',
    `${options()}\n\n${granted}\n\n${put}\n\n200`,
  ],
  [
    'a good answer has it, the error has not',
    'errors-skip-cors',
    'certain',
    'nginx needs `always`',
    `${get()}\n\n500\nServer: nginx`,
    [`${get()}\n\n200\n${allow(page)}\n\ncompleted`],
  ],
  ['an error without it', 'errors-skip-cors', 'possible', 'Let error answers carry the headers too', `${get()}\n\n404`],
  [
    'a gateway error',
    'gateway-error',
    'certain',
    'Bring the application back',
    `${get()}\n\n502\nServer: nginx/1.27.3`,
  ],
  [
    'Cloudflare’s own error',
    'gateway-error',
    'certain',
    'Bring the application back',
    `${get()}\n\n523\nServer: cloudflare`,
  ],
  ...['413', '414', '429', '431'].map(
    (status): Line => [`a limit: ${status}`, 'limit-exceeded', 'certain', status, `${get()}\n\n${status}`],
  ),
  [
    'a challenge',
    'page-instead-of-data',
    'certain',
    'a page for people',
    `${get()}\n\n403\ncf-mitigated: challenge\nContent-Type: text/html`,
  ],
  [
    'a page for data',
    'page-instead-of-data',
    'possible',
    'sign in again',
    `${get()}\nAccept: application/json\n\n200\nContent-Type: text/html`,
  ],
  ['a cached copy', 'cached-without-cors', 'likely', 'purge the cache', `${get()}\n\n200\nX-Cache: HIT\nAge: 100`],
  [
    'an origin that varies without `Vary`',
    'vary-origin-missing',
    'certain',
    'Send `Vary: Origin`',
    `${get()}\n\n200\n${allow(page)}\n\ncompleted`,
    [`${get('https://b.example')}\n\n200\n${allow('https://b.example')}\n\ncompleted`],
  ],
  [
    'a header that a tool added',
    'header-added-by-tool',
    'certain',
    '`traceparent`',
    `${options('traceparent', 'GET')}\n\n204\n${allow(page)}`,
  ],
  [
    '`*` for `authorization`',
    'request-header-not-allowed',
    'certain',
    'an ordinary name when credentials are included',
    `${options('authorization')}\n\n204\n${allow(page)}\nAccess-Control-Allow-Credentials: true\nAccess-Control-Allow-Methods: PUT\nAccess-Control-Allow-Headers: *`,
    [],
    { page: { credentialsMode: 'include' } },
  ],
  [
    '`patch`',
    'method-not-allowed',
    'certain',
    'Write `PATCH`',
    `${options('', 'patch')}\n\n204\n${allow(page)}\nAccess-Control-Allow-Methods: PATCH`,
  ],
  [
    'JSON alone',
    'request-header-not-allowed',
    'certain',
    '`content-type`',
    `${options('content-type', 'POST')}\n\n204\n${allow(page)}`,
  ],
  [
    'an unknown certificate',
    'tls',
    'certain',
    'in a tab of its own',
    `${get()}\n\nfailed net::ERR_CERT_AUTHORITY_INVALID`,
  ],
  ['a name nobody knows', 'dns', 'certain', '`api.example`', `${get()}\n\nfailed net::ERR_NAME_NOT_RESOLVED`],
  [
    'nobody listens',
    'connection-refused',
    'certain',
    'Start the server',
    `${get()}\n\nfailed net::ERR_CONNECTION_REFUSED`,
  ],
  ['a blocker', 'blocked-by-extension', 'certain', 'an ad blocker', `${get()}\n\nfailed net::ERR_BLOCKED_BY_CLIENT`],
  [
    'the page’s own policy',
    'content-security-policy',
    'certain',
    '`connect-src`',
    `${get()}\n\nfailed net::ERR_BLOCKED_BY_CSP`,
  ],
  ['no media', 'opaque-response-blocking', 'certain', 'content type', `${get()}\n\nfailed net::ERR_BLOCKED_BY_ORB`],
  [
    'an embedder policy',
    'cross-origin-resource-policy',
    'certain',
    '`Cross-Origin-Resource-Policy: cross-origin`',
    `${get()}\n\nfailed net::ERR_BLOCKED_BY_RESPONSE.NotSameOriginAfterDefaultedToSameOriginByCoep`,
  ],
  [
    'the local network',
    'local-network-access',
    'certain',
    'needs the user’s permission'.replace('’', "'"),
    `${get(page, 'https://192.168.1.4/x')}\n\nfailed net::ERR_BLOCKED_BY_LOCAL_NETWORK_ACCESS_CHECKS`,
  ],
  [
    'no preflight where one is needed',
    'preflight-from-cache',
    'likely',
    'an earlier answer still holds',
    `PUT ${url}\nOrigin: ${page}\nContent-Type: application/json\n\n200\n${allow(page)}\n\ncompleted`,
  ],
  [
    'a preflight passed, and nothing came after it',
    'aborted',
    'certain',
    '`abort()`',
    `${options()}\n\n${granted}\n\nfailed net::ERR_ABORTED`,
  ],
  [
    'an echo of whoever asks, with credentials',
    'origin-reflected',
    'possible',
    'compare with a list of exact origins',
    `${get()}\nCookie: a=b\n\n200\n${allow(page)}\nAccess-Control-Allow-Credentials: true\n\ncompleted`,
    [
      `${get('https://evil.example')}\nCookie: a=b\n\n200\n${allow('https://evil.example')}\nAccess-Control-Allow-Credentials: true\n\ncompleted`,
    ],
  ],
  [
    'headers no script can read',
    'unexposed-headers',
    'certain',
    '`Access-Control-Expose-Headers: x-total-count`',
    `${get()}\n\n200\n${allow(page)}\nX-Total-Count: 4\n\ncompleted`,
  ],
  [
    'no max-age',
    'preflight-max-age',
    'certain',
    '`Access-Control-Max-Age: 600`',
    `${options()}\n\n${granted}\n\n${put}\n\n200\n${allow(page)}\n\ncompleted`,
  ],
];

const findingsOf = (text: string, others: readonly string[] = [], how: Parameters<typeof http>[1] = {}) => {
  const exchange = http(text, how);
  const rest = others.map((other, index) => ({ ...http(other), id: `other ${index}` }));
  return diagnose(exchange, recordingOf([...rest, exchange])).findings;
};

describe('each mistake is known by its evidence, as surely as it allows', () => {
  test.each(lines.map(([name, ...rest]) => ({ name, line: rest })))('$name', ({ line }) => {
    const [rule, confidence, words, text, others, how] = line;
    const said = findingsOf(text, others, how).find((finding) => finding.rule === rule);
    expect(said).toMatchObject({ rule, confidence });
    expect(`${said?.title} ${said?.explanation}`).toContain(words);
  });
});

test('what hangs on a credentials mode that nobody saw is not said of the page', () => {
  const said = findingsOf(`${options()}\n\n401\n${granted.slice(4)}`);
  const open = said.find(({ rule }) => rule === 'allow-credentials-not-true');
  expect(open).toMatchObject({ confidence: 'possible' });
  expect(open?.explanation).toContain('only if the page asked for credentials');
});
