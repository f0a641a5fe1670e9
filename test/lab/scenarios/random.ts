import fc from 'fast-check';
import type { Action, Body, Loaded, Place } from './action';
import type { Destination, Says, Scenario } from './scenario';

/** Requests of one page: some one after another, some at once. */
const BATCHES = { minLength: 2, maxLength: 4 };
const AT_ONCE = { minLength: 1, maxLength: 5 };

/**
 * Pages that do what nobody thought of: random requests to servers that answer at random, most of it nearly right, so that what is wrong is
 * met at every step and not only at the first. The same seed gives the same pages.
 *
 * @param requests at least so many in all
 */
export function randomScenarios(requests: number, seed: number): Scenario[] {
  const scenarios: Scenario[] = [];
  for (let made = 0, page = 1; made < requests; page += 1) {
    const [drawn] = fc.sample(pages, { numRuns: 1, seed: seed * 100_000 + page });
    if (!drawn) break;
    const id = `random-${seed}-${page}`;
    let number = 0;
    const numbered = (action: Drawn): Action<Destination> => {
      number += 1;
      return placed(action, `/${id}/${number}`);
    };
    const run = drawn.batches.map((batch): Action<Destination> => {
      // The same call several times at once: only the order tells these apart.
      const actions = batch.flatMap(({ action, times }) => {
        const one = numbered(action);
        return Array.from({ length: times }, () => one);
      });
      const [only] = actions;
      return actions.length === 1 && only ? only : { do: 'together', actions };
    });
    made += run.reduce((sum, action) => sum + (action.do === 'together' ? action.actions.length : 1), 0);
    scenarios.push({
      id,
      title: `Random page ${page} of seed ${seed}`,
      shows: 'Whatever it does.',
      ...drawn.page,
      run,
      expects: [],
    });
  }
  return scenarios;
}

type Drawn = Action<Exclude<Destination, string>>;

/** Each request has a path of its own, also on its way through redirects. */
function placed(action: Drawn, path: string): Action<Destination> {
  if (!('url' in action)) return action as Action<Destination>;
  const withPath = (url: Exclude<Destination, string>): Destination => ({
    ...url,
    path,
    says: {
      ...url.says,
      numbered: true,
      ...(url.says.preflight && { preflight: { ...url.says.preflight, numbered: true } }),
      ...(typeof url.says.redirect === 'object' && { redirect: withPath(url.says.redirect) }),
    },
  });
  return { ...action, url: withPath(action.url) };
}

/** Right so many times of ten. */
const mostly = <T>(right: T, times: number, ...wrong: readonly fc.Arbitrary<T>[]): fc.Arbitrary<T> =>
  fc.oneof({ arbitrary: fc.constant(right), weight: times }, { arbitrary: fc.oneof(...wrong), weight: 10 - times });

const oneOf = fc.constantFrom;

// ——— what servers say ———

const allowOriginLines = mostly<readonly string[]>(
  ['Access-Control-Allow-Origin: {origin}'],
  6,
  fc.constant([]),
  fc.constant(['Access-Control-Allow-Origin: *']),
  fc.constant(['Access-Control-Allow-Origin: {page}']),
  oneOf(
    '{origin}/',
    '{ORIGIN}',
    '{hostname}:{port}',
    '{host}',
    '{scheme}://{hostname}',
    '{scheme}://localhost:{port}',
    'https://{host}',
    'https://*.example',
    '*.example',
    '"{origin}"',
    '{origin},',
    '{origin} ',
    '\\t{origin}\\t',
    '{origin}, {origin}',
    '{origin} {origin}',
    '*, *',
    '**',
    '* ',
    '',
    ' ',
    ',',
    'null',
    'Null',
    'true',
    'undefined',
    'https://',
    'http:',
    'http://[',
    'http://a b',
    'http://a:99999',
    '{origin}?x',
    '{origin}#x',
    '{scheme}://u:p@{host}',
    'http://\\xe9.test',
    '%2A',
    'about:blank',
    'data:,x',
    'file:///',
    '//{host}',
    '/',
    '.',
  ).map((value) => [`Access-Control-Allow-Origin: ${value}`]),
  oneOf(
    ['Access-Control-Allow-Origin: *', 'Access-Control-Allow-Origin: {origin}'],
    ['Access-Control-Allow-Origin: {origin}', 'access-control-allow-origin: {origin}'],
    ['Access-Control-Allow-Origin: ', 'Access-Control-Allow-Origin: {origin}'],
    ['ACCESS-CONTROL-ALLOW-ORIGIN: {origin}'],
    ['Access-Control-Allow-Origin : {origin}'],
    ['Access-Control-Allow-Origins: {origin}'],
  ),
);

