import type { Scenario } from './scenario';
import {
  allowHeaders,
  allowMethods,
  allowOrigin,
  api,
  echo,
  echoWithCredentials,
  get,
  goodPreflight,
  load,
  maxAge,
  put,
  send,
} from './words';

/** The preflight cache and the HTTP cache. Each URL differs between scenarios, so none finds what another left. */
const cachedPut = (headers: readonly string[]) =>
  api({ headers: echo, preflight: goodPreflight([allowMethods('PUT'), ...headers]) });

const twice = (headers: readonly string[]) => [put(cachedPut(headers)), put(cachedPut(headers))];

export const cacheScenarios: Scenario[] = [
  {
    id: 'preflight-cache-hit',
    title: 'The second PUT needs no preflight',
    shows: 'The answer to the first one is still in the preflight cache.',
    run: twice([maxAge('600')]),
    expects: ['allowed', 'allowed'],
  },
  {
    id: 'preflight-cache-default',
    title: 'No Max-Age',
    shows: 'Five seconds, if the server does not say.',
    run: twice([]),
    expects: ['allowed', 'allowed'],
  },
  {
    id: 'preflight-cache-zero',
    title: 'Max-Age: 0',
    shows: 'Every request asks first, which doubles the round trips.',
    run: twice([maxAge('0')]),
    expects: ['allowed', 'allowed'],
  },
  {
    id: 'preflight-cache-above-cap',
    title: 'Max-Age: 86400',
    shows: 'Chromium keeps it for two hours at most.',
    run: twice([maxAge('86400')]),
    expects: ['allowed', 'allowed'],
  },
  {
    id: 'preflight-cache-unparsable',
    title: 'Max-Age: 10 minutes',
    shows: 'Not a number of seconds, so five seconds it is.',
    run: twice([maxAge('10 minutes')]),
    expects: ['allowed', 'allowed'],
  },
  {
    id: 'preflight-cache-not-covered',
    title: 'The cached answer does not cover DELETE',
    shows: 'The browser asks anew, and is refused.',
    run: [put(cachedPut([maxAge('600')])), send('DELETE', cachedPut([maxAge('600')]))],
    expects: ['allowed', 'MethodDisallowedByPreflightResponse'],
  },
  {
    id: 'preflight-cache-covers-other-method',
    title: 'One preflight for two methods',
    shows: 'The list of the first answer covers DELETE, so it goes without asking.',
    run: [
      put(cachedPut([allowMethods('DELETE'), maxAge('600')])),
      send('DELETE', cachedPut([allowMethods('DELETE'), maxAge('600')])),
    ],
    expects: ['allowed', 'allowed'],
  },
  {
    id: 'preflight-cache-header-not-covered',
    title: 'The cached answer does not cover a header',
    shows: 'The second request has one header more.',
    run: [put(cachedPut([maxAge('600')])), put(cachedPut([maxAge('600')]), { headers: [['X-Tenant', 'lab']] })],
    expects: ['allowed', 'HeaderDisallowedByPreflightResponse'],
  },
  {
    id: 'preflight-cache-no-store',
    title: 'fetch with cache: no-store',
    shows: 'Passes by the preflight cache as well.',
    run: [
      put(cachedPut([maxAge('600')]), { cache: 'no-store' }),
      put(cachedPut([maxAge('600')]), { cache: 'no-store' }),
    ],
    expects: ['allowed', 'allowed'],
  },
  {
    id: 'preflight-cache-hit-then-refused',
    title: 'No preflight, and the response is refused',
    shows: 'The preflight answer came from the cache; the response lacks its headers.',
    run: [
      put(api({ status: [200, 500], headers: echo, preflight: goodPreflight([allowMethods('PUT'), maxAge('600')]) })),
      put(api({ preflight: goodPreflight([allowMethods('PUT'), maxAge('600')]) }, { path: '/other' })),
      put(api({ preflight: goodPreflight([allowMethods('PUT'), maxAge('600')]) }, { path: '/other' })),
    ],
    expects: ['allowed', 'MissingAllowOriginHeader', 'MissingAllowOriginHeader'],
  },
  {
    id: 'preflight-cache-credentials',
    title: 'A cached answer without credentials',
    shows: 'Is not used for a credentialed request, which asks anew.',
    run: [
      put(api({ headers: echoWithCredentials, preflight: goodPreflight([allowMethods('PUT'), maxAge('600')]) })),
      put(api({ headers: echoWithCredentials, preflight: goodPreflight([allowMethods('PUT'), maxAge('600')]) }), {
        credentials: 'include',
      }),
    ],
    expects: ['allowed', 'PreflightInvalidAllowCredentials'],
  },
  {
    id: 'preflight-cache-star',
    title: 'A cached `*`',
    shows: 'Covers any method and any header from then on.',
    run: [
      put(api({ headers: echo, preflight: goodPreflight([allowMethods('*'), allowHeaders('*'), maxAge('600')]) })),
      send(
        'DELETE',
        api({ headers: echo, preflight: goodPreflight([allowMethods('*'), allowHeaders('*'), maxAge('600')]) }),
        {
          headers: [['X-Tenant', 'lab']],
        },
      ),
    ],
    expects: ['allowed', 'allowed'],
  },
  {
    id: 'cache-image-then-fetch',
    title: 'An image from the cache',
    shows:
      '`<img>` stored the answer without CORS headers; fetch gets that copy and is refused, and the server never hears of it.',
    run: [
      load('image', api({ pixel: true, headers: ['Cache-Control: max-age=600'] })),
      get(api({ pixel: true, headers: ['Cache-Control: max-age=600'] })),
    ],
    expects: ['allowed', 'MissingAllowOriginHeader'],
  },
  {
    id: 'cache-hit',
    title: 'An allowed answer from the cache',
    shows: 'The second request never reaches the server, and its headers pass again.',
    run: [
      get(api({ headers: [...echo, 'Cache-Control: max-age=600'] })),
      get(api({ headers: [...echo, 'Cache-Control: max-age=600'] })),
    ],
    expects: ['allowed', 'allowed'],
  },
  {
    id: 'cache-revalidated',
    title: 'An answer that is checked for freshness',
    shows: 'The server says 304 without CORS headers; those of the stored answer count.',
    run: [
      get(api({ headers: [...echo, 'Cache-Control: no-cache'], etag: '"1"' })),
      get(api({ headers: [...echo, 'Cache-Control: no-cache'], etag: '"1"' })),
    ],
    expects: ['allowed', 'allowed'],
  },
  {
    id: 'cache-without-vary',
    title: 'The answer of another origin, from the cache',
    shows: 'The server echoes each origin without `Vary: Origin`; this one gets the copy that was made for another.',
    run: [
      get(api({ headers: [allowOrigin('{origin}'), 'Cache-Control: max-age=600'] }), { in: 'same-site frame' }),
      get(api({ headers: [allowOrigin('{origin}'), 'Cache-Control: max-age=600'] })),
    ],
    expects: ['allowed', 'AllowOriginMismatch'],
  },
  {
    id: 'cache-reload',
    title: 'Past the cache with cache: reload',
    shows: 'The stored image is passed by, and the fresh answer is allowed.',
    run: [
      load('image', api({ pixel: true, headers: ['Cache-Control: max-age=600', allowOrigin('{origin}')] })),
      get(api({ pixel: true, headers: ['Cache-Control: max-age=600', allowOrigin('{origin}')] }), { cache: 'reload' }),
    ],
    expects: ['allowed', 'allowed'],
  },
  {
    id: 'cdn-copy-without-headers',
    title: 'A copy of a content delivery network',
    shows: '`X-Cache: HIT`, an `Age`, and no CORS headers: the copy was made for a request without an origin.',
    run: [get(api({ headers: ['X-Cache: HIT', 'Age: 3600', 'Via: 1.1 varnish', 'Vary: Accept-Encoding'] }))],
    expects: ['MissingAllowOriginHeader'],
  },
];
