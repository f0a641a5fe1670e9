import type { Destination, Expected, Scenario } from './scenario';
import { allowMethods, api, echo, get, goodPreflight, put } from './words';

/** Failures that are not CORS: no header helps. Each is shown for a request, and again for its preflight where that can fail alike. */
type Row = [id: string, url: Destination, expected: Expected, title: string, shows: string];

const rows: Row[] = [
  [
    'refused',
    { server: 'closed', says: {} },
    'net::ERR_CONNECTION_REFUSED',
    'Nobody listens',
    'The server is not running, or on another port.',
  ],
  [
    'name-not-resolved',
    { server: 'api', host: 'nowhere.test', says: {} },
    'net::ERR_NAME_NOT_RESOLVED',
    'The name is unknown',
    'A typing slip in the host name, or no network.',
  ],
  [
    'silent',
    api({ cut: 'silent' }),
    'net::ERR_EMPTY_RESPONSE',
    'The connection closes without an answer',
    'The server crashed while it worked on the request.',
  ],
  [
    'reset',
    api({ cut: 'reset' }),
    'net::ERR_CONNECTION_RESET',
    'The connection is reset',
    'Something on the way cut it.',
  ],
  [
    'garbage',
    api({ cut: 'garbage' }),
    'net::ERR_INVALID_HTTP_RESPONSE',
    'The answer is not HTTP',
    'Another kind of server listens on this port.',
  ],
  [
    'tls-on-http-port',
    api({}, { scheme: 'https' }),
    'net::ERR_SSL_PROTOCOL_ERROR',
    'https on a port that speaks http',
    'The scheme in the URL is wrong, or TLS is not set up.',
  ],
  [
    'http-on-tls-port',
    { server: 'secure', scheme: 'http', says: {} },
    'net::ERR_EMPTY_RESPONSE',
    'http on a port that speaks TLS',
    'The scheme in the URL is wrong.',
  ],
  [
    'certificate',
    { server: 'untrusted', says: {} },
    'net::ERR_CERT_AUTHORITY_INVALID',
    'A self-signed certificate',
    'Open the URL in a tab once and accept it, or trust its authority.',
  ],
  [
    'unsafe-port',
    'http://127.0.0.1:6000/?scenario={scenario}',
    'net::ERR_UNSAFE_PORT',
    'A port that browsers refuse',
    'Port 6000 belongs to the X window system.',
  ],
  [
    'headers-too-big',
    api({ padding: 1_000_000 }),
    'net::ERR_RESPONSE_HEADERS_TOO_BIG',
    'A header of a megabyte',
    'Browsers read a quarter of that.',
  ],
];

const statuses: [status: number, says: NonNullable<Parameters<typeof api>[0]>, title: string, shows: string][] = [
  [400, {}, 'Bad Request', 'The application refuses the input, and its refusals carry no headers.'],
  [
    401,
    { headers: ['WWW-Authenticate: Bearer'] },
    'Unauthorized',
    'The login has ended; the answer has no CORS headers.',
  ],
  [
    403,
    {
      type: 'text/html',
      body: '<title>Attention Required! | Cloudflare</title>',
      headers: ['Server: cloudflare', 'cf-mitigated: challenge'],
    },
    'Forbidden',
    'A firewall wants to see a human.',
  ],
  [404, { type: 'text/html', body: '<h1>404</h1>' }, 'Not Found', 'The path is wrong; CORS is set up for the others.'],
  [405, { headers: ['Allow: POST'] }, 'Method Not Allowed', 'The route knows another method.'],
  [413, { headers: ['Server: nginx'] }, 'Content Too Large', 'The proxy’s limit comes before the application.'],
  [429, { headers: ['Retry-After: 30'] }, 'Too Many Requests', 'The rate limit comes before CORS.'],
  [431, {}, 'Request Header Fields Too Large', 'Too many cookies, perhaps.'],
  [
    500,
    { type: 'text/html', body: '<h1>500</h1>' },
    'Internal Server Error',
    'The application crashed; its error page has no CORS headers.',
  ],
  [
    502,
    { type: 'text/html', body: '<center>nginx</center>', headers: ['Server: nginx'] },
    'Bad Gateway',
    'The gateway answered because the application did not.',
  ],
  [503, { headers: ['Server: awselb/2.0'] }, 'Service Unavailable', 'No healthy server behind the load balancer.'],
  [
    504,
    { headers: ['Server: cloudflare', 'CF-Ray: 8a1b2c3d4e5f-FRA'] },
    'Gateway Timeout',
    'The application took too long.',
  ],
  [520, { headers: ['Server: cloudflare'] }, 'Unknown answer', 'The gateway did not understand the application.'],
];

