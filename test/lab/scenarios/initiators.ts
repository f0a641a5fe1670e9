import type { Loaded } from './action';
import type { Scenario } from './scenario';
import { allowOrigin, api, echo, echoWithCredentials, goodPreflight, load } from './words';

type Says = NonNullable<Parameters<typeof api>[0]>;

const elements: [as: Loaded, name: string, says: Says, shows: string][] = [
  ['image', '`<img crossorigin>`', { pixel: true }, 'An image meant for a canvas.'],
  [
    'script',
    '`<script crossorigin>`',
    { type: 'text/javascript', body: 'var lab = 1;' },
    'A script whose failures should be reported in full.',
  ],
  [
    'module script',
    '`<script type="module">`',
    { type: 'text/javascript', body: 'export const lab = 1;' },
    'Modules always need CORS.',
  ],
  [
    'dynamic import',
    '`import()`',
    { type: 'text/javascript', body: 'export const lab = 1;' },
    'Modules always need CORS.',
  ],
  [
    'stylesheet',
    '`<link rel="stylesheet" crossorigin>`',
    { type: 'text/css', body: 'b { color: red }' },
    'A style sheet meant to be read by script.',
  ],
  ['font', 'A web font', { type: 'font/woff2', body: 'no font' }, 'Fonts always need CORS.'],
  [
    'font preload',
    '`<link rel="preload" as="font">`',
    { type: 'font/woff2', body: 'no font' },
    'A preload without `crossorigin` would be fetched twice.',
  ],
  ['fetch preload', '`<link rel="preload" as="fetch">`', {}, 'Data that is fetched ahead.'],
  [
    'module preload',
    '`<link rel="modulepreload">`',
    { type: 'text/javascript', body: 'export const lab = 1;' },
    'Modules always need CORS.',
  ],
  ['video', '`<video crossorigin>`', { type: 'video/mp4', body: 'no video' }, 'A film meant for a canvas.'],
  ['audio', '`<audio crossorigin>`', { type: 'audio/mpeg', body: 'no sound' }, 'Sound meant for Web Audio.'],
  ['track', 'Captions', { type: 'text/vtt', body: 'WEBVTT\n' }, '`<track>` needs CORS as its video does.'],
  ['mask image', 'A mask image in CSS', { pixel: true }, 'Masks and shapes need CORS, backgrounds do not.'],
];

const kebab = (words: string) => words.replaceAll(' ', '-');

