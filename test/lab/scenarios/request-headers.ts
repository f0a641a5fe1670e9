import type { FetchAction } from './action';
import type { Destination, Expected, Scenario } from './scenario';
import { allowHeaders, allowOrigin, api, echo, get, goodPreflight, send } from './words';

type Headers = NonNullable<FetchAction<Destination>['headers']>;
type Row = [id: string, headers: Headers, allowed: readonly string[], expected: Expected, title: string, shows: string];

const json: Headers = [['Content-Type', 'application/json']];

const rows: Row[] = [
  [
    'missing',
    [['X-Tenant', 'lab']],
    [],
    'HeaderDisallowedByPreflightResponse',
    'No Allow-Headers',
    'A header of the application’s own has to be allowed.',
  ],
  [
    'one-of-two',
    [
      ['X-Abe', '1'],
      ['X-Zed', '2'],
    ],
    ['x-abe'],
    'HeaderDisallowedByPreflightResponse',
    'One of two headers is allowed',
    'The console names one; all that are missing must be added.',
  ],
  [
    'all-missing',
    [
      ['X-Zed', '2'],
      ['X-Abe', '1'],
      ['X-Mid', '3'],
    ],
    ['content-type'],
    'HeaderDisallowedByPreflightResponse',
    'Three headers, none is allowed',
    'The console names one; all three must be added.',
  ],
  [
    'any-case',
    [['X-Tenant', 'lab']],
    ['X-TENANT'],
    'allowed',
    'The list in another case',
    'Header names are compared without regard to case.',
  ],
  ['star', [['X-Tenant', 'lab']], ['*'], 'allowed', 'Allow-Headers: *', 'Without credentials `*` covers every header.'],
  [
    'authorization',
    [['Authorization', 'Bearer lab']],
    ['x-tenant'],
    'HeaderDisallowedByPreflightResponse',
    'Authorization is not allowed',
    'A token that the page sends itself is a header like any other.',
  ],
  [
    'authorization-star',
    [['Authorization', 'Bearer lab']],
    ['*'],
    'allowed',
    'Authorization under a star',
    'Works for now: the standard says that `*` does not cover it.',
  ],
  [
    'authorization-listed',
    [['Authorization', 'Bearer lab']],
    ['authorization'],
    'allowed',
    'Authorization is listed',
    'As it should be.',
  ],
  [
    'semicolons',
    [['X-Tenant', 'lab']],
    ['content-type; x-tenant'],
    'InvalidAllowHeadersPreflightResponse',
    'Semicolons in the list',
    'The list does not parse, so nothing in it counts.',
  ],
  [
    'quoted',
    [['X-Tenant', 'lab']],
    ['"x-tenant"'],
    'InvalidAllowHeadersPreflightResponse',
    'The list in quotes',
    'The configuration’s quotes are sent.',
  ],
  [
    'with-values',
    [['X-Tenant', 'lab']],
    ['x-tenant: lab'],
    'InvalidAllowHeadersPreflightResponse',
    'Names with values',
    'Only names belong into the list.',
  ],
  [
    'two-lines',
    [['X-Tenant', 'lab']],
    ['content-type', 'x-tenant'],
    'allowed',
    'Allow-Headers on two lines',
    'Lists may be spread over lines.',
  ],
  [
    'trailing-comma',
    [['X-Tenant', 'lab']],
    ['x-tenant, '],
    'allowed',
    'A comma at the end',
    'Commas too many do no harm.',
  ],
  [
    'empty',
    [['X-Tenant', 'lab']],
    [''],
    'HeaderDisallowedByPreflightResponse',
    'An empty list',
    'The header is there and allows nothing.',
  ],
  [
    'tracing',
    [
      ['traceparent', '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'],
      ['sentry-trace', '771a43a4192642f0b136d5159a501700-7db2cb2b2cb2b2b2-1'],
      ['baggage', 'release=1'],
    ],
    ['content-type, authorization'],
    'HeaderDisallowedByPreflightResponse',
    'Headers that a monitoring library added',
    'No one on the team wrote `traceparent`; it brings the preflight and fails it.',
  ],
  [
    'cache-control',
    [['Cache-Control', 'no-cache']],
    ['content-type'],
    'HeaderDisallowedByPreflightResponse',
    'Cache-Control as a request header',
    'Meant to avoid the cache; it brings a preflight. `cache: "no-cache"` would not.',
  ],
  [
    'requested-with',
    [['X-Requested-With', 'XMLHttpRequest']],
    [],
    'HeaderDisallowedByPreflightResponse',
    'X-Requested-With',
    'A relic of old libraries that brings a preflight.',
  ],
  [
    'last-event-id',
    [['Last-Event-ID', '7']],
    [],
    'HeaderDisallowedByPreflightResponse',
    'Last-Event-ID, set by hand',
    'Only EventSource itself may send it without a preflight.',
  ],
];

