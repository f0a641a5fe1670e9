import type { CorsPolicy } from '../../src/fixes/fix';

/** The origin of the failing page; the proof serves it on a port of its own and puts that in. */
export const page = 'https://app.example';

const none: CorsPolicy = {
  origins: [page],
  methods: [],
  requestHeaders: [],
  exposedHeaders: [],
  credentials: false,
  maxAge: null,
  path: null,
};

/** The kinds of policy people need, each as every framework has to express it. */
export const policies = {
  'public read': { ...none, origins: '*' },
  'one origin': none,
  'several origins': { ...none, origins: [page, 'https://admin.example', 'http://localhost:5173'] },
  'with credentials': { ...none, credentials: true },
  'preflighted PUT': { ...none, methods: ['PUT'], requestHeaders: ['authorization', 'content-type'] },
  'exposed headers': { ...none, exposedHeaders: ['x-total-count', 'etag'] },
  'max-age': { ...none, methods: ['DELETE'], maxAge: 600 },
  'one path': { ...none, methods: ['PUT'], requestHeaders: ['content-type'], path: '/v1/orders' },
} satisfies Record<string, CorsPolicy>;

export type PolicyName = keyof typeof policies;
