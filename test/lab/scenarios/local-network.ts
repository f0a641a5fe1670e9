import type { Scenario } from './scenario';
import { api, echo, get, goodPreflight, load, put } from './words';

/** Hosts whose permission the commands set before the pages load, see `localNetworkPermissions`. */
export const GRANTED_HOST = 'granted.test';
export const DENIED_HOST = 'denied.test';

const insecure = { server: 'public', host: 'public.test' } as const;
const denied = { server: 'securePublic', host: DENIED_HOST } as const;
const granted = { server: 'securePublic', host: GRANTED_HOST } as const;
const preflight = goodPreflight(['Access-Control-Allow-Methods: PUT']);

/** The browser is told that these pages come from the public internet; the servers they ask are on this machine. */
export const localNetworkScenarios: Scenario[] = [
  {
    id: 'local-network-insecure',
    title: 'A public http page asks this machine',
    shows: 'Not a header: an insecure page may not ask for the permission.',
    page: insecure,
    needs: ['our browser'],
    only: 'chromium', // Firefox asks the user, whatever the page's scheme.
    run: [get(api({ headers: echo }))],
    expects: ['InsecureLocalNetwork'],
  },
  {
    id: 'local-network-insecure-put',
    title: 'A public http page sends PUT to this machine',
    shows: 'Not even the preflight gets through.',
    page: insecure,
    needs: ['our browser'],
    only: 'chromium', // Firefox asks the user, whatever the page's scheme.
    run: [put(api({ headers: echo, preflight }))],
    expects: ['InsecureLocalNetwork'],
  },
  {
    id: 'local-network-insecure-image',
    title: 'A public http page shows an image of this machine',
    shows: 'Local Network Access is about every request, CORS or not.',
    page: insecure,
    needs: ['our browser'],
    only: 'chromium', // Firefox asks the user, whatever the page's scheme.
    run: [load('image', api({ pixel: true }))],
    expects: ['InsecureLocalNetwork'],
  },
  {
    id: 'local-network-denied',
    title: 'The user said no',
    shows: 'Not a header: the permission was denied.',
    page: denied,
    needs: ['our browser'],
    run: [get(api({ headers: echo }))],
    expects: ['LocalNetworkAccessPermissionDenied'],
  },
  {
    id: 'local-network-denied-put',
    title: 'The user said no, for a PUT',
    shows: 'Not even the preflight gets through.',
    page: denied,
    needs: ['our browser'],
    run: [put(api({ headers: echo, preflight }))],
    expects: ['LocalNetworkAccessPermissionDenied'],
  },
  {
    id: 'local-network-denied-image',
    title: 'The user said no, for an image',
    shows: 'Local Network Access is about every request, CORS or not.',
    page: denied,
    needs: ['our browser'],
    run: [load('image', api({ pixel: true }))],
    expects: ['LocalNetworkAccessPermissionDenied'],
  },
  {
    id: 'local-network-granted',
    title: 'The user said yes',
    shows: 'Then CORS decides, as ever.',
    page: granted,
    needs: ['our browser'],
    run: [
      get(api({ headers: echo })),
      get(api()),
      put(api({ headers: echo, preflight })),
      put(api({ preflight: { status: 404 } })),
    ],
    expects: ['allowed', 'MissingAllowOriginHeader', 'allowed', 'PreflightMissingAllowOriginHeader'],
  },
  {
    id: 'local-network-wrong-address-space',
    title: 'targetAddressSpace names another space',
    shows: 'The page said `local`; the address is a loopback one.',
    page: granted,
    needs: ['our browser'],
    run: [get(api({ headers: echo }), { targetAddressSpace: 'local' })],
    expects: ['InvalidLocalNetworkAccess'],
  },
  {
    id: 'local-network-right-address-space',
    title: 'targetAddressSpace names the right space',
    shows: 'And so an http server is no mixed content.',
    page: granted,
    needs: ['our browser'],
    run: [get(api({ headers: echo }, { host: 'api.test' }), { targetAddressSpace: 'loopback' })],
    expects: ['allowed'],
  },
];