const allowCredentialsLines = mostly<readonly string[]>(
  ['Access-Control-Allow-Credentials: true'],
  6,
  fc.constant([]),
  oneOf('True', 'TRUE', 'true ', 'true,', 'true, true', 'false', '1', '', '\\ttrue', '*', '"true"').map((value) => [
    `Access-Control-Allow-Credentials: ${value}`,
  ]),
  fc.constant(['Access-Control-Allow-Credentials: true', 'Access-Control-Allow-Credentials: true']),
);

const METHODS = [
  'GET',
  'POST',
  'HEAD',
  'PUT',
  'DELETE',
  'PATCH',
  'patch',
  'put',
  'OPTIONS',
  'REPORT',
  'x-Custom',
] as const;

const allowMethodsLines = mostly<readonly string[]>(
  ['Access-Control-Allow-Methods: GET, PUT, DELETE, PATCH, patch, OPTIONS, REPORT, x-Custom'],
  6,
  fc.constant([]),
  oneOf(
    ...METHODS,
    '*',
    '',
    ',',
    'PUT,',
    ',,PUT',
    'PUT,,DELETE',
    'PUT DELETE',
    'PUT; DELETE',
    '"PUT"',
    'PUT, *',
    'Put',
    '*,*',
    'PUT\\tDELETE',
    'PUT ,\\tDELETE',
    'X@Y',
  ).map((value) => [`Access-Control-Allow-Methods: ${value}`]),
  fc.constant(['Access-Control-Allow-Methods: PUT', 'Access-Control-Allow-Methods: DELETE, PATCH']),
);

const HEADERS: readonly (readonly [string, string])[] = [
  ['X-Api-Key', 'k'],
  ['X-Zed', ''],
  ['Authorization', 'Bearer t'],
  ['Content-Type', 'application/json'],
  ['Content-Type', 'text/plain;charset=utf-8'],
  ['Content-Type', 'text/plain;charset="utf-8"'],
  ['Content-Type', 'TEXT/PLAIN'],
  ['Content-Type', 'text/plain, text/plain'],
  ['content-type', ''],
  ['Accept', 'application/json'],
  ['Accept', 'a'.repeat(128)],
  ['Accept', 'a'.repeat(129)],
  ['Accept', 'text/*;q=(1)'],
  ['Accept-Language', 'en_US'],
  ['Accept-Language', 'de, en;q=0.5'],
  ['Content-Language', 'en'],
  ['Range', 'bytes=0-9'],
  ['Range', 'bytes=-9'],
  ['Range', 'bytes=9-0'],
  ['Range', 'bytes=0-1,2-3'],
  ['Cache-Control', 'no-cache'],
  ['If-None-Match', '"x"'],
  ['Save-Data', 'on'],
  ['Save-Data', 'off'],
  ['DPR', '2.0'],
  ['Downlink', 'x'],
  ['Width', '7'],
  ['traceparent', '00-1-2-01'],
  ['Access-Control-Allow-Origin', '*'],
  ['X-HTTP-Method-Override', 'PUT'],
  ['X-HTTP-Method-Override', 'TRACE'],
  ['Cookie', 'dropped=1'],
  ['Sec-Own', 'dropped'],
  ['User-Agent', 'lab'],
  ['Last-Event-ID', '7'],
  ['Upgrade-Insecure-Requests', '1'],
  ['Purpose', 'prefetch'],
  ['!#$%&', 'odd'],
];

