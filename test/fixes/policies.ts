import type { CorsPolicy } from '../../src/fixes/fix';

/** The origins of the pages that make the requests. */
export interface Pages {
  /** The one whose request failed. */
  readonly own: string;
  /** Another one of the same people. */
  readonly second: string;
  /** Somebody else's: no policy names it. */
  readonly foreign: string;
}

/** Pages for rendering alone, where nobody asks. */
export const examplePages: Pages = {
  own: 'https://app.example',
  second: 'http://localhost:5173',
  foreign: 'https://other.example',
};

/** As browsers leave it in a URL. Its dot, its `+` and its decoded space and `é` are others' `.`, `+`, `%20` and bytes. */
export const oddPath = "/v1/orders/a.b+c%20d~e@f,g'caf%C3%A9";
/** Where a `.` that means any character would also match. */
export const besideOddPath = "/v1/orders/aXb+c%20d~e@f,g'caf%C3%A9";

/** The policies people need. Each framework renders each, or says why it cannot. */
export const policiesFor = ({ own, second }: Pages) => {
  const one: CorsPolicy = {
    origins: [own],
    methods: [],
    requestHeaders: [],
    exposedHeaders: [],
    credentials: false,
    maxAge: null,
    path: null,
  };
  return {
    'public read': { ...one, origins: '*' },
    'one origin': one,
    'several origins': { ...one, origins: [own, 'https://admin-preview-7f3c9d2-the-team.deployments.example', second] },
    'with credentials': { ...one, credentials: true },
    'preflighted PUT': { ...one, methods: ['PUT'], requestHeaders: ['authorization', 'content-type'] },
    'exposed headers': { ...one, exposedHeaders: ['x-total-count', 'etag'] },
    'max-age': { ...one, methods: ['DELETE'], requestHeaders: ['authorization'], maxAge: 600 },
    'one path': { ...one, methods: ['PUT'], requestHeaders: ['authorization'], path: '/v1/orders' },
    // One that browsers write in capitals themselves only in part, and one few servers know.
    'other methods': { ...one, methods: ['PATCH', 'PROPFIND'], requestHeaders: ['authorization'] },
    // What a pattern, a decoder or a quote may stumble over.
    'odd path': { ...one, methods: ['PUT'], requestHeaders: ['authorization'], path: oddPath },
    'all at once': {
      origins: [own, 'http://[::1]:5173', 'https://xn--bcher-kva.example', second],
      methods: ['PUT', 'PATCH', 'DELETE'],
      requestHeaders: ['authorization', 'content-type', 'x-request-id'],
      exposedHeaders: ['x-total-count', 'etag'],
      credentials: true,
      maxAge: 600,
      path: '/v1/orders',
    },
    // Every character HTTP allows in a name beyond letters, digits, `-` and `*`.
    'odd names': { ...one, methods: ['PUT'], requestHeaders: ['authorization', "x-!#$%&'+.^_`|~"] },
  } satisfies Record<string, CorsPolicy>;
};

export const policies = policiesFor(examplePages);

export type PolicyName = keyof typeof policies;

/** The table's columns. The last three are properties of a snippet rather than policies of their own. */
export const columns = [
  'public read',
  'one origin',
  'several origins',
  'with credentials',
  'preflighted PUT',
  'exposed headers',
  'max-age',
  'one path',
  'other methods',
  'odd path',
  'all at once',
  'odd names',
  'errors keep headers',
  'preflight before auth',
  'duplicate removed',
] as const;

export type Column = (typeof columns)[number];
