import type { Scenario } from './scenario';
import { api, get, load, put, send } from './words';

const html = {
  type: 'text/html',
  body: '<!doctype html><title>Not found</title>',
  headers: ['X-Content-Type-Options: nosniff'],
};

export const noCorsScenarios: Scenario[] = [
  {
    id: 'no-cors-opaque',
    title: 'mode: no-cors',
    shows: 'The answer arrives and stays unreadable: status 0, no headers, no body.',
    run: [get(api(), { mode: 'no-cors' })],
    expects: ['allowed'],
  },
  {
    id: 'no-cors-post-json',
    title: 'JSON with mode: no-cors',
    shows: 'The content type is dropped without a word; the server gets text.',
    run: [send('POST', api(), { mode: 'no-cors', headers: [['Content-Type', 'application/json']] })],
    expects: ['allowed'],
  },
  {
    id: 'no-cors-put',
    title: 'PUT with mode: no-cors',
    shows: 'Refused before anything is sent: a no-cors request is GET, HEAD or POST.',
    run: [put(api(), { mode: 'no-cors' })],
    expects: ['no request'],
  },
  {
    id: 'no-cors-redirect-manual',
    title: 'mode: no-cors with redirect: manual',
    shows: 'Refused before anything is sent.',
    run: [get(api(), { mode: 'no-cors', redirect: 'manual' })],
    expects: ['no request'],
  },
  {
    id: 'no-cors-image',
    title: 'An ordinary image',
    shows: 'Shown, but its pixels stay unreadable.',
    run: [load('image', api({ pixel: true }))],
    expects: ['allowed'],
  },
  {
    id: 'no-cors-script',
    title: 'An ordinary script',
    shows: 'Runs without CORS; its failures read “Script error.”',
    run: [load('script', api({ type: 'text/javascript', body: '' }))],
    expects: ['allowed'],
  },
  {
    id: 'no-cors-frame',
    title: 'A frame',
    shows: 'Navigations know no CORS.',
    run: [load('frame', api({ type: 'text/html', body: '<p>A frame' }))],
    expects: ['allowed'],
  },
  {
    id: 'no-cors-form',
    title: 'A form',
    shows: 'Sends its `Origin`, and still knows no CORS.',
    run: [{ do: 'submit form', url: api({ type: 'text/html', body: '<p>Thanks' }) }],
    expects: ['allowed'],
  },
  {
    id: 'orb-image',
    title: 'An image that is a web page',
    shows: 'Not CORS: opaque response blocking, because HTML came where an image was expected.',
    run: [load('image', api(html))],
    expects: ['net::ERR_BLOCKED_BY_ORB'],
  },
  {
    id: 'orb-script',
    title: 'A script that is JSON',
    shows: 'Not CORS: opaque response blocking, because JSON came where a script was expected.',
    run: [
      load('script', api({ type: 'application/json', body: '{"a":1}', headers: ['X-Content-Type-Options: nosniff'] })),
    ],
    expects: ['net::ERR_BLOCKED_BY_ORB'],
  },
  {
    id: 'corp-same-origin',
    title: 'Cross-Origin-Resource-Policy: same-origin',
    shows: 'Not CORS: the server keeps the image to its own origin.',
    run: [load('image', api({ pixel: true, headers: ['Cross-Origin-Resource-Policy: same-origin'] }))],
    expects: ['blocked corp-not-same-origin'],
  },
  {
    id: 'corp-same-site',
    title: 'Cross-Origin-Resource-Policy: same-site',
    shows: 'Not CORS: the server keeps the image to its own site.',
    run: [
      load('image', api({ pixel: true, headers: ['Cross-Origin-Resource-Policy: same-site'] }, { host: 'localhost' })),
    ],
    expects: ['blocked corp-not-same-site'],
  },
  {
    id: 'corp-fetch-no-cors',
    title: 'no-cors fetch and Cross-Origin-Resource-Policy',
    shows: 'Not CORS: `no-cors` does not get past this.',
    run: [get(api({ headers: ['Cross-Origin-Resource-Policy: same-origin'] }), { mode: 'no-cors' })],
    expects: ['blocked corp-not-same-origin'],
  },
  {
    id: 'corp-cors-ignores-it',
    title: 'CORS passes by Cross-Origin-Resource-Policy',
    shows: 'The policy is for requests without CORS.',
    run: [get(api({ headers: ['Cross-Origin-Resource-Policy: same-origin', 'Access-Control-Allow-Origin: *'] }))],
    expects: ['allowed'],
  },
  {
    id: 'coep-require-corp',
    title: 'A page with Cross-Origin-Embedder-Policy: require-corp',
    shows: 'Not CORS: the image must agree to be embedded.',
    page: { headers: ['Cross-Origin-Embedder-Policy: require-corp'] },
    run: [load('image', api({ pixel: true }))],
    expects: ['blocked corp-not-same-origin-after-defaulted-to-same-origin-by-coep'],
  },
  {
    id: 'coep-crossorigin-missing',
    title: 'require-corp and `crossorigin`',
    shows: 'With `crossorigin` it is CORS that decides, and the header is missing.',
    page: { headers: ['Cross-Origin-Embedder-Policy: require-corp'] },
    run: [load('image', api({ pixel: true }), { crossorigin: 'anonymous' })],
    expects: ['MissingAllowOriginHeader'],
  },
  {
    id: 'coep-credentialless',
    title: 'A page with Cross-Origin-Embedder-Policy: credentialless',
    shows: 'The image is loaded without cookies.',
    page: { headers: ['Cross-Origin-Embedder-Policy: credentialless'] },
    run: [load('image', api({ pixel: true }))],
    expects: ['allowed'],
  },
  {
    id: 'integrity-mismatch',
    title: 'A script that is not what its hash says',
    shows: 'CORS passes; the integrity check does not.',
    run: [
      load(
        'script',
        api({ type: 'text/javascript', body: 'var a = 1;', headers: ['Access-Control-Allow-Origin: *'] }),
        {
          crossorigin: 'anonymous',
          integrity: 'sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=',
        },
      ),
    ],
    expects: ['allowed'],
  },
  {
    id: 'integrity-without-cors',
    title: 'A hash without `crossorigin`',
    shows: 'An unreadable script cannot be checked, so it does not run.',
    run: [
      load('script', api({ type: 'text/javascript', body: 'var a = 1;' }), {
        integrity: 'sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=',
      }),
    ],
    expects: ['allowed'],
  },
];