const allowHeadersLines = mostly<readonly string[]>(
  [
    'Access-Control-Allow-Headers: x-api-key, X-Zed, authorization, CONTENT-TYPE, accept, accept-language, content-language, range, cache-control, if-none-match, save-data, downlink, traceparent, access-control-allow-origin, x-http-method-override, last-event-id, upgrade-insecure-requests, purpose, !#$%&, user-agent, width, dpr',
  ],
  6,
  fc.constant([]),
  oneOf(
    '*',
    'X-Api-Key',
    'x-api-key,',
    ', ,x-zed',
    'X-API-KEY,content-type',
    'authorization',
    '*, authorization',
    'x-api-key x-zed',
    'x-api-key; x-zed',
    '"x-api-key"',
    'x(y)',
    '',
    'accept',
  ).map((value) => [`Access-Control-Allow-Headers: ${value}`]),
  fc.constant(['Access-Control-Allow-Headers: x-api-key', 'access-control-allow-headers: X-ZED, content-type']),
);

const maxAgeLines = fc.oneof(
  { arbitrary: fc.constant<readonly string[]>([]), weight: 4 },
  {
    arbitrary: oneOf('0', '1', '600', '99999999', '-1', 'abc', '', '5.5', ' 60', '60, 60').map((value) => [
      `Access-Control-Max-Age: ${value}`,
    ]),
    weight: 6,
  },
);

const extraLines = fc
  .subarray([
    'Vary: Origin',
    'Access-Control-Expose-Headers: X-Total',
    'Access-Control-Expose-Headers: *',
    'X-Total: 7',
    'Timing-Allow-Origin: *',
    'Cross-Origin-Resource-Policy: same-origin',
    'X-Content-Type-Options: nosniff',
    'Access-Control-Allow-Private-Network: true',
    'Set-Cookie: lab=1',
    'Server: nginx',
    'WWW-Authenticate: Bearer',
    'Content-Security-Policy: default-src none',
  ])
  .map((lines) => (lines.length > 3 ? lines.slice(0, 3) : lines));

const flat = (...parts: readonly fc.Arbitrary<readonly string[]>[]) => fc.tuple(...parts).map((lines) => lines.flat());

const preflightAnswer: fc.Arbitrary<NonNullable<Says['preflight']>> = fc
  .record({
    status: mostly(204, 7, oneOf(200, 201, 299, 300, 304, 400, 401, 403, 404, 405, 429, 500, 502, 503)),
    headers: flat(
      allowOriginLines,
      allowCredentialsLines,
      allowMethodsLines,
      allowHeadersLines,
      maxAgeLines,
      extraLines,
    ),
    cut: mostly(null, 9, oneOf('silent', 'reset', 'garbage', 'headers', null)),
    redirect: mostly<string | null>(null, 9, oneOf('/elsewhere', 'https://login.example/', '', 'http://[', null)),
    delay: oneOf(0, 0, 20, 90),
  })
  .map(({ cut, redirect, status, ...rest }) => ({
    ...rest,
    status: redirect === null || status === 300 ? status : 301,
    ...(cut && { cut }),
    ...(redirect !== null && { redirect }),
  }));

