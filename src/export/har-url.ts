import { decode } from './decode';

/**
 * A URL as RFC 3986 writes it, for validators: browsers leave characters such as `|`, `{` and `^` in queries, and a file
 * may hold anything. What a browser serialized comes back unchanged apart from those.
 */
export function harUrl(url: string): string {
  const encoded = url
    .replace(/%(?![0-9A-Fa-f]{2})/g, '%25')
    .replace(/[^A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]/gu, encodeCharacter);
  const [head = '', ...fragments] = encoded.split('#');
  const [, scheme, authority, path = ''] = /^([A-Za-z][A-Za-z0-9+.-]*:)?(\/\/[^/?]*)?(.*)$/s.exec(head) ?? [];
  const fragment = fragments.length === 0 ? '' : `#${bare(fragments.join('%23'))}`;
  if (scheme === undefined) return `unknown:/${bare(head).replace(/^\/+/, '')}${fragment}`;
  return scheme + harAuthority(authority) + bare(path.replace(/^(?=\?|$)/, '/')) + fragment;
}

/** Brackets belong to IPv6 addresses only. */
const bare = (text: string): string => text.replace(/\[/g, '%5B').replace(/\]/g, '%5D');

function harAuthority(authority: string | undefined): string {
  if (authority === undefined) return '';
  if (/^\/\/(?:[^@[\]]*@)?(?:\[[0-9A-Fa-f:.]+\]|[^@[\]:]*)(?::\d*)?$/.test(authority)) return authority;
  return `//${bare(authority.slice(2)).replace(/[@:]/g, (character) => (character === '@' ? '%40' : '%3A'))}`;
}

/** A lone surrogate has no UTF-8: the replacement character stands for it. */
function encodeCharacter(character: string): string {
  return encodeURIComponent(/[\uD800-\uDFFF]/u.test(character) ? '\uFFFD' : character).replace(
    /[!'()*~]/g,
    (plain) => `%${plain.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

export function queryStringOf(url: string): { name: string; value: string }[] {
  const query = /\?([^#]*)/.exec(url)?.[1];
  if (query === undefined || query === '') return [];
  return query.split('&').map((pair) => {
    const equals = pair.indexOf('=');
    return equals < 0
      ? { name: decode(pair), value: '' }
      : { name: decode(pair.slice(0, equals)), value: decode(pair.slice(equals + 1)) };
  });
}