export const failureScenarios: Scenario[] = [
  ...rows.map(
    ([id, url, expected, title, shows]): Scenario => ({
      id: `network-${id}`,
      title,
      shows: `Not CORS. ${shows}`,
      run: [get(url)],
      expects: [expected],
      ...(expected === 'net::ERR_NAME_NOT_RESOLVED' && { needs: ['our browser'] as const }),
    }),
  ),
  ...rows
    .filter(([id]) => id !== 'headers-too-big')
    .map(
      ([id, url, expected, title, shows]): Scenario => ({
        id: `network-${id}-put`,
        title: `${title}, for a preflight`,
        shows: `Not CORS. ${shows}`,
        run: [put(url)],
        expects: [expected],
        ...(expected === 'net::ERR_NAME_NOT_RESOLVED' && { needs: ['our browser'] as const }),
      }),
    ),
  ...statuses.map(
    ([status, says, title, shows]): Scenario => ({
      id: `status-${status}`,
      title: `${status} ${title} without CORS headers`,
      shows,
      run: [get(api({ ...says, status }))],
      expects: ['MissingAllowOriginHeader'],
    }),
  ),
  {
    id: 'status-500-after-200',
    title: 'The same URL is allowed, then crashes',
    shows: 'The 200 has the headers, the 500 has not: errors pass by the code that adds them.',
    run: [get(api({ headers: echo }, { path: '/flaky' })), get(api({ status: 500 }, { path: '/flaky' }))],
    expects: ['allowed', 'MissingAllowOriginHeader'],
  },
  {
    id: 'network-preflight-only',
    title: 'The server dies on OPTIONS',
    shows: 'Not CORS: the connection ends before the preflight is answered.',
    run: [put(api({ headers: echo, preflight: { cut: 'silent' } }))],
    expects: ['net::ERR_EMPTY_RESPONSE'],
  },
  {
    id: 'network-after-preflight',
    title: 'The server dies on PUT',
    shows: 'Not CORS: the preflight passed, then the connection ended.',
    run: [put(api({ cut: 'silent', preflight: goodPreflight([allowMethods('PUT')]) }))],
    expects: ['net::ERR_EMPTY_RESPONSE'],
  },
  {
    id: 'network-in-headers',
    title: 'The connection ends amid the headers',
    shows: 'What did arrive is an answer without the header.',
    run: [get(api({ cut: 'headers' }))],
    expects: ['MissingAllowOriginHeader'],
  },
  {
    id: 'network-in-body',
    title: 'The connection ends amid the body',
    shows: 'CORS passed; the body was cut short.',
    run: [get(api({ headers: echo, cut: 'body' }))],
    expects: ['net::ERR_CONTENT_LENGTH_MISMATCH'],
  },
  {
    id: 'early-hints',
    title: 'Headers in 103 Early Hints',
    shows: 'They do not count: the final answer has none.',
    run: [get(api({ early: echo }))],
    expects: ['MissingAllowOriginHeader'],
  },
  {
    id: 'abort-request',
    title: 'The page aborts the request',
    shows: 'Not CORS: AbortController.',
    run: [get(api({ headers: echo, delay: 1000 }), { abortAfter: 100 })],
    expects: ['net::ERR_ABORTED'],
  },
  {
    id: 'abort-preflight',
    title: 'The page aborts during the preflight',
    shows: 'Not CORS: the preflight goes on alone.',
    run: [
      put(api({ headers: echo, preflight: { ...goodPreflight([allowMethods('PUT')]), delay: 500 } }), {
        abortAfter: 100,
      }),
      { do: 'wait', ms: 600 },
    ],
    expects: ['net::ERR_ABORTED'],
  },
  {
    id: 'abort-xhr',
    title: 'XMLHttpRequest.abort()',
    shows: 'Not CORS.',
    run: [{ do: 'xhr', url: api({ headers: echo, delay: 1000 }), abortAfter: 100 }],
    expects: ['net::ERR_ABORTED'],
  },
  {
    id: 'timeout-fetch',
    title: 'AbortSignal.timeout()',
    shows: 'Not CORS: the server was too slow for the page.',
    run: [get(api({ headers: echo, delay: 1000 }), { timeoutAfter: 100 })],
    expects: ['net::ERR_ABORTED'],
  },
  {
    id: 'timeout-xhr',
    title: 'XMLHttpRequest.timeout',
    shows: 'Not CORS: the server was too slow for the page.',
    run: [{ do: 'xhr', url: api({ headers: echo, delay: 1000 }), timeoutAfter: 100 }],
    expects: ['net::ERR_ABORTED'],
  },
  {
    id: 'timeout-xhr-preflight',
    title: 'XMLHttpRequest.timeout during the preflight',
    shows: 'Not CORS: the preflight goes on alone.',
    run: [
      {
        do: 'xhr',
        method: 'PUT',
        url: api({ headers: echo, preflight: { status: 404, delay: 500 } }),
        timeoutAfter: 100,
      },
      { do: 'wait', ms: 600 },
    ],
    expects: ['net::ERR_ABORTED'],
  },
  {
    id: 'authentication-without-credentials',
    title: 'HTTP authentication that nobody is asked for',
    shows: 'A CORS request without credentials gets its 401 at once, and may read it.',
    run: [get(api({ status: 401, headers: [...echo, 'WWW-Authenticate: Basic realm="lab"'] }))],
    expects: ['allowed'],
  },
  {
    id: 'authentication-missing',
    title: 'HTTP authentication without CORS headers',
    shows: 'A 401 like any other answer: the headers are missing.',
    run: [get(api({ status: 401, headers: ['WWW-Authenticate: Basic realm="lab"'] }))],
    expects: ['MissingAllowOriginHeader'],
  },
];