const finalAnswer: fc.Arbitrary<Says> = fc
  .record({
    status: mostly(200, 6, oneOf(201, 204, 206, 300, 304, 400, 401, 403, 404, 405, 413, 429, 500, 502, 503, 504)),
    headers: flat(
      allowOriginLines,
      allowCredentialsLines,
      extraLines,
      oneOf([], [], ['Cache-Control: max-age=60'], ['Cache-Control: no-cache']),
    ),
    type: oneOf(
      'text/plain',
      'application/json',
      'text/html',
      'image/png',
      'text/css',
      'text/javascript',
      'font/woff2',
    ),
    cut: mostly(null, 9, oneOf('silent', 'reset', 'garbage', 'body', 'headers', null)),
    delay: oneOf(0, 0, 20, 90),
    etag: oneOf(null, null, '"e"'),
    early: oneOf(false, false, false, true),
    hasPreflight: mostly(true, 9, fc.constant(false)),
    preflight: preflightAnswer,
  })
  .map(({ cut, etag, early, hasPreflight, preflight, ...rest }) => ({
    ...rest,
    body: 'var lab = 1;',
    ...(cut && { cut }),
    ...(etag && { etag }),
    ...(early && { early: ['Access-Control-Allow-Origin: *', 'Link: </x>; rel=preload'] }),
    ...(hasPreflight && { preflight }),
  }));

const servers: fc.Arbitrary<Pick<Exclude<Destination, string>, 'server' | 'host' | 'userinfo' | 'hash'>> = fc.oneof(
  { arbitrary: oneOf({ server: 'api' as const }, { server: 'other' as const }), weight: 6 },
  {
    arbitrary: oneOf(
      { server: 'api' as const, host: 'localhost' },
      { server: 'page' as const },
      { server: 'page' as const, host: 'localhost' },
      { server: 'secure' as const },
      { server: 'secure' as const, host: 'localhost' },
      { server: 'http2' as const },
      { server: 'api' as const, host: 'api.test' },
      { server: 'api' as const, hash: '#part' },
      { server: 'api' as const, userinfo: 'u:p' },
      { server: 'closed' as const },
      { server: 'untrusted' as const },
      { server: 'api' as const, host: 'nowhere.test' },
    ),
    weight: 3,
  },
);

const redirecting = (target: fc.Arbitrary<Exclude<Destination, string>>): fc.Arbitrary<Exclude<Destination, string>> =>
  fc
    .record({
      where: servers,
      status: oneOf(301, 302, 303, 307, 308),
      headers: flat(allowOriginLines, allowCredentialsLines),
      preflight: preflightAnswer,
      target: fc.oneof(
        { arbitrary: target as fc.Arbitrary<Destination>, weight: 12 },
        {
          arbitrary: oneOf<Destination>(
            'data:text/plain,x',
            'ftp://a.test/',
            'http://127.0.0.1:1/',
            'mailto:a@b',
            '//',
            'http://[',
            '',
          ),
          weight: 1,
        },
      ),
    })
    .map(({ where, target: redirect, ...says }) => ({ ...where, says: { ...says, redirect } }));

const last = fc.record({ where: servers, says: finalAnswer }).map(({ where, says }) => ({ ...where, says }));
const once = redirecting(last);
const destinations = fc.oneof(
  { arbitrary: last, weight: 14 },
  { arbitrary: once, weight: 4 },
  { arbitrary: redirecting(once), weight: 2 },
);

// ——— what pages do ———

const places = mostly<Place | null>(
  null,
  8,
  oneOf<Place>(
    'worker',
    'sandboxed frame',
    'cross-origin frame',
    'srcdoc frame',
    'blob frame',
    'data frame',
    'blob worker',
  ),
);

const bodies = oneOf<Body | null>(
  null,
  null,
  { text: '{"a":1}' },
  { blob: '{}', type: 'application/json' },
  { blob: 'x', type: '' },
  { form: { a: '1' } },
  { parameters: { a: '1' } },
);

const headerLists = fc
  .tuple(fc.subarray([...HEADERS], { maxLength: 3 }), oneOf(0, 0, 1, 1, 3))
  .map(([headers, most]) => headers.slice(0, most));

