import type { Place } from './action';
import type { Scenario } from './scenario';
import { allowMethods, allowOrigin, api, echo, get, goodPreflight, own, put } from './words';

const places: [place: Place, shows: string][] = [
  ['worker', 'A dedicated worker asks with the page’s origin.'],
  ['blob worker', 'A worker made of a Blob has its page’s origin.'],
  ['shared worker', 'A shared worker belongs to no tab; it is shown where its origin is.'],
  ['data worker', 'A worker made of a data: URL has no origin.'],
  [
    'data shared worker',
    'It has neither a tab nor an origin: nobody can tell whose it is, so every open panel shows it.',
  ],
  ['service worker', 'A service worker belongs to no tab; it is shown where its origin is.'],
  ['same-site frame', 'A frame from another port of the same host asks with its own origin.'],
  ['cross-origin frame', 'A frame from another site asks with its own origin.'],
  ['sandboxed frame', 'A sandboxed frame has no origin: the browser sends `Origin: null`.'],
  ['srcdoc frame', 'A frame written into the page has the page’s origin.'],
  ['data frame', 'A frame made of a data: URL has no origin.'],
  ['blob frame', 'A frame made of a Blob has its page’s origin.'],
];

const kebab = (words: string) => words.replaceAll(' ', '-');

export const placeScenarios: Scenario[] = [
  ...places.map(
    ([place, shows]): Scenario => ({
      id: `${kebab(place)}-get`,
      title: `From a ${place}`,
      shows,
      run: [get(api(), { in: place }), get(api({ headers: echo }), { in: place })],
      expects: ['MissingAllowOriginHeader', 'allowed'],
    }),
  ),
  ...places.map(
    ([place, shows]): Scenario => ({
      id: `${kebab(place)}-put`,
      title: `A PUT from a ${place}`,
      shows,
      run: [
        put(api({ headers: echo, preflight: { status: 404 } }), { in: place }),
        put(api({ headers: echo, preflight: goodPreflight([allowMethods('PUT')]) }), { in: place }),
      ],
      expects: ['PreflightMissingAllowOriginHeader', 'allowed'],
    }),
  ),
  {
    id: 'sandboxed-frame-page-origin',
    title: 'A sandboxed frame, and the server names the page',
    shows: 'The frame asks with `Origin: null`, whatever page it is in.',
    run: [get(api({ headers: [allowOrigin('{page}')] }), { in: 'sandboxed frame' })],
    expects: ['AllowOriginMismatch'],
  },
  {
    id: 'sandboxed-frame-own-server',
    title: 'A sandboxed frame asks its own server',
    shows: 'Even the server it came from is another origin now.',
    run: [get(own(), { in: 'sandboxed frame' })],
    expects: ['MissingAllowOriginHeader'],
  },
  {
    id: 'data-frame-page-origin',
    title: 'A data: frame, and the server names the page',
    shows: 'A document of a data: URL has no origin.',
    run: [put(api({ preflight: { status: 204, headers: [allowOrigin('{page}')] } }), { in: 'data frame' })],
    expects: ['PreflightAllowOriginMismatch'],
  },
  {
    id: 'cross-origin-frame-page-origin',
    title: 'A frame of another site, and the server names the page',
    shows: 'It is the frame’s origin that must be named, not that of the page around it.',
    run: [get(api({ headers: [allowOrigin('{page}')] }), { in: 'cross-origin frame' })],
    expects: ['AllowOriginMismatch'],
  },
  {
    id: 'service-worker-fetches-again',
    title: 'A service worker that passes requests on',
    shows: 'The worker repeats the page’s requests, and CORS is checked there.',
    run: [
      { do: 'serve from service worker', answers: 'fetches again' },
      get(api()),
      put(api({ headers: echo, preflight: { status: 404 } })),
      get(api({ headers: echo })),
    ],
    // Two each: the page's request, and the one the worker makes for it.
    expects: [
      'net::ERR_FAILED',
      'MissingAllowOriginHeader',
      'net::ERR_FAILED',
      'PreflightMissingAllowOriginHeader',
      'allowed',
      'allowed',
    ],
  },
  {
    id: 'service-worker-makes-one-up',
    title: 'A service worker that answers by itself',
    shows: 'No server is asked, and no header is needed.',
    run: [{ do: 'serve from service worker', answers: 'makes one up' }, get(api())],
    expects: ['allowed'],
  },
  {
    id: 'service-worker-opaque-response',
    title: 'A service worker that answers with an opaque response',
    shows: 'Not CORS on the network: the worker fetched with `no-cors` what the page wants to read.',
    run: [{ do: 'serve from service worker', answers: 'opaque response' }, get(api())],
    expects: ['net::ERR_FAILED', 'allowed'],
  },
  {
    id: 'service-worker-network-failure',
    title: 'A service worker that answers with a failure',
    shows: 'Not CORS: the worker says Response.error().',
    run: [{ do: 'serve from service worker', answers: 'network failure' }, get(api({ headers: echo }))],
    expects: ['net::ERR_FAILED'],
  },
];