export const initiatorScenarios: Scenario[] = [
  ...elements.map(
    ([as, name, says, shows]): Scenario => ({
      id: `${kebab(as)}-missing`,
      title: `${name} without the header`,
      shows,
      run: [load(as, api(says), { crossorigin: 'anonymous' })],
      expects: ['MissingAllowOriginHeader'],
    }),
  ),
  ...elements.map(
    ([as, name, says, shows]): Scenario => ({
      id: `${kebab(as)}-allowed`,
      title: `${name}, allowed`,
      shows,
      run: [load(as, api({ ...says, headers: [allowOrigin('*')] }), { crossorigin: 'anonymous' })],
      expects: ['allowed'],
    }),
  ),
  {
    id: 'image-use-credentials-wildcard',
    title: '`<img crossorigin="use-credentials">` and a wildcard',
    shows: 'The attribute includes cookies, so `*` is not enough.',
    run: [load('image', api({ pixel: true, headers: [allowOrigin('*')] }), { crossorigin: 'use-credentials' })],
    expects: ['WildcardOriginNotAllowed'],
  },
  {
    id: 'script-use-credentials-missing-header',
    title: '`<script crossorigin="use-credentials">` without Allow-Credentials',
    shows: 'The origin is right; the second header is missing.',
    run: [
      load('script', api({ type: 'text/javascript', body: '', headers: echo }), { crossorigin: 'use-credentials' }),
    ],
    expects: ['InvalidAllowCredentials'],
  },
  {
    id: 'image-redirected-to-missing',
    title: 'An image behind a redirect',
    shows: 'The redirect allows the page, its target does not.',
    run: [
      load('image', api({ headers: echo, redirect: api({ pixel: true }, { path: '/moved' }) }), {
        crossorigin: 'anonymous',
      }),
    ],
    expects: ['MissingAllowOriginHeader'],
  },
  {
    id: 'event-source-missing',
    title: 'EventSource without the header',
    shows: 'A stream of events needs CORS like fetch.',
    run: [{ do: 'event source', url: api({ type: 'text/event-stream', body: 'data: 1\n\n' }) }],
    expects: ['MissingAllowOriginHeader'],
  },
  {
    id: 'event-source-credentials-wildcard',
    title: 'EventSource with credentials and a wildcard',
    shows: '`withCredentials` rules out `*`.',
    run: [
      {
        do: 'event source',
        url: api({ type: 'text/event-stream', body: 'data: 1\n\n', headers: [allowOrigin('*')] }),
        withCredentials: true,
      },
    ],
    expects: ['WildcardOriginNotAllowed'],
  },
  {
    id: 'event-source-allowed',
    title: 'EventSource, allowed',
    shows: 'The first event arrives.',
    run: [{ do: 'event source', url: api({ type: 'text/event-stream', body: 'data: 1\n\n', headers: echo }) }],
    expects: ['allowed'],
  },
  {
    id: 'beacon-text',
    title: 'sendBeacon with text',
    shows: 'Goes out without CORS; nobody reads the answer.',
    run: [{ do: 'beacon', url: api({ status: 204 }), body: { text: 'lab' } }],
    expects: ['allowed'],
  },
  {
    id: 'beacon-json-refused',
    title: 'sendBeacon with JSON, refused',
    shows: 'The type of the Blob brings a preflight.',
    run: [
      {
        do: 'beacon',
        url: api({ status: 204, preflight: { status: 404 } }),
        body: { blob: '{}', type: 'application/json' },
      },
      { do: 'wait', ms: 200 },
    ],
    expects: ['PreflightMissingAllowOriginHeader'],
  },
  {
    id: 'beacon-json-wildcard',
    title: 'sendBeacon with JSON and a wildcard',
    shows: 'Beacons always include credentials, so `*` is not enough.',
    run: [
      {
        do: 'beacon',
        url: api({
          status: 204,
          preflight: { status: 204, headers: [allowOrigin('*'), 'Access-Control-Allow-Headers: *'] },
        }),
        body: { blob: '{}', type: 'application/json' },
      },
      { do: 'wait', ms: 200 },
    ],
    expects: ['PreflightWildcardOriginNotAllowed'],
  },
  {
    id: 'beacon-json-allowed',
    title: 'sendBeacon with JSON, allowed',
    shows: 'The exact origin, credentials, and the content type.',
    run: [
      {
        do: 'beacon',
        url: api({
          status: 204,
          headers: echoWithCredentials,
          preflight: { status: 204, headers: [...echoWithCredentials, 'Access-Control-Allow-Headers: content-type'] },
        }),
        body: { blob: '{}', type: 'application/json' },
      },
      { do: 'wait', ms: 200 },
    ],
    expects: ['allowed'],
  },
  {
    id: 'keepalive-refused',
    title: 'A keepalive PUT, refused',
    shows: '`keepalive` changes nothing about CORS.',
    run: [
      { do: 'fetch', method: 'PUT', url: api({ preflight: { status: 404 } }), keepalive: true, body: { text: 'a' } },
    ],
    expects: ['PreflightMissingAllowOriginHeader'],
  },
  {
    id: 'keepalive-allowed',
    title: 'A keepalive PUT, allowed',
    shows: '`keepalive` changes nothing about CORS.',
    run: [
      {
        do: 'fetch',
        method: 'PUT',
        url: api({ headers: echo, preflight: goodPreflight(['Access-Control-Allow-Methods: PUT']) }),
        keepalive: true,
        body: { text: 'a' },
      },
    ],
    expects: ['allowed'],
  },
  {
    id: 'xhr-missing',
    title: 'XMLHttpRequest without the header',
    shows: 'The older interface, the same rules.',
    run: [{ do: 'xhr', url: api() }],
    expects: ['MissingAllowOriginHeader'],
  },
  {
    id: 'xhr-synchronous-missing',
    title: 'A synchronous XMLHttpRequest without the header',
    shows: 'It throws where others call back.',
    run: [{ do: 'xhr', url: api(), synchronous: true }],
    expects: ['MissingAllowOriginHeader'],
  },
  {
    id: 'xhr-preflight-refused',
    title: 'A DELETE by XMLHttpRequest, refused',
    shows: 'The preflight answer allows GET alone.',
    run: [
      {
        do: 'xhr',
        method: 'DELETE',
        url: api({ headers: echo, preflight: goodPreflight(['Access-Control-Allow-Methods: GET']) }),
      },
    ],
    expects: ['MethodDisallowedByPreflightResponse'],
  },
];