const fetches: fc.Arbitrary<Drawn> = fc
  .record({
    url: destinations,
    method: mostly<string>('GET', 3, oneOf<string>(...METHODS)),
    headers: headerLists,
    body: bodies,
    mode: mostly<RequestMode>('cors', 8, oneOf<RequestMode>('no-cors', 'no-cors', 'same-origin')),
    credentials: oneOf<RequestCredentials>('same-origin', 'include', 'include', 'omit'),
    redirect: mostly<RequestRedirect>('follow', 8, oneOf<RequestRedirect>('manual', 'error')),
    cache: mostly<RequestCache>('default', 7, oneOf<RequestCache>('no-store', 'reload', 'no-cache', 'force-cache')),
    referrerPolicy: oneOf<ReferrerPolicy>('', '', 'no-referrer'),
    keepalive: oneOf(false, false, false, true),
    abortAfter: mostly<number | null>(null, 9, oneOf<number | null>(0, 10, 50)),
    in: places,
  })
  .map(({ in: place, abortAfter, body, ...init }) => ({
    do: 'fetch',
    ...init,
    ...(body && !/^(?:get|head)$/i.test(init.method) && { body }),
    ...(abortAfter !== null && { abortAfter }),
    ...(place && { in: place }),
  }));

const xhrs: fc.Arbitrary<Drawn> = fc
  .record({
    url: destinations,
    method: mostly<string>('GET', 3, oneOf<string>(...METHODS)),
    headers: headerLists,
    body: bodies,
    withCredentials: fc.boolean(),
    uploadListener: oneOf(false, false, true),
    synchronous: oneOf(false, false, false, false, true),
    timeoutAfter: mostly<number | null>(null, 9, oneOf<number | null>(5, 60)),
    in: places,
  })
  .map(({ in: place, body, timeoutAfter, ...rest }) => ({
    do: 'xhr',
    ...rest,
    ...(body && { body }),
    ...(timeoutAfter !== null && !rest.synchronous && { timeoutAfter }),
    ...(place && { in: place }),
  }));

const LOADED: readonly Loaded[] = [
  'image',
  'script',
  'module script',
  'dynamic import',
  'stylesheet',
  'font',
  'track',
  'video',
  'audio',
];

const loads: fc.Arbitrary<Drawn> = fc
  .record({
    as: oneOf(...LOADED),
    url: destinations,
    crossorigin: oneOf<'anonymous' | 'use-credentials' | null>(null, 'anonymous', 'anonymous', 'use-credentials'),
  })
  .map(({ crossorigin, ...rest }) => ({ do: 'load', ...rest, ...(crossorigin && { crossorigin }) }));

const beacons: fc.Arbitrary<Drawn> = fc
  .record({ url: destinations, body: bodies })
  .map(({ url, body }) => ({ do: 'beacon', url, body: body ?? { text: 'x' } }));

const sources: fc.Arbitrary<Drawn> = fc
  .record({ url: destinations, withCredentials: fc.boolean() })
  .map((source) => ({ do: 'event source', ...source }));

const actions = fc.oneof(
  { arbitrary: fetches, weight: 10 },
  { arbitrary: xhrs, weight: 4 },
  { arbitrary: loads, weight: 3 },
  { arbitrary: beacons, weight: 1 },
  { arbitrary: sources, weight: 1 },
);

const pages = fc.record({
  page: oneOf<Pick<Scenario, 'page'>>(
    {},
    {},
    {},
    { page: { server: 'secure' } },
    { page: { host: 'localhost' } },
    { page: { host: 'page.test' } },
    {
      page: {
        headers: [
          "Content-Security-Policy: connect-src {page} {api}; img-src {page}; script-src {page} {api} 'unsafe-inline'",
        ],
      },
    },
    { page: { headers: ['Referrer-Policy: no-referrer'] } },
  ),
  batches: fc.array(fc.array(fc.record({ action: actions, times: oneOf(1, 1, 1, 1, 2, 3) }), AT_ONCE), BATCHES),
});
