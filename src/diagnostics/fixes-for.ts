import { isCorsSafelistedMethod } from '../fetch-standard/method';
import { originOfUrl, parsedUrl } from '../fetch-standard/origin';
import type { ClientChange, CorsPolicy, Fix, ServerChange } from '../fixes/fix';
import { requestedNames } from './answers';
import type { Case } from './case';
import type { Found } from './hint';
import { isLoopbackName } from './near-miss/origin';
import type { Broken } from './rule';

/** What would help: one policy for the server that answers everything this request needs, and what the page could do. */
export function fixesOf(c: Case, cause: Found | null): readonly Fix[] {
  if (c.failures.length === 0) return [];
  if (cause !== null && !cause.headerHelps)
    return c.failures.flatMap(clientChanges).map((change) => ({ side: 'client', change }));
  const also = [...new Set(c.failures.flatMap(serverChanges))];
  const policy = c.failures[0]?.subject.stopped === null ? policyOf(c) : null;
  const server: Fix[] = policy === null ? [] : [{ side: 'server', policy, also }];
  const client = new Set([...c.failures.flatMap((broken) => clientChanges(broken)), ...aroundTheServer(c)]);
  return [...server, ...[...client].map((change): Fix => ({ side: 'client', change }))];
}

/** The policy this very request needs; null when its origin is `null`, which no policy should allow. */
function policyOf(c: Case): CorsPolicy | null {
  const [first] = c.failures;
  if (first === undefined || first.subject.origin === 'null') return null;
  const { subject } = first;
  const hop = c.exchange.hops[subject.hop];
  const unsafeNames = hop?.preflight == null ? [] : requestedNames(hop.preflight);
  return {
    origins: [subject.origin],
    methods: isCorsSafelistedMethod(subject.method) ? [] : [subject.method],
    requestHeaders: unsafeNames,
    exposedHeaders: [],
    credentials: c.assumedMode === 'include',
    maxAge: null,
    path: parsedUrl(subject.url)?.pathname ?? null,
  };
}

function serverChanges({ rule, subject, params }: Broken): readonly ServerChange[] {
  switch (rule.id) {
    case 'preflight-status-not-ok':
      return ['answer-preflight-first'];
    case 'preflight-redirect':
      return ['no-redirect-for-options'];
    case 'allow-origin-several-values':
      return typeof params['lines'] === 'number' && params['lines'] > 1 ? ['one-layer-only'] : [];
    case 'allow-origin-missing':
      return subject.on === 'response' && subject.status >= 400 ? ['headers-on-errors'] : [];
    default:
      return [];
  }
}

function clientChanges({ rule, params }: Broken): readonly ClientChange[] {
  switch (rule.id) {
    case 'allow-origin-wildcard-with-credentials':
    case 'allow-credentials-not-true':
      return ['leave-credentials-out'];
    case 'mode-same-origin':
      return ['drop-mode-same-origin'];
    case 'preflight-redirect':
    case 'preflight-redirected-by-browser':
    case 'redirect-with-credentials-in-url':
      return ['call-final-url'];
    case 'origin-opaque':
      return params['because'] === 'redirect' ? ['call-final-url'] : [];
    case 'method-not-allowed': {
      const { method, otherCase } = params;
      return typeof otherCase === 'string' && typeof method === 'string' && method.toUpperCase() !== method
        ? ['upper-case-method']
        : [];
    }
    case 'request-header-not-allowed': {
      const names = Array.isArray(params['names']) ? params['names'] : [];
      return [
        ...(names.includes('content-type') ? (['send-safelisted-content-type'] as const) : []),
        ...(names.some((name) => name !== 'content-type' && name !== 'authorization')
          ? (['drop-request-header'] as const)
          : []),
      ];
    }
    default:
      return [];
  }
}

/** For a reader who cannot change the server: the honest ways around it. */
function aroundTheServer(c: Case): readonly ClientChange[] {
  const [first] = c.failures;
  if (first === undefined) return [];
  const page = parsedUrl(c.pageOrigin ?? '');
  const target = parsedUrl(originOfUrl(first.subject.url));
  if (page === null || target === null) return [];
  if (isLoopbackName(page.hostname)) return ['use-dev-proxy'];
  return page.hostname.split('.').slice(-2).join('.') === target.hostname.split('.').slice(-2).join('.')
    ? []
    : ['use-own-backend'];
}
