import type { CredentialsMode } from './credentials-mode';
import { get, type HeaderList } from './header-list';

export interface CorsCheckInput {
  /** The request's origin, byte-serialized: `null` (the word) for an opaque or tainted one. */
  readonly origin: string;
  readonly credentialsMode: CredentialsMode;
  readonly responseHeaders: HeaderList;
}

/** The step of the algorithm that decided. Steps 3, 5 and 7 succeed; 2, 4 and 8 fail. */
export type CorsCheckResult =
  | { readonly result: 'success'; readonly step: '3' | '5' | '7' }
  | { readonly result: 'failure'; readonly step: '2' | '4' | '8' };

/** https://fetch.spec.whatwg.org/#concept-cors-check */
export function corsCheck(input: CorsCheckInput): CorsCheckResult {
  const include = input.credentialsMode === 'include';

  // 1. Let origin be the result of getting `Access-Control-Allow-Origin` from response's header list.
  const origin = get(input.responseHeaders, 'Access-Control-Allow-Origin');

  // 2. If origin is null, then return failure. (Null is not `null`.)
  if (origin === null) return { result: 'failure', step: '2' };

  // 3. If request's credentials mode is not "include" and origin is `*`, then return success.
  if (!include && origin === '*') return { result: 'success', step: '3' };

  // 4. If the result of byte-serializing a request origin with request is not origin, then return failure.
  if (origin !== input.origin) return { result: 'failure', step: '4' };

  // 5. If request's credentials mode is not "include", then return success.
  if (!include) return { result: 'success', step: '5' };

  // 6. Let credentials be the result of getting `Access-Control-Allow-Credentials` from response's header list.
  const credentials = get(input.responseHeaders, 'Access-Control-Allow-Credentials');

  // 7. If credentials is `true`, then return success.
  if (credentials === 'true') return { result: 'success', step: '7' };

  // 8. Return failure.
  return { result: 'failure', step: '8' };
}