/** What brings a preflight and what does not: the answer to OPTIONS allows no header, so whatever needs one is refused. */
const triggers: [id: string, headers: Headers, preflighted: boolean, title: string, shows: string][] = [
  ['accept-128', [['Accept', 'a'.repeat(128)]], false, 'Accept with 128 bytes', 'Just short enough.'],
  [
    'accept-129',
    [['Accept', 'a'.repeat(129)]],
    true,
    'Accept with 129 bytes',
    'One byte too long to go without a preflight.',
  ],
  [
    'accept-unsafe-byte',
    [['Accept', 'text/html;q="1"']],
    true,
    'Accept with a quote',
    'One byte that is not safe brings the preflight.',
  ],
  ['accept-vendor', [['Accept', 'application/vnd.shop+json']], false, 'A vendor’s Accept', 'Nothing in it is unsafe.'],
  [
    'language-underscore',
    [['Accept-Language', 'en_US']],
    true,
    'Accept-Language: en_US',
    'An underscore where a hyphen belongs.',
  ],
  ['language', [['Accept-Language', 'en-US,en;q=0.5']], false, 'Accept-Language as browsers write it', 'No preflight.'],
  ['range', [['Range', 'bytes=0-99']], false, 'A simple Range', 'One range with a start.'],
  ['range-suffix', [['Range', 'bytes=-500']], true, 'The last 500 bytes', 'A range without a start.'],
  ['range-multiple', [['Range', 'bytes=0-9,20-29']], true, 'Two ranges', 'More than one range.'],
  [
    'user-agent',
    [['User-Agent', 'lab']],
    false,
    'User-Agent',
    'Chromium sends it without a preflight; Firefox does not.',
  ],
  ['save-data', [['Save-Data', 'on']], false, 'Save-Data: on', 'Chromium counts client hints among the safe headers.'],
  ['save-data-off', [['Save-Data', 'off']], true, 'Save-Data: off', 'Safe only with the value `on`.'],
  ['dpr', [['DPR', '2.0']], false, 'DPR: 2.0', 'A client hint with a number.'],
  [
    'forbidden',
    [
      ['X-HTTP-Method-Override', 'TRACE'],
      ['Cookie2', 'a=b'],
    ],
    false,
    'Headers that no page may set',
    'They are dropped, so there is nothing to allow.',
  ],
];

