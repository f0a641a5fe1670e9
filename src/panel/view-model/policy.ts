import type { CorsPolicy } from '../../fixes/fix';

/**
 * One policy that lets every request of a group through: origins, methods and headers joined.
 * `*` stays only when all have it and none sends credentials; `origins` names who asked, for those that had `*`.
 */
export function joinPolicies(policies: readonly [CorsPolicy, ...CorsPolicy[]], askers: readonly string[]): CorsPolicy {
  const [first, ...rest] = policies;
  if (rest.length === 0) return first;
  const credentials = policies.some((policy) => policy.credentials);
  const named = policies.flatMap((policy) => (policy.origins === '*' ? [] : policy.origins));
  const anyone = policies.every((policy) => policy.origins === '*') && !credentials;
  const origins = union([...named, ...(named.length === 0 || policies.some((p) => p.origins === '*') ? askers : [])]);
  const [origin, ...others] = origins.filter((one) => one !== 'null');
  return {
    origins: anyone || origin === undefined ? first.origins : [origin, ...others],
    methods: union(policies.flatMap((policy) => policy.methods)),
    requestHeaders: union(policies.flatMap((policy) => policy.requestHeaders)),
    exposedHeaders: union(policies.flatMap((policy) => policy.exposedHeaders)),
    credentials,
    maxAge: policies.reduce<number | null>(
      (most, { maxAge }) => (maxAge === null ? most : Math.max(most ?? 0, maxAge)),
      null,
    ),
    path: commonFolder(policies.map((policy) => policy.path)),
  };
}

const union = (items: readonly string[]): string[] => [...new Set(items)];

/** `/v1/orders`, `/v1/cart/7` → `/v1/`; null when they share nothing but the root. */
export function commonFolder(paths: readonly (string | null)[]): string | null {
  const [first, ...rest] = paths;
  if (first === undefined || first === null) return null;
  let shared = first;
  for (const path of rest) {
    if (path === null) return null;
    let length = 0;
    while (length < shared.length && shared[length] === path[length]) length++;
    shared = shared.slice(0, length);
  }
  if (paths.every((path) => path === shared)) return shared;
  const folder = shared.slice(0, shared.lastIndexOf('/') + 1);
  return folder === '' || folder === '/' ? null : folder;
}
