import fc from 'fast-check';
import type { Exchange, Hop } from '../../src/exchange/exchange';
import type { HeaderList } from '../../src/fetch-standard/header-list';

/** Exchanges as browsers make them: cross-origin calls with secrets in every place, answered rightly and wrongly. */
const origin = 'https://app.example';
const token = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl';

const allowOrigins = fc.constantFrom(
  undefined,
  origin,
  '*',
  'null',
  `${origin}/`,
  'https://other.example',
  `${origin}, https://other.example`,
  '',
  'app.example',
  'http://app.example',
  `https://user:secret@app.example`,
  `https://app.example?token=${token}`,
  token,
);

const header = (name: string, values: fc.Arbitrary<string | undefined>): fc.Arbitrary<HeaderList> =>
  values.map((value) => (value === undefined ? [] : [[name, value] as const]));

const lists = (...parts: fc.Arbitrary<HeaderList>[]): fc.Arbitrary<HeaderList> =>
  fc.tuple(...parts).map((all) => all.flat());

const requestHeaders = lists(
  fc.constant<HeaderList>([['Origin', origin]]),
  header(
    'Content-Type',
    fc.constantFrom(
      undefined,
      'application/json',
      'text/plain',
      `multipart/form-data; boundary=----WebKitFormBoundary7MA4YWxkTrZu0gW`,
      `text/plain; token=${token}`,
    ),
  ),
  header('Accept', fc.constantFrom(undefined, '*/*', `application/json;v=${'x'.repeat(140)}`, `a/b;t=${token}`)),
  header('Authorization', fc.constantFrom(undefined, `Bearer ${token}`)),
  header('Cookie', fc.constantFrom(undefined, 'sid=secret; theme=dark')),
  header('X-Api-Key', fc.constantFrom(undefined, 'secret')),
  header('X-Custom', fc.constantFrom(undefined, '1', token)),
  header('Range', fc.constantFrom(undefined, 'bytes=0-5', 'bytes=-5')),
  header('Sec-Fetch-Mode', fc.constantFrom(undefined, 'cors', 'no-cors')),
  header('Sec-Fetch-Storage-Access', fc.constantFrom(undefined, 'none')),
);

const responseHeaders = lists(
  header('Access-Control-Allow-Origin', allowOrigins),
  header('Access-Control-Allow-Origin', fc.constantFrom(undefined, undefined, undefined, '*')),
  header('Access-Control-Allow-Credentials', fc.constantFrom(undefined, 'true', 'True')),
  header('Access-Control-Allow-Methods', fc.constantFrom(undefined, 'PUT', '*', 'GET; PUT')),
  header(
    'Access-Control-Allow-Headers',
    fc.constantFrom(undefined, 'x-custom, content-type', '*', 'authorization, x-api-key', 'b@d'),
  ),
  header('Access-Control-Max-Age', fc.constantFrom(undefined, '600', '0', '100000')),
  header('Access-Control-Expose-Headers', fc.constantFrom(undefined, '*', 'x-total')),
  header('Vary', fc.constantFrom(undefined, 'Origin')),
  header(
    'Set-Cookie',
    fc.constantFrom(undefined, 'sid=secret; Path=/; HttpOnly; SameSite=Lax', 'laravel_session=secret'),
  ),
  header('Server', fc.constantFrom(undefined, 'nginx', 'cloudflare', 'awselb/2.0')),
  header('X-Powered-By', fc.constantFrom(undefined, 'Express')),
  header('WWW-Authenticate', fc.constantFrom(undefined, 'Bearer realm="api"', 'Digest realm="x", nonce="secret"')),
  header('Allow', fc.constantFrom(undefined, 'GET, POST')),
  header('X-Total', fc.constantFrom(undefined, '12')),
  header('X-Cache', fc.constantFrom(undefined, 'HIT')),
  header('Content-Type', fc.constantFrom(undefined, 'application/json', 'text/html; charset=utf-8')),
  header('X-Rack-CORS', fc.constantFrom(undefined, 'miss; no-origin')),
  header(
    'Location',
    fc.constantFrom(
      undefined,
      undefined,
      `/login?token=${token}`,
      'https://user:secret@api.example/x',
      'https://other.example/',
    ),
  ),
);

const urls = fc.constantFrom(
  'https://api.example/v1/orders',
  `https://api.example/v1/orders?access_token=${token}&page=1`,
  'https://api.example/v1/orders#secret',
  'http://192.168.1.40/status?key=secret',
  'https://app.example/own',
);

const response = fc.record({
  status: fc.constantFrom(200, 204, 301, 307, 401, 403, 404, 405, 500, 502),
  statusText: fc.constant(''),
  headerList: responseHeaders,
  deliveredHeaderList: fc.constant(null),
  fromCache: fc.constantFrom(null, false, true),
  ip: fc.constantFrom(null, '203.0.113.7'),
  receivedAt: fc.constantFrom(null, 40),
});

const preflightHeaders: fc.Arbitrary<HeaderList> = lists(
  fc.constant<HeaderList>([
    ['Origin', origin],
    ['Access-Control-Request-Method', 'PUT'],
  ]),
  header(
    'Access-Control-Request-Headers',
    fc.constantFrom(undefined, 'authorization,content-type,x-api-key', 'x-custom'),
  ),
);

const hop = (withPreflight: boolean): fc.Arbitrary<Hop> =>
  fc
    .record({
      url: urls,
      method: withPreflight ? fc.constant('PUT') : fc.constantFrom('GET', 'POST', 'PUT'),
      headerList: fc.option(requestHeaders, { freq: 4 }),
      response: fc.option(response, { freq: 4 }),
      preflightHeaders,
      preflightResponse: fc.option(response, { freq: 6 }),
    })
    .map(({ url, method, headerList, response: answer, preflightHeaders: asked, preflightResponse }) => {
      const request = { method, url, headerList, composedHeaderList: null, startedAt: 10, sentAt: 20, network: null };
      return {
        preflight: withPreflight
          ? {
              requestId: '2',
              request: { ...request, method: 'OPTIONS', headerList: asked },
              response: preflightResponse,
              end: { state: 'completed' as const, at: 30 },
            }
          : null,
        request,
        response: answer,
      };
    });

export const plausibleExchanges: fc.Arbitrary<Exchange> = fc
  .record({
    browser: fc.constantFrom('chromium' as const, 'firefox' as const, null),
    first: fc.boolean().chain(hop),
    rest: fc.array(fc.boolean().chain(hop), { maxLength: 1 }),
    end: fc.constantFrom(
      { state: 'completed' as const, at: 50 },
      { state: 'failed' as const, at: 50, error: 'net::ERR_FAILED' },
      { state: 'failed' as const, at: 50, error: 'net::ERR_CERT_AUTHORITY_INVALID' },
      { state: 'failed' as const, at: 50, error: 'NS_ERROR_DOM_BAD_URI' },
      { state: 'unknown' as const, why: 'The file does not say.' },
      { state: 'pending' as const },
    ),
  })
  .map(({ browser, first, rest, end }) => ({
    id: 'x',
    browser,
    tabId: 1,
    frameId: 0,
    documentId: 'd',
    initiator: origin,
    resourceType: 'xmlhttprequest',
    startedAt: 10,
    hops: [first, ...rest] as const,
    end,
    page: null,
    invisible: null,
  }));