export const requestHeaderScenarios: Scenario[] = [
  ...rows.map(
    ([id, headers, allowed, expected, title, shows]): Scenario => ({
      id: `header-${id}`,
      title,
      shows,
      run: [get(api({ headers: echo, preflight: goodPreflight(allowed.map(allowHeaders)) }), { headers })],
      expects: [expected],
    }),
  ),
  ...triggers.map(
    ([id, headers, preflighted, title, shows]): Scenario => ({
      id: `preflight-needed-${id}`,
      title,
      shows,
      run: [get(api({ headers: echo, preflight: goodPreflight() }), { headers })],
      expects: [preflighted ? 'HeaderDisallowedByPreflightResponse' : 'allowed'],
    }),
  ),
  {
    id: 'header-content-type-json',
    title: 'JSON, and content-type is not allowed',
    shows: '`application/json` is not among the three types of HTML forms.',
    run: [send('POST', api({ headers: echo, preflight: goodPreflight() }), { headers: json })],
    expects: ['HeaderDisallowedByPreflightResponse'],
  },
  {
    id: 'header-content-type-json-allowed',
    title: 'JSON done right',
    shows: '`content-type` is listed.',
    run: [
      send('POST', api({ headers: echo, preflight: goodPreflight([allowHeaders('content-type')]) }), { headers: json }),
    ],
    expects: ['allowed'],
  },
  {
    id: 'header-content-type-from-blob',
    title: 'A Blob brings its content type',
    shows: 'No header was set; the type of the Blob is one.',
    run: [
      send('POST', api({ headers: echo, preflight: goodPreflight() }), {
        body: { blob: '{"amount":1}', type: 'application/json' },
      }),
    ],
    expects: ['HeaderDisallowedByPreflightResponse'],
  },
  {
    id: 'header-content-type-quoted-charset',
    title: 'text/plain with a quoted charset',
    shows: 'Quotes are not safe bytes, so even `text/plain` brings a preflight.',
    run: [
      send('POST', api({ headers: echo, preflight: goodPreflight() }), {
        headers: [['Content-Type', 'text/plain;charset="utf-8"']],
      }),
    ],
    expects: ['HeaderDisallowedByPreflightResponse'],
  },
  {
    id: 'header-content-type-with-charset',
    title: 'A form’s type with a charset',
    shows: 'Parameters do no harm.',
    run: [
      send('POST', api({ headers: echo }), {
        headers: [['Content-Type', 'application/x-www-form-urlencoded; charset=UTF-8']],
      }),
    ],
    expects: ['allowed'],
  },
  {
    id: 'header-content-type-text-xml',
    title: 'XML',
    shows: 'As SOAP clients send it.',
    run: [
      send('POST', api({ headers: echo, preflight: { status: 204, headers: [allowOrigin('*')] } }), {
        headers: [
          ['Content-Type', 'text/xml'],
          ['SOAPAction', 'order'],
        ],
      }),
    ],
    expects: ['HeaderDisallowedByPreflightResponse'],
  },
  {
    id: 'upload-listener',
    title: 'A listener on the upload',
    shows: 'A progress bar for the upload makes the browser ask first.',
    run: [
      {
        do: 'xhr',
        method: 'POST',
        url: api({ headers: echo, preflight: { status: 404 } }),
        body: { text: 'a' },
        uploadListener: true,
      },
      {
        do: 'xhr',
        method: 'POST',
        url: api({ headers: echo, preflight: goodPreflight() }),
        body: { text: 'a' },
        uploadListener: true,
      },
      { do: 'xhr', method: 'POST', url: api({ headers: echo, preflight: { status: 404 } }), body: { text: 'a' } },
    ],
    expects: ['PreflightMissingAllowOriginHeader', 'allowed', 'allowed'],
  },
  {
    id: 'stream-body',
    title: 'A streamed body',
    shows: 'Brings a preflight, and then needs HTTP/2.',
    run: [send('POST', api({ headers: echo, preflight: goodPreflight() }), { body: { stream: 'stream' } })],
    expects: ['net::ERR_ALPN_NEGOTIATION_FAILED'],
  },
  {
    id: 'xhr-method-override',
    title: 'X-HTTP-Method-Override: PUT',
    shows: 'A header that stands in for a method, with a preflight nevertheless.',
    run: [
      {
        do: 'xhr',
        method: 'POST',
        url: api({ headers: echo, preflight: goodPreflight() }),
        headers: [['X-HTTP-Method-Override', 'PUT']],
        body: { text: 'a' },
      },
    ],
    expects: ['HeaderDisallowedByPreflightResponse'],
  },
];
