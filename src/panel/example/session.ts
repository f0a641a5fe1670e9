import type { Exchange } from '../../exchange/exchange';
import { completed, exchange, failed, preflight, request, response, START } from './wire';

/** A morning's work at `https://app.example`: one exchange for each thing the panel has to tell. Shown to who has nothing recorded yet. */

export const APP = 'Origin: https://app.example';
const asking = (method: string, names: string) =>
  `${APP}\nAccess-Control-Request-Method: ${method}\n${names && `Access-Control-Request-Headers: ${names}`}`;

/** Authentication that runs before CORS. */
function unauthorised(id: string, method: string, path: string, at: number, took: number, source: string): Exchange {
  const url = `https://api.example${path}`;
  return exchange(
    id,
    [
      {
        request: request(method, url, at, null, source),
        preflight: preflight(
          { method, url },
          at,
          asking(method, 'authorization,content-type'),
          response(
            401,
            at + took,
            'Server: nginx\nX-Powered-By: Express\nWWW-Authenticate: Bearer\nContent-Type: application/json\nContent-Length: 27\nETag: W/"1b"',
            'Unauthorized',
          ),
          completed(at + took),
        ),
        response: null,
      },
    ],
    failed(at + took),
  );
}

function headerNotAllowed(id: string, path: string, at: number, took: number, source: string): Exchange {
  const url = `https://search.partner.example${path}`;
  return exchange(
    id,
    [
      {
        request: request('POST', url, at, null, source),
        preflight: preflight(
          { method: 'POST', url },
          at,
          asking('POST', 'content-type,traceparent,x-request-id'),
          response(
            204,
            at + took,
            'Access-Control-Allow-Origin: *\nAccess-Control-Allow-Headers: content-type\nDate: Fri, 20 Nov 2026 14:02:01 GMT\nServer: envoy',
            'No Content',
          ),
          completed(at + took),
        ),
        response: null,
      },
    ],
    failed(at + took),
  );
}

/** A request without preflight. */
export const get = (url: string, at: number, source: string, lines = APP) => ({
  request: request('GET', url, at, lines, source),
  preflight: null,
});

