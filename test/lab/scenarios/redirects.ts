import type { Scenario } from './scenario';
import {
  allowMethods,
  allowOrigin,
  api,
  echo,
  echoWithCredentials,
  get,
  goodPreflight,
  other,
  own,
  put,
  send,
} from './words';

export const redirectScenarios: Scenario[] = [
  {
    id: 'redirect-first-hop-missing',
    title: 'The redirect itself has no CORS headers',
    shows: 'Every answer of the chain is checked; the target would have been right.',
    run: [get(api({ redirect: other({ headers: [allowOrigin('*')] }) }))],
    expects: ['MissingAllowOriginHeader'],
  },
  {
    id: 'redirect-second-hop-missing',
    title: 'The target of a redirect has no CORS headers',
    shows: 'The first answer passes, the second fails.',
    run: [get(api({ headers: echo, redirect: api({}, { path: '/moved' }) }))],
    expects: ['MissingAllowOriginHeader'],
  },
  {
    id: 'redirect-tainted-page-origin',
    title: 'After a redirect to a third origin the page’s origin is gone',
    shows: 'The browser sends `Origin: null`; naming the page does not help.',
    run: [get(api({ headers: echo, redirect: other({ headers: [allowOrigin('{page}')] }) }))],
    expects: ['AllowOriginMismatch'],
  },
  {
    id: 'redirect-tainted-wildcard',
    title: 'A tainted redirect and a wildcard',
    shows: '`*` covers `null` as well.',
    run: [get(api({ headers: echo, redirect: other({ headers: [allowOrigin('*')] }) }))],
    expects: ['allowed'],
  },
  {
    id: 'redirect-tainted-echo',
    title: 'A tainted redirect and a server that echoes',
    shows: 'It says `null`, which passes here and everywhere else.',
    run: [get(api({ headers: echo, redirect: other({ headers: echo }) }))],
    expects: ['allowed'],
  },
  {
    id: 'redirect-tainted-wildcard-credentials',
    title: 'A tainted redirect with credentials',
    shows: 'Neither the page’s origin nor `*` can pass now.',
    run: [
      get(api({ headers: echoWithCredentials, redirect: other({ headers: [allowOrigin('*')] }) }), {
        credentials: 'include',
      }),
    ],
    expects: ['WildcardOriginNotAllowed'],
  },
  {
    id: 'redirect-back-home',
    title: 'Over another origin and back',
    shows: 'The page’s own origin must now allow it, for the chain is tainted.',
    run: [get(api({ headers: echo, redirect: own() }))],
    expects: ['MissingAllowOriginHeader'],
  },
  {
    id: 'redirect-back-home-allowed',
    title: 'Over another origin and back, allowed',
    shows: 'The page’s own server says `*`.',
    run: [get(api({ headers: echo, redirect: own({ headers: [allowOrigin('*')] }) }))],
    expects: ['allowed'],
  },
  {
    id: 'redirect-same-origin-target',
    title: 'A redirect within the other origin',
    shows: 'Nothing is tainted: the page’s origin is sent on both hops.',
    run: [get(api({ headers: echo, redirect: api({ headers: echo }, { path: '/moved' }) }))],
    expects: ['allowed'],
  },
  {
    id: 'redirect-from-own-origin',
    title: 'The page’s own origin redirects elsewhere',
    shows: 'The first hop needs no CORS; the second does.',
    run: [get(own({ redirect: api() })), get(own({ redirect: api({ headers: echo }) }))],
    expects: ['MissingAllowOriginHeader', 'allowed'],
  },
  {
    id: 'redirect-slash',
    title: 'A slash is added',
    shows: 'The framework redirects to its canonical URL and forgets the headers on the way.',
    run: [get(api({ status: 301, redirect: api({ headers: echo }, { path: '/redirect-slash/' }) }))],
    expects: ['MissingAllowOriginHeader'],
  },
  {
    id: 'redirect-login',
    title: 'A login page instead of data',
    shows: 'The session has ended: the API redirects to a login page, which allows nobody.',
    run: [
      get(
        api({
          headers: echoWithCredentials,
          redirect: other({ type: 'text/html', body: '<form>' }, { path: '/login' }),
        }),
        { credentials: 'include' },
      ),
    ],
    expects: ['MissingAllowOriginHeader'],
  },
  {
    id: 'redirect-userinfo',
    title: 'A redirect to a URL with a password',
    shows: 'A user name in the target is refused.',
    run: [get(api({ headers: echo, redirect: other({ headers: [allowOrigin('*')] }, { userinfo: 'user:secret' }) }))],
    expects: ['RedirectContainsCredentials'],
  },
  {
    id: 'redirect-userinfo-same-target',
    title: 'A redirect with a password within the other origin',
    shows: 'Refused as well.',
    run: [get(api({ headers: echo, redirect: api({ headers: echo }, { userinfo: 'user@', path: '/moved' }) }))],
    expects: ['RedirectContainsCredentials'],
  },
  {
    id: 'redirect-userinfo-own-origin',
    title: 'A redirect with a password within the page’s own origin',
    shows: 'The standard allows it; Chromium does not, and that is not CORS.',
    run: [get(own({ redirect: own({}, { userinfo: 'user:secret' }) }))],
    expects: ['blocked origin'],
  },
  {
    id: 'redirect-userinfo-first-hop-missing',
    title: 'No headers and a password in the target',
    shows: 'Two things are wrong; the browser names the first.',
    run: [get(api({ redirect: other({}, { userinfo: 'user:secret' }) }))],
    expects: ['MissingAllowOriginHeader'],
  },
  {
    id: 'redirect-to-data',
    title: 'A redirect to a data: URL',
    shows: 'Not CORS: redirects lead to http and https only.',
    run: [get(api({ headers: echo, redirect: 'data:text/plain,hello' }))],
    expects: ['net::ERR_UNSAFE_REDIRECT'],
  },
  ...(['mailto:a@a.example', 'app://open'] as const).flatMap((target): Scenario[] => {
    const scheme = target.slice(0, target.indexOf(':'));
    return [
      {
        id: `redirect-to-${scheme}`,
        title: `A redirect to ${scheme}:`,
        shows: 'Over http and https alone CORS is spoken; of other schemes an extension is shown little or nothing.',
        run: [get(api({ headers: echo, redirect: target })), get(own({ redirect: target }))],
        expects: ['CorsDisabledScheme', 'CorsDisabledScheme'],
      },
      {
        id: `redirect-to-${scheme}-no-cors`,
        title: `A redirect to ${scheme}: without CORS`,
        shows: 'Not CORS: the page did not ask for it.',
        run: [get(api({ headers: echo, redirect: target }), { mode: 'no-cors' })],
        expects: ['net::ERR_UNKNOWN_URL_SCHEME'],
        // Firefox tells nobody, its own tools included, how it ended.
        only: 'chromium',
      },
    ];
  }),
  {
    id: 'redirect-loop',
    title: 'A redirect that never ends',
    shows: 'Not CORS: the browser follows twenty redirects.',
    run: [get(api({ status: 302, headers: [...echo, 'Location: {self}'] }))],
    expects: ['net::ERR_TOO_MANY_REDIRECTS'],
  },
  {
    id: 'redirect-mode-error',
    title: 'redirect: error',
    shows: 'The page asked for this: not CORS.',
    run: [get(api({ headers: echo, redirect: api({ headers: echo }, { path: '/moved' }) }), { redirect: 'error' })],
    expects: ['net::ERR_FAILED'],
  },
  {
    id: 'redirect-mode-manual',
    title: 'redirect: manual',
    shows: 'The page gets an opaque redirect, as it asked for.',
    run: [get(api({ headers: echo, redirect: api({ headers: echo }, { path: '/moved' }) }), { redirect: 'manual' })],
    expects: ['net::ERR_ABORTED'],
  },
  {
    id: 'redirect-mode-manual-missing',
    title: 'redirect: manual, without CORS headers',
    shows: 'The redirect is checked even though nobody follows it.',
    run: [get(api({ redirect: api({ headers: echo }, { path: '/moved' }) }), { redirect: 'manual' })],
    expects: ['MissingAllowOriginHeader'],
  },
  {
    id: 'redirect-preflighted',
    title: 'A PUT is redirected to another origin',
    shows: 'Each origin gets a preflight of its own, the second with `Origin: null`.',
    run: [
      put(
        api({
          status: 307,
          headers: echo,
          preflight: goodPreflight([allowMethods('PUT')]),
          redirect: other({ headers: echo, preflight: goodPreflight([allowMethods('PUT')]) }),
        }),
      ),
    ],
    expects: ['allowed'],
  },
  {
    id: 'redirect-preflighted-second-fails',
    title: 'The second origin refuses the preflight',
    shows: 'The first passed its own; the second answers 404.',
    run: [
      put(
        api({
          status: 307,
          headers: echo,
          preflight: goodPreflight([allowMethods('PUT')]),
          redirect: other({ headers: echo, preflight: { status: 404 } }),
        }),
      ),
    ],
    expects: ['PreflightMissingAllowOriginHeader'],
  },
  {
    id: 'redirect-preflighted-second-method',
    title: 'The second origin does not allow PUT',
    shows: 'Two preflights, two answers.',
    run: [
      put(
        api({
          status: 308,
          headers: echo,
          preflight: goodPreflight([allowMethods('PUT')]),
          redirect: other({ headers: echo, preflight: goodPreflight([allowMethods('GET')]) }),
        }),
      ),
    ],
    expects: ['MethodDisallowedByPreflightResponse'],
  },
  {
    id: 'redirect-from-own-origin-preflighted',
    title: 'The page’s own origin redirects a PUT',
    shows: 'No preflight for the first hop, one for the second.',
    run: [
      put(own({ status: 307, redirect: api({ headers: echo, preflight: goodPreflight([allowMethods('PUT')]) }) })),
      put(own({ status: 307, redirect: api({ headers: echo, preflight: { status: 404 } }) })),
    ],
    expects: ['allowed', 'PreflightMissingAllowOriginHeader'],
  },
  {
    id: 'redirect-303',
    title: '303 after PUT',
    shows: 'The browser goes on with GET, which needs no preflight.',
    run: [
      put(
        api({
          status: 303,
          headers: echo,
          preflight: goodPreflight([allowMethods('PUT')]),
          redirect: other({ headers: echo }),
        }),
      ),
    ],
    expects: ['allowed'],
  },
  {
    id: 'redirect-302-post',
    title: '302 after POST',
    shows: 'POST turns into GET and loses its body.',
    run: [
      send('POST', api({ headers: echo, redirect: api({}, { path: '/done' }) }), {
        body: { parameters: { amount: '1' } },
      }),
    ],
    expects: ['MissingAllowOriginHeader'],
  },
  {
    id: 'redirect-authorization-dropped',
    title: 'Authorization is dropped on the way',
    shows: 'After a redirect to another origin the token is gone; the second server answers 401.',
    run: [
      get(
        api({
          status: 307,
          headers: echo,
          preflight: goodPreflight(['Access-Control-Allow-Headers: authorization']),
          redirect: other({ status: 401 }),
        }),
        { headers: [['Authorization', 'Bearer lab']] },
      ),
    ],
    expects: ['MissingAllowOriginHeader'],
  },
  {
    id: 'redirect-three-hops',
    title: 'Three redirects, the last answer fails',
    shows: 'Which of the answers it was is said.',
    run: [
      get(
        api({
          headers: echo,
          redirect: api(
            { headers: echo, redirect: other({ headers: echo, redirect: api({}, { path: '/end' }) }) },
            { path: '/moved' },
          ),
        }),
      ),
    ],
    expects: ['MissingAllowOriginHeader'],
  },
  {
    id: 'redirect-without-location',
    title: 'A redirect without Location',
    shows: 'Is an ordinary answer with status 302.',
    run: [get(api({ status: 302, headers: echo })), get(api({ status: 302 }))],
    expects: ['allowed', 'MissingAllowOriginHeader'],
  },
  {
    id: 'redirect-host-differs',
    title: 'Redirected from 127.0.0.1 to localhost',
    shows: 'Another host is another origin, so the chain is tainted.',
    run: [get(api({ headers: echo, redirect: api({ headers: [allowOrigin('{page}')] }, { host: 'localhost' }) }))],
    expects: ['AllowOriginMismatch'],
  },
];
