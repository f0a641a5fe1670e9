import type { Expected, Scenario } from './scenario';
import {
  allowCredentials,
  allowHeaders,
  allowMethods,
  allowOrigin,
  api,
  echo,
  echoWithCredentials,
  goodPreflight,
  other,
  put,
  send,
} from './words';

type Preflight = NonNullable<Parameters<typeof api>[0]>['preflight'];

const putAnswered = (preflight: Preflight, credentials: 'include' | 'omit' = 'omit') => [
  put(api({ headers: echoWithCredentials, ...(preflight && { preflight }) }), { credentials }),
];

type Row = [id: string, preflight: Preflight, expected: Expected, title: string, shows: string];

const rows: Row[] = [
  [
    'allow-origin-missing',
    { status: 204 },
    'PreflightMissingAllowOriginHeader',
    'A preflight without CORS headers',
    'OPTIONS is answered 204, and that is all.',
  ],
  [
    'default-options-answer',
    { status: 200, headers: ['Allow: GET, HEAD, PUT, OPTIONS'] },
    'PreflightMissingAllowOriginHeader',
    'A server’s default answer to OPTIONS',
    '`Allow` tells HTTP methods; it allows nothing to CORS.',
  ],
  [
    'allow-origin-mismatch',
    { status: 204, headers: [allowOrigin('https://shop.example'), allowMethods('PUT')] },
    'PreflightAllowOriginMismatch',
    'The preflight allows another origin',
    'The preflight answer is checked like any response.',
  ],
  [
    'allow-origin-trailing-slash',
    { status: 204, headers: [allowOrigin('{origin}/'), allowMethods('PUT')] },
    'PreflightAllowOriginMismatch',
    'A slash behind the origin, on the preflight',
    'The same near miss, one step earlier.',
  ],
  [
    'allow-origin-twice',
    { status: 204, headers: [allowOrigin('{origin}'), allowOrigin('*'), allowMethods('PUT')] },
    'PreflightMultipleAllowOriginValues',
    'Two values on the preflight',
    'The proxy answers OPTIONS and so does the application.',
  ],
  [
    'allow-origin-list',
    { status: 204, headers: [allowOrigin('{origin}, https://shop.example'), allowMethods('PUT')] },
    'PreflightMultipleAllowOriginValues',
    'A list on the preflight',
    'Browsers accept exactly one origin.',
  ],
  [
    'allow-origin-unparsable',
    { status: 204, headers: [allowOrigin('shop'), allowMethods('PUT')] },
    'PreflightInvalidAllowOriginValue',
    'A value that is no origin, on the preflight',
    'A name from the configuration instead of an origin.',
  ],
  [
    'allow-origin-empty',
    { status: 204, headers: [allowOrigin(''), allowMethods('PUT')] },
    'PreflightInvalidAllowOriginValue',
    'An empty value on the preflight',
    'The header is there and says nothing.',
  ],
  [
    'allow-origin-null',
    { status: 204, headers: [allowOrigin('null'), allowMethods('PUT')] },
    'PreflightAllowOriginMismatch',
    '`null` on the preflight',
    '`null` matches only documents without an origin.',
  ],
];

const credentialRows: Row[] = [
  [
    'wildcard',
    { status: 204, headers: [allowOrigin('*'), allowMethods('PUT'), allowCredentials()] },
    'PreflightWildcardOriginNotAllowed',
    'A wildcard on the preflight of a credentialed request',
    'The preflight itself carries no cookie, and is held to the rule nevertheless.',
  ],
  [
    'credentials-missing',
    { status: 204, headers: [...echo, allowMethods('PUT')] },
    'PreflightInvalidAllowCredentials',
    'Allow-Credentials only on the response',
    'It must be on the preflight answer too.',
  ],
  [
    'credentials-capital',
    { status: 204, headers: [...echo, allowMethods('PUT'), allowCredentials('True')] },
    'PreflightInvalidAllowCredentials',
    'Allow-Credentials: True on the preflight',
    'Python’s boolean, printed into the header.',
  ],
  [
    'credentials-false',
    { status: 204, headers: [...echo, allowMethods('PUT'), allowCredentials('false')] },
    'PreflightInvalidAllowCredentials',
    'Allow-Credentials: false on the preflight',
    'The header has one value that counts.',
  ],
];