export const session: readonly Exchange[] = [
  exchange(
    'e01',
    [
      {
        request: request('POST', 'http://hooks.example/events', 90, null, 'track.js:12'),
        preflight: preflight(
          { method: 'POST', url: 'http://hooks.example/events' },
          90,
          'Origin: http://app.example\nAccess-Control-Request-Method: POST\nAccess-Control-Request-Headers: content-type',
          response(301, 136, 'Location: https://hooks.example/events\nServer: nginx', 'Moved Permanently'),
          failed(136),
        ),
        response: null,
      },
    ],
    failed(136),
    { initiator: 'http://app.example' },
  ),
  exchange(
    'e02',
    [
      {
        ...get('https://api.example/v1/products?limit=20', 420, 'products.js:31'),
        response: response(
          200,
          500,
          'Access-Control-Allow-Origin: https://app.example\nVary: Origin\nContent-Type: application/json\nX-Powered-By: Express\nServer: nginx',
          'OK',
        ),
      },
    ],
    completed(504),
  ),
  exchange(
    'e03',
    [
      {
        ...get('https://cdn.example/config/features.json', 436, 'boot.js:9'),
        response: response(
          200,
          486,
          'Access-Control-Allow-Origin: https://app.example/\nVary: Origin\nContent-Type: application/json\nVia: 1.1 0123.cloudfront.net (CloudFront)\nX-Amz-Cf-Id: abc\nServer: AmazonS3',
          'OK',
        ),
      },
    ],
    failed(488),
  ),
  exchange(
    'e04',
    [
      {
        ...get('https://auth.example/session', 540, 'session.js:17', `${APP}\nCookie: sid=1f0c`),
        response: response(200, 600, 'Access-Control-Allow-Origin: *\nContent-Type: application/json', 'OK'),
      },
    ],
    failed(601),
  ),
  exchange(
    'e05',
    [
      {
        ...get('https://inventory.example/stock?sku=42', 640, 'stock.js:20'),
        response: response(
          200,
          720,
          'Server: nginx\nAccess-Control-Allow-Origin: https://app.example\nAccess-Control-Allow-Origin: https://app.example\nX-Powered-By: Express\nContent-Type: application/json',
          'OK',
        ),
      },
    ],
    failed(722),
  ),
  exchange(
    'e06',
    [
      {
        request: request(
          'PUT',
          'https://api.example/v1/cart/7',
          741,
          `${APP}\nContent-Type: application/json`,
          'cart.js:57',
        ),
        preflight: preflight(
          { method: 'PUT', url: 'https://api.example/v1/cart/7' },
          700,
          asking('PUT', 'content-type'),
          response(
            204,
            741,
            'Access-Control-Allow-Origin: https://app.example\nAccess-Control-Allow-Methods: GET, PUT\nAccess-Control-Allow-Headers: content-type\nAccess-Control-Max-Age: 600\nVary: Origin\nX-Powered-By: Express',
            'No Content',
          ),
          completed(741),
        ),
        response: response(
          200,
          830,
          'Access-Control-Allow-Origin: https://app.example\nVary: Origin\nContent-Type: application/json\nX-Powered-By: Express',
          'OK',
        ),
      },
    ],
    completed(832),
    { startedAt: START + 699 },
  ),
  exchange(
    'e07',
    [
      {
        ...get('http://legacy.example/prices.json', 745, 'prices.js:4'),
        request: request('GET', 'http://legacy.example/prices.json', 745, null, 'prices.js:4'),
        response: null,
      },
    ],
    failed(746, 'page:mixed-content'),
    { invisible: { kind: 'mixed-content', evidence: 'network entry', securePage: 'https://app.example' } },
  ),
  exchange(
    'e08',
    [
      {
        ...get('https://api.example/v1/recommendations', 760, 'home.js:73'),
        response: response(
          500,
          990,
          'Content-Type: text/html\nX-Powered-By: Express\nServer: nginx',
          'Internal Server Error',
        ),
      },
    ],
    failed(991),
  ),
  exchange(
    'e09',
    [
      {
        ...get('http://192.168.1.20/status', 1010, 'printer.js:8'),
        request: request('GET', 'http://192.168.1.20/status', 1010, null, 'printer.js:8'),
        response: null,
      },
    ],
    failed(1220, 'net::ERR_BLOCKED_BY_LOCAL_NETWORK_ACCESS_CHECKS'),
  ),
  headerNotAllowed('e10', '/v2/query', 1120, 63, 'search.js:40'),
  headerNotAllowed('e11', '/v2/suggest', 1330, 58, 'search.js:66'),
  exchange(
    'e12',
    [
      {
        request: request(
          'PUT',
          'https://api.example/v1/cart/7',
          14_120,
          `${APP}\nContent-Type: application/json`,
          'cart.js:57',
        ),
        preflight: null,
        response: response(
          200,
          14_206,
          'Access-Control-Allow-Origin: https://app.example\nVary: Origin\nContent-Type: application/json\nX-Powered-By: Express',
          'OK',
        ),
      },
    ],
    completed(14_208),
  ),
  unauthorised('e13', 'POST', '/v1/orders', 14_310, 38, 'checkout.js:88'),
  unauthorised('e14', 'PATCH', '/v1/profile', 14_420, 35, 'profile.js:19'),
  unauthorised('e15', 'DELETE', '/v1/addresses/2', 14_560, 41, 'profile.js:47'),
  exchange(
    'e16',
    [
      {
        ...get('https://api.example/v1/reports/daily', 14_640, 'reports.js:5'),
        response: response(502, 15_249, 'Server: nginx\nContent-Type: text/html\nContent-Length: 157', 'Bad Gateway'),
      },
    ],
    failed(15_250),
  ),
  exchange('e17', [{ ...get('https://search.partner.example/v2/facets', 15_100, 'search.js:81'), response: null }], {
    state: 'pending',
  }),
  exchange(
    'e18',
    [
      {
        ...get('https://api.example/v1/old', 15_300, 'old.js:3'),
        response: response(
          302,
          15_350,
          'Access-Control-Allow-Origin: https://app.example\nLocation: https://files.example/new\nVary: Origin',
          'Found',
        ),
      },
      {
        ...get('https://files.example/new', 15_352, 'old.js:3', 'Origin: null'),
        response: response(200, 15_420, 'Access-Control-Allow-Origin: https://app.example\nVary: Origin', 'OK'),
      },
    ],
    failed(15_421),
  ),
  // Same-origin and no-cors: not listed.
  exchange(
    'e19',
    [
      {
        ...get('https://app.example/api/me', 300, 'app.js:2', ''),
        response: response(200, 330, 'Content-Type: application/json', 'OK'),
      },
    ],
    completed(331),
  ),
  exchange(
    'e20',
    [
      {
        ...get('https://images.example/logo.png', 310, 'app.js:2', ''),
        response: response(200, 360, 'Content-Type: image/png', 'OK'),
      },
    ],
    completed(361),
    {
      resourceType: 'image',
    },
  ),
];
