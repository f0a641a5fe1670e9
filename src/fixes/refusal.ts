import type { CorsPolicy } from './fix';

/** https://httpwg.org/specs/rfc9110.html#tokens: what a method or a header name may be made of. */
const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/**
 * A serialized origin as browsers send it: scheme, host, port where it is not the default one.
 * Hosts are narrower than the URL standard's (which lets `$`, `;` and quotes through): no name that can be registered holds them.
 */
const serializedOrigin = /^[a-z][a-z0-9+.-]*:\/\/(?:[A-Za-z0-9._-]+|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?$/;

/** As the visible part of a URL's path: starts with `/`, everything else percent-encoded by the browser already. */
const urlPath = /^\/[!$%&'()*+,./0-9:;=@A-Z[\]_a-z|~-]*$/;

/** HTTP's delta-seconds, which recipients may cut at 2³¹. */
const longestMaxAge = 2 ** 31 - 1;

/**
 * One sentence why no server should be given this policy; null: it may be rendered.
 * Everything that passes here is visible ASCII without spaces, so the frameworks have only their own language to escape for.
 */
export function refusal(policy: CorsPolicy): string | null {
  return (
    refusedOrigins(policy) ??
    refusedNames('method', policy.methods) ??
    refusedNames('header name', policy.requestHeaders) ??
    refusedNames('header name', policy.exposedHeaders) ??
    refusedMaxAge(policy.maxAge) ??
    refusedPath(policy.path)
  );
}

function refusedOrigins({ origins, credentials }: CorsPolicy): string | null {
  if (origins === '*') {
    return credentials
      ? 'A request with credentials is never shared with `*`: name the origins that may read the answer.'
      : null;
  }
  if (origins.length === 0) return 'The list of allowed origins is empty, so there is nothing to allow.';
  for (const origin of origins) {
    if (origin === 'null') {
      return '`null` is the origin of every sandboxed frame and every local file: allowing it lets all of them read the answer.';
    }
    if (origin.includes('*')) {
      return `${shown(origin)} holds a \`*\`, which no browser compares as a wildcard and some servers do: name each origin in full.`;
    }
    if (!serializedOrigin.test(origin)) return `${shown(origin)} is not an origin: write scheme, host and port only.`;
    const written = /^https?:/.test(origin) ? originOf(origin) : origin;
    if (written === null) return `${shown(origin)} is not an origin: write scheme, host and port only.`;
    if (written !== origin)
      return `${shown(origin)} is not how a browser writes this origin: it sends ${shown(written)}.`;
  }
  return null;
}

function refusedNames(what: string, names: readonly string[]): string | null {
  for (const name of names) {
    if (!token.test(name))
      return `${shown(name)} cannot be a ${what}: HTTP allows letters, digits and \`!#$%&'*+-.^_|~\` in it.`;
    if (name.includes('*')) {
      return `${shown(name)} holds a \`*\`, which browsers and servers read in different ways: write the whole ${what}.`;
    }
  }
  return null;
}

function refusedMaxAge(maxAge: number | null): string | null {
  if (maxAge === null) return null;
  if (Number.isInteger(maxAge) && maxAge >= 0 && maxAge <= longestMaxAge) return null;
  return `${shown(String(maxAge))} cannot be a max-age: it is a whole number of seconds from 0 to ${longestMaxAge}.`;
}

function refusedPath(path: string | null): string | null {
  if (path === null || urlPath.test(path)) return null;
  return `${shown(path)} is not a path as it stands in a URL: it begins with \`/\`, and other characters are percent-encoded.`;
}

function originOf(text: string): string | null {
  return URL.canParse(text) ? new URL(text).origin : null;
}

/** A stranger's text in one sentence: cut, on one line, and without a backtick that would end the mark. */
function shown(text: string): string {
  const printable = text.replace(/[^\x20-\x7e]|`/g, '�');
  return `\`${printable.length > 60 ? `${printable.slice(0, 60)}…` : printable}\``;
}
