import type { Scenario } from './scenario';
import {
  allowCredentials,
  allowHeaders,
  allowMethods,
  allowOrigin,
  api,
  echo,
  echoWithCredentials,
  expose,
  get,
  put,
} from './words';

const include = { credentials: 'include' } as const;
const withCredentials = (headers: readonly string[]) => [get(api({ headers }), include)];

export const credentialsScenarios: Scenario[] = [
  {
    id: 'credentials-wildcard',
    title: 'A wildcard for a credentialed request',
    shows: '`*` is fine until credentials are included.',
    run: withCredentials([allowOrigin('*'), allowCredentials()]),
    expects: ['WildcardOriginNotAllowed'],
  },
  {
    id: 'credentials-wildcard-alone',
    title: 'A wildcard and no Allow-Credentials',
    shows: 'Both headers would be refused; the browser names the wildcard.',
    run: withCredentials([allowOrigin('*')]),
    expects: ['WildcardOriginNotAllowed'],
  },
  {
    id: 'credentials-missing-header',
    title: 'No Access-Control-Allow-Credentials',
    shows: 'The origin is right; the second header is missing.',
    run: withCredentials(echo),
    expects: ['InvalidAllowCredentials'],
  },
  ...['True', 'TRUE', 'false', '1', 'yes', ''].map(
    (value): Scenario => ({
      id: `credentials-value-${value.toLowerCase() === value ? value || 'empty' : value === 'True' ? 'capital' : 'upper-case'}`,
      title: `Access-Control-Allow-Credentials: ${value || '(empty)'}`,
      shows: 'Only the four bytes `true` count.',
      run: withCredentials([...echo, allowCredentials(value)]),
      expects: ['InvalidAllowCredentials'],
    }),
  ),
  {
    id: 'credentials-twice',
    title: 'Access-Control-Allow-Credentials on two lines',
    shows: 'Two lines read as `true, true`, which is not `true`.',
    run: withCredentials([...echo, allowCredentials(), allowCredentials()]),
    expects: ['InvalidAllowCredentials'],
  },
  {
    id: 'credentials-everything-wrong',
    title: 'Wrong origin and no Allow-Credentials',
    shows: 'The browser names the first; the second fails next.',
    run: withCredentials([allowOrigin('https://shop.example')]),
    expects: ['AllowOriginMismatch'],
  },
  {
    id: 'credentials-missing-origin',
    title: 'Allow-Credentials without Allow-Origin',
    shows: 'The second header without the first.',
    run: withCredentials([allowCredentials()]),
    expects: ['MissingAllowOriginHeader'],
  },
  {
    id: 'credentials-xhr-wildcard',
    title: 'XMLHttpRequest.withCredentials and a wildcard',
    shows: 'The same rule for the older interface.',
    run: [{ do: 'xhr', url: api({ headers: [allowOrigin('*')] }), withCredentials: true }],
    expects: ['WildcardOriginNotAllowed'],
  },
  {
    id: 'credentials-cookie-sent',
    title: 'A cookie is set and then sent',
    shows: 'The cookie on the wire shows that credentials were included.',
    run: [
      get(api({ headers: [...echoWithCredentials, 'Set-Cookie: session=lab; Path=/'] }), include),
      get(api({ headers: [allowOrigin('*')] }), include),
      get(api({ headers: echoWithCredentials }), include),
    ],
    expects: ['allowed', 'WildcardOriginNotAllowed', 'allowed'],
  },
  {
    id: 'credentials-cross-site',
    title: 'Credentials to another site',
    shows: 'localhost is another site than 127.0.0.1, so the browser tells about storage access.',
    run: [get(api({ headers: [allowOrigin('*')] }, { host: 'localhost' }), include)],
    expects: ['WildcardOriginNotAllowed'],
  },
  {
    id: 'credentials-cookie-not-sent',
    title: 'A SameSite cookie stays at home',
    shows: 'CORS passes, and the cookie set a moment ago is not sent to the other site.',
    run: [
      get(
        api(
          { headers: [...echoWithCredentials, 'Set-Cookie: session=lab; Path=/; SameSite=Lax'] },
          { host: 'localhost' },
        ),
        include,
      ),
      get(api({ headers: echoWithCredentials, status: 401 }, { host: 'localhost' }), include),
    ],
    expects: ['allowed', 'allowed'],
  },
  {
    id: 'credentials-same-origin-mode',
    title: 'Credentials mode same-origin',
    shows: 'The default: nothing is sent to another origin, and `*` is enough.',
    run: [get(api({ headers: [allowOrigin('*'), allowCredentials('nonsense')] }))],
    expects: ['allowed'],
  },
  {
    id: 'credentials-omit',
    title: 'Credentials mode omit',
    shows: '`*` is enough here as well.',
    run: [get(api({ headers: [allowOrigin('*')] }), { credentials: 'omit' })],
    expects: ['allowed'],
  },
  {
    id: 'credentials-allowed',
    title: 'A credentialed request done right',
    shows: 'The exact origin, `true`, and `Vary: Origin`.',
    run: withCredentials(echoWithCredentials),
    expects: ['allowed'],
  },
  {
    id: 'credentials-star-method',
    title: 'Allow-Methods: * with credentials',
    shows: 'With credentials `*` is a method that is called `*`.',
    run: [
      put(
        api({
          headers: echoWithCredentials,
          preflight: { status: 204, headers: [...echoWithCredentials, allowMethods('*')] },
        }),
        include,
      ),
    ],
    expects: ['MethodDisallowedByPreflightResponse'],
  },
  {
    id: 'credentials-star-header',
    title: 'Allow-Headers: * with credentials',
    shows: 'With credentials `*` is a header that is called `*`.',
    run: [
      get(
        api({
          headers: echoWithCredentials,
          preflight: { status: 204, headers: [...echoWithCredentials, allowHeaders('*')] },
        }),
        {
          ...include,
          headers: [['X-Tenant', 'lab']],
        },
      ),
    ],
    expects: ['HeaderDisallowedByPreflightResponse'],
  },
  {
    id: 'credentials-star-expose',
    title: 'Expose-Headers: * with credentials',
    shows: 'CORS passes, and the script still cannot read the header.',
    run: [
      get(api({ headers: [...echoWithCredentials, expose('*'), 'X-Total: 42'] }), { ...include, reads: ['X-Total'] }),
    ],
    expects: ['allowed'],
  },
];
