import type { Expected, Scenario } from './scenario';
import { allowMethods, api, echo, goodPreflight, send } from './words';

type Row = [
  id: string,
  method: string,
  preflightHeaders: readonly string[],
  expected: Expected,
  title: string,
  shows: string,
];

const rows: Row[] = [
  [
    'missing',
    'PUT',
    [],
    'MethodDisallowedByPreflightResponse',
    'No Allow-Methods',
    'The origin is right; the method was forgotten.',
  ],
  [
    'other',
    'PUT',
    [allowMethods('GET, POST, DELETE')],
    'MethodDisallowedByPreflightResponse',
    'Other methods are allowed',
    'The list has everything but PUT.',
  ],
  [
    'lower-case-in-list',
    'PUT',
    [allowMethods('put')],
    'MethodDisallowedByPreflightResponse',
    'The list has the method in lower case',
    'Methods are compared case by case.',
  ],
  [
    'patch-lower-case',
    'patch',
    [allowMethods('PATCH')],
    'MethodDisallowedByPreflightResponse',
    'The page says patch, the list PATCH',
    'Browsers put six methods into upper case, and PATCH is none of them.',
  ],
  [
    'patch-lower-case-in-list',
    'PATCH',
    [allowMethods('patch')],
    'MethodDisallowedByPreflightResponse',
    'The page says PATCH, the list patch',
    'The same slip on the server’s side.',
  ],
  [
    'patch-both',
    'patch',
    [allowMethods('patch')],
    'allowed',
    'Both say patch',
    'A method in lower case, allowed as such.',
  ],
  [
    'normalised',
    'put',
    [allowMethods('PUT')],
    'allowed',
    'The page says put',
    'PUT is one of the six methods that browsers put into upper case.',
  ],
  ['delete', 'DELETE', [allowMethods('GET, DELETE')], 'allowed', 'DELETE done right', 'A method without a body.'],
  ['star', 'PUT', [allowMethods('*')], 'allowed', 'Allow-Methods: *', 'Without credentials `*` covers every method.'],
  ['custom', 'PURGE', [allowMethods('PURGE')], 'allowed', 'A method of one’s own', 'PURGE, as caches know it.'],
  [
    'custom-missing',
    'PURGE',
    [allowMethods('GET')],
    'MethodDisallowedByPreflightResponse',
    'A method of one’s own, not allowed',
    'Any token can be a method.',
  ],
  [
    'two-lines',
    'PUT',
    [allowMethods('GET'), allowMethods('PUT')],
    'allowed',
    'Allow-Methods on two lines',
    'Lists may be spread over lines, unlike the origin.',
  ],
  [
    'empty-elements',
    'PUT',
    [allowMethods('GET,,PUT,')],
    'allowed',
    'Empty elements in the list',
    'Commas too many do no harm.',
  ],
  [
    'semicolons',
    'PUT',
    [allowMethods('GET; PUT')],
    'InvalidAllowMethodsPreflightResponse',
    'Semicolons in the list',
    'The list does not parse, so nothing in it counts.',
  ],
  [
    'spaces',
    'PUT',
    [allowMethods('GET PUT')],
    'InvalidAllowMethodsPreflightResponse',
    'Spaces instead of commas',
    'The list does not parse, so nothing in it counts.',
  ],
  [
    'quoted',
    'PUT',
    [allowMethods('"GET, PUT"')],
    'InvalidAllowMethodsPreflightResponse',
    'The list in quotes',
    'The configuration’s quotes are sent.',
  ],
  [
    'brackets',
    'PUT',
    [allowMethods("['GET', 'PUT']")],
    'InvalidAllowMethodsPreflightResponse',
    'A printed array',
    'The language’s own notation of a list.',
  ],
  [
    'empty',
    'PUT',
    [allowMethods('')],
    'MethodDisallowedByPreflightResponse',
    'An empty list',
    'The header is there and allows nothing.',
  ],
  [
    'allow-instead',
    'PUT',
    ['Allow: PUT'],
    'MethodDisallowedByPreflightResponse',
    'Allow instead of Access-Control-Allow-Methods',
    'HTTP’s own header does not count here.',
  ],
];

export const methodScenarios: Scenario[] = [
  ...rows.map(
    ([id, method, headers, expected, title, shows]): Scenario => ({
      id: `method-${id}`,
      title,
      shows,
      run: [send(method, api({ headers: echo, preflight: goodPreflight(headers) }))],
      expects: [expected],
    }),
  ),
  {
    id: 'method-unparsable-though-not-needed',
    title: 'A list that does not parse, and is not needed',
    shows: 'POST needs no listing, and still the broken list fails the preflight.',
    run: [
      send(
        'POST',
        api({
          headers: echo,
          preflight: goodPreflight([allowMethods('GET; POST'), 'Access-Control-Allow-Headers: x-tenant']),
        }),
        {
          headers: [['X-Tenant', 'lab']],
        },
      ),
    ],
    expects: ['InvalidAllowMethodsPreflightResponse'],
  },
  {
    id: 'method-post-not-listed',
    title: 'POST is not listed',
    shows: 'GET, HEAD and POST never need to be.',
    run: [
      send(
        'POST',
        api({
          headers: echo,
          preflight: goodPreflight([allowMethods('PUT'), 'Access-Control-Allow-Headers: x-tenant']),
        }),
        {
          headers: [['X-Tenant', 'lab']],
        },
      ),
    ],
    expects: ['allowed'],
  },
  {
    id: 'method-options-by-the-page',
    title: 'The page itself sends OPTIONS',
    shows: 'An OPTIONS request that has a preflight of its own.',
    run: [
      send('OPTIONS', api({ headers: echo, preflight: goodPreflight([allowMethods('OPTIONS')]) })),
      send('OPTIONS', api({ headers: echo, preflight: goodPreflight([allowMethods('GET')]) })),
    ],
    expects: ['allowed', 'MethodDisallowedByPreflightResponse'],
  },
  {
    id: 'method-forbidden',
    title: 'TRACE',
    shows: 'A method that no page may send: nothing leaves the browser.',
    run: [send('TRACE', api({ headers: echo }))],
    expects: ['no request'],
  },
];