const statuses: [status: number, headers: readonly string[], title: string, shows: string][] = [
  [
    401,
    ['WWW-Authenticate: Bearer'],
    'OPTIONS needs a login',
    'Preflights carry no credentials, so authentication must let them pass.',
  ],
  [403, ['Server: cloudflare'], 'OPTIONS is forbidden', 'A firewall in front of the application.'],
  [404, [], 'OPTIONS has no route', 'The application routes PUT, not OPTIONS.'],
  [405, ['Allow: GET, PUT'], 'OPTIONS is not an allowed method', 'Routing comes before CORS.'],
  [429, ['Retry-After: 30'], 'OPTIONS hits the rate limit', 'Preflights count as requests.'],
  [500, [], 'OPTIONS crashes', 'The handler did not expect a request without a body.'],
  [501, [], 'OPTIONS is not implemented', 'A server of static files.'],
  [502, ['Server: nginx'], 'The gateway cannot reach the application', 'CORS is only the messenger.'],
  [503, [], 'The service is down', 'The answer comes from a load balancer.'],
];

export const preflightScenarios: Scenario[] = [
  ...rows.map(
    ([id, preflight, expected, title, shows]): Scenario => ({
      id: `preflight-${id}`,
      title,
      shows,
      run: putAnswered(preflight),
      expects: [expected],
    }),
  ),
  ...credentialRows.map(
    ([id, preflight, expected, title, shows]): Scenario => ({
      id: `preflight-${id}`,
      title,
      shows,
      run: putAnswered(preflight, 'include'),
      expects: [expected],
    }),
  ),
  ...statuses.map(
    ([status, headers, title, shows]): Scenario => ({
      id: `preflight-status-${status}`,
      title: `${title} (${status})`,
      shows,
      run: putAnswered({ status, headers }),
      expects: ['PreflightMissingAllowOriginHeader'],
    }),
  ),
  ...statuses.map(
    ([status, headers, title, shows]): Scenario => ({
      id: `preflight-status-${status}-with-headers`,
      title: `${title} (${status}), with CORS headers`,
      shows: `${shows} The headers are right; the status is not between 200 and 299.`,
      run: putAnswered({ status, headers: [...headers, ...echo, allowMethods('PUT')] }),
      expects: ['PreflightInvalidStatus'],
    }),
  ),
  {
    id: 'preflight-status-304',
    title: 'OPTIONS is answered 304',
    shows: 'A cache answers OPTIONS as it would GET.',
    run: putAnswered({ status: 304, headers: [...echo, allowMethods('PUT')] }),
    expects: ['PreflightInvalidStatus'],
  },
  {
    id: 'preflight-status-299',
    title: 'OPTIONS is answered 299',
    shows: 'Any status from 200 to 299 will do.',
    run: putAnswered({ status: 299, headers: [...echo, allowMethods('PUT')] }),
    expects: ['allowed'],
  },
  {
    id: 'preflight-redirect-slash',
    title: 'OPTIONS is redirected to the same URL with a slash',
    shows: 'The framework adds its slash before CORS has its say.',
    run: [
      put(
        api({
          headers: echo,
          preflight: { status: 301, redirect: api({ headers: echo }, { path: '/preflight-redirect-slash/' }) },
        }),
      ),
    ],
    expects: ['PreflightDisallowedRedirect'],
  },
  {
    id: 'preflight-redirect-https',
    title: 'OPTIONS is redirected to https',
    shows: 'Call the https URL at once: preflights do not follow redirects.',
    run: [put(api({ headers: echo, preflight: { status: 308, redirect: 'https://api.example.com/orders' } }))],
    expects: ['PreflightDisallowedRedirect'],
  },
  {
    id: 'preflight-redirect-login',
    title: 'OPTIONS is redirected to a login page',
    shows: 'The session check runs before CORS, even with headers on the redirect.',
    run: [
      put(
        api({
          headers: echo,
          preflight: { status: 302, headers: [...echo, allowMethods('PUT')], redirect: other({}, { path: '/login' }) },
        }),
      ),
    ],
    expects: ['PreflightDisallowedRedirect'],
  },
  {
    id: 'preflight-redirect-without-location',
    title: 'OPTIONS is answered 302 without Location',
    shows: 'A redirect to nowhere is an ordinary answer whose status is not 2xx.',
    run: putAnswered({ status: 302, headers: [...echo, allowMethods('PUT')] }),
    expects: ['PreflightInvalidStatus'],
  },
  {
    id: 'preflight-good-response-bad',
    title: 'Only OPTIONS has the headers',
    shows: 'The preflight passes; the response to PUT was forgotten.',
    run: [put(api({ preflight: goodPreflight([allowMethods('PUT')]) }))],
    expects: ['MissingAllowOriginHeader'],
  },
  {
    id: 'preflight-good-response-500',
    title: 'The preflight passes, the application crashes',
    shows: 'The error page has no CORS headers, so the browser blames CORS for the 500.',
    run: [
      put(
        api({ status: 500, type: 'text/html', body: '<h1>500</h1>', preflight: goodPreflight([allowMethods('PUT')]) }),
      ),
    ],
    expects: ['MissingAllowOriginHeader'],
  },
  {
    id: 'preflight-good-response-401',
    title: 'The preflight passes, the login has ended',
    shows: 'A 401 without CORS headers.',
    run: [
      put(api({ status: 401, headers: ['WWW-Authenticate: Bearer'], preflight: goodPreflight([allowMethods('PUT')]) })),
    ],
    expects: ['MissingAllowOriginHeader'],
  },
  {
    id: 'preflight-good-response-credentials',
    title: 'Allow-Credentials only on the preflight',
    shows: 'It must be on the response too.',
    run: [
      put(api({ headers: echo, preflight: goodPreflight([allowMethods('PUT'), allowCredentials()]) }), {
        credentials: 'include',
      }),
    ],
    expects: ['InvalidAllowCredentials'],
  },
  {
    id: 'preflight-good-response-mismatch',
    title: 'Two layers disagree',
    shows: 'The proxy answers OPTIONS with the right origin, the application names another.',
    run: [
      put(api({ headers: [allowOrigin('https://shop.example')], preflight: goodPreflight([allowMethods('PUT')]) })),
    ],
    expects: ['AllowOriginMismatch'],
  },
  {
    id: 'preflight-everything-wrong',
    title: 'Status, origin, method and header: all wrong',
    shows: 'The browser stops at the first; all of them need to change.',
    run: [
      put(
        api({
          preflight: {
            status: 405,
            headers: [allowOrigin('https://shop.example'), allowMethods('GET'), allowHeaders('accept')],
          },
        }),
        { headers: [['X-Tenant', 'lab']], credentials: 'include' },
      ),
    ],
    expects: ['PreflightAllowOriginMismatch'],
  },
  {
    id: 'preflight-slow',
    title: 'A slow preflight',
    shows: 'The request waits until its preflight is answered.',
    run: [put(api({ headers: echo, preflight: { ...goodPreflight([allowMethods('PUT')]), delay: 300 } }))],
    expects: ['allowed'],
  },
  {
    id: 'preflight-allowed',
    title: 'A PUT done right',
    shows: '204 to OPTIONS, the method named, the origin on both answers.',
    run: [put(api({ headers: echo, preflight: goodPreflight([allowMethods('PUT')]) }))],
    expects: ['allowed'],
  },
  {
    id: 'preflight-allowed-with-everything',
    title: 'A credentialed PATCH with headers, done right',
    shows: 'All five headers a preflight answer may need.',
    run: [
      send(
        'PATCH',
        api({
          headers: echoWithCredentials,
          preflight: {
            status: 204,
            headers: [
              ...echoWithCredentials,
              allowMethods('GET, PATCH'),
              allowHeaders('content-type, x-tenant'),
              'Access-Control-Max-Age: 0',
            ],
          },
        }),
        {
          credentials: 'include',
          headers: [
            ['Content-Type', 'application/json'],
            ['X-Tenant', 'lab'],
          ],
        },
      ),
    ],
    expects: ['allowed'],
  },
];
