import type { CorsPolicy, Framework } from '../../../src/fixes/fix';
import { policies } from '../../fixes/policies';

/** Everything a policy can ask for at once. */
export const fullPolicy: CorsPolicy = {
  origins: ['https://app.example', 'http://[::1]:5173'],
  methods: ['PUT'],
  requestHeaders: ['authorization', 'content-type'],
  exposedHeaders: ['x-total-count'],
  credentials: true,
  maxAge: 600,
  path: '/v1/orders',
};

export const publicRead: CorsPolicy = policies['public read'];

/** HTTP allows all of this in a header's name. */
export const hostileNames: CorsPolicy = {
  ...policies['one origin'],
  requestHeaders: ["x-'$a`%s#b"],
};

/** What the reader sees: the code, and under it the note or, instead of both, why not. */
export function codeOf(framework: Framework, policy: CorsPolicy): string {
  const rendered = framework.render(policy);
  if (!rendered.can) return `cannot: ${rendered.why}`;
  return rendered.note === null ? rendered.code : `${rendered.code}--- ${rendered.note}`;
}
