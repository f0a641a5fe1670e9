import type { CredentialsMode } from './credentials-mode';
import { extractHeaderListValues } from './extract-header-list-values';
import type { HeaderList } from './header-list';
import { isForbiddenResponseHeaderName } from './header-names';

export interface ExposedHeaders {
  /** Names on the wire, in lower case, that a script can read. */
  readonly readable: readonly string[];
  /** … and that it cannot, though they arrived. Without the forbidden ones (`Set-Cookie`), which nothing exposes. */
  readonly hidden: readonly string[];
  /** `Access-Control-Expose-Headers: *` that means a header named `*`, because credentials are included. */
  readonly literalWildcard: boolean;
  /** The element of `Access-Control-Expose-Headers` that is not a token; then nothing is exposed. */
  readonly malformed: string | null;
}

/**
 * https://fetch.spec.whatwg.org/#main-fetch, step 14.1, and
 * https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name
 */
export function exposedHeaders(headerList: HeaderList, credentialsMode: CredentialsMode): ExposedHeaders {
  // 1. Let headerNames be the result of extracting header list values given `Access-Control-Expose-Headers` and response's header list.
  const extracted = extractHeaderListValues('Access-Control-Expose-Headers', headerList);
  const names = (extracted?.values ?? []).map((name) => name.toLowerCase());
  const wildcard = names.includes('*');
  // 2. If request's credentials mode is not "include" and headerNames contains `*`, then set response's CORS-exposed
  // header-name list to all unique header names in response's header list.
  // 3. Otherwise, if headerNames is non-null or failure, then set it to headerNames.
  const all = wildcard && credentialsMode !== 'include';
  const exposed = new Set(names);

  const readable = new Set<string>();
  const hidden = new Set<string>();
  for (const [name] of headerList) {
    const lowerCaseName = name.toLowerCase();
    if (isForbiddenResponseHeaderName(lowerCaseName)) continue;
    if (safelisted.has(lowerCaseName) || all || exposed.has(lowerCaseName)) readable.add(lowerCaseName);
    else hidden.add(lowerCaseName);
  }
  return {
    readable: [...readable],
    hidden: [...hidden],
    literalWildcard: wildcard && credentialsMode === 'include',
    malformed: extracted?.failure ?? null,
  };
}

const safelisted = new Set([
  'cache-control',
  'content-language',
  'content-length',
  'content-type',
  'expires',
  'last-modified',
  'pragma',
]);
