import type { HeaderList } from '../fetch-standard/header-list';
import { rememberingClean } from './clean-values';
import { redactText, redactUrl } from './redact-url';
import { type Hide, isMark } from './redaction';
import { headerClass } from './secret-names';
import { looksRandom } from './secret-shapes';

/** Hides the secrets of a header list. Order and repetition stay, and so do names: they are what CORS looks at. */
export const redactHeaderList = (headerList: HeaderList, alsoHide: readonly string[], hide: Hide): HeaderList =>
  headerList.map((header) => {
    const [name, value] = header;
    const shownName = redactHeaderName(name, hide);
    const shown = redactHeader(name, value, alsoHide, hide);
    return shown === value && shownName === name ? header : ([shownName, shown] as const);
  });

/**
 * Names say nothing secret, unless a tool took a line apart at the wrong colon: `GET /a?token=…&to=http`,
 * `sid=…; expires=Mon, 28-Sep-2015 19`. No header has such a name, so CORS does not miss it.
 */
export const redactHeaderName = (name: string, hide: Hide): string =>
  /^:?[!#$%&'*+.^_`|~\dA-Za-z-]*$/.test(name)
    ? name
    : /^[\w ./-]{1,40}$/.test(name)
      ? redactText(name, 'header name', hide)
      : hide(name, 'other headers', 'header name', 'text');

export function redactHeader(name: string, value: string, alsoHide: readonly string[], hide: Hide): string {
  if (value === '') return value;
  if (alsoHide.length > 0 && alsoHide.some((other) => other.trim().toLowerCase() === name.toLowerCase())) {
    return hide(value, 'other headers', name, 'text');
  }
  switch (headerClass(name)) {
    case 'cookie':
      return redactCookies(value, name, hide);
    case 'set-cookie':
      // Firefox joins repeated ones with a line break.
      return value
        .split('\n')
        .map((one) => redactSetCookie(one, name, hide))
        .join('\n');
    case 'credential':
      return redactCredential(value, name, hide);
    case 'plain':
      return isMark(value) ? hide(value, 'other headers', name, 'text') : redactText(value, name, hide);
    case 'url':
      return redactUrl(value, hide);
    case 'link':
      return redactLink(value, name, hide);
    case 'refresh':
      return redactRefresh(value, name, hide);
    case 'content type':
      return redactContentType(value, hide);
    case 'challenge':
      return redactChallenge(value, name, hide);
    case 'other':
      // A switch says nothing about anybody.
      return value.length < 8 && /^\s*(?:true|false|yes|no|on|off|[01])?\s*$/i.test(value)
        ? value
        : hide(value, 'other headers', name, 'text');
  }
}

/** `sid=1; theme=dark` → the names, with each value hidden. */
function redactCookies(value: string, where: string, hide: Hide): string {
  return value
    .split(/; ?/)
    .map((pair) => redactCookiePair(pair, where, hide))
    .join('; ');
}

function redactCookiePair(pair: string, where: string, hide: Hide): string {
  const equals = pair.indexOf('=');
  const name = pair.slice(0, Math.max(equals, 0)).trim();
  if (isTellingName(name)) return `${name}=${hide(pair.slice(equals + 1), 'cookies', where, 'text')}`;
  return hide(pair, 'cookies', where, 'text');
}

/** A name that a person gave; others may be the secret themselves. */
const isTellingName = (name: string): boolean =>
  /^[A-Za-z_$.][\w$.-]{0,39}$/.test(name) && !looksRandom(name, 'value') && !/\d{5}/.test(name);

/** Attributes that decide whether a cookie travels, with the few values they can have. */
const openAttribute = /^(?:secure|httponly|partitioned|samesite=(?:strict|lax|none)|max-age=-?\d{1,10})$/i;

function redactSetCookie(value: string, where: string, hide: Hide): string {
  const [pair = '', ...attributes] = value.split(';');
  const shown = attributes.map((attribute) => attribute.trim()).filter((attribute) => attribute !== '');
  const open = shown.filter((attribute) => openAttribute.test(attribute));
  const rest = shown.filter((attribute) => !openAttribute.test(attribute));
  const name = redactCookiePair(pair.trim(), where, hide);
  // Domain, path and date: kept out of the open, yet "the same again" can be seen.
  const hiddenRest = rest.length === 0 ? '' : hideRest(rest, where, hide);
  return [name, hiddenRest, ...open].filter((part) => part !== '').join('; ');
}

const hideRest = (rest: readonly string[], where: string, hide: Hide): string =>
  hide(rest.join('; '), 'cookies', where, 'text');

const schemes =
  /^(Basic|Bearer|Digest|DPoP|Negotiate|NTLM|Token|ApiKey|Api-Key|Hawk|HMAC|Signature|Mutual|SCRAM-SHA-256|AWS4-HMAC-SHA256|GoogleLogin|OAuth|PrivateToken|VAPID)([ \t]+)(.*)$/is;

/** `Bearer …`: the scheme stays, for it tells which kind was sent. */
function redactCredential(value: string, where: string, hide: Hide): string {
  const [, scheme, space, secret] = schemes.exec(value) ?? [];
  if (scheme !== undefined && space !== undefined && secret !== undefined) {
    return scheme + space + hide(secret, 'credentials', where, 'text');
  }
  return hide(value, 'credentials', where, 'text');
}

/** `<…>; rel=next`: what stands in the brackets may be relative. */
const redactLink = (value: string, name: string, hide: Hide): string =>
  inParts(value, /<([^<>]*)>/g, name, hide, ([, url = '']) => `<${redactUrl(url, hide)}>`);

/** `5; url=…` */
const redactRefresh = (value: string, name: string, hide: Hide): string =>
  inParts(value, /(url\s*=\s*['"]?)([^'"]*)/gi, name, hide, ([, head = '', url = '']) => head + redactUrl(url, hide));

/** The boundary between a body's parts is made at random, and says nothing about the type. */
export const redactContentType = rememberingClean((value: string, hide: Hide): string =>
  inParts(
    value,
    /\b(boundary\s*=\s*"?)([^\s";,]+)/gi,
    'Content-Type',
    hide,
    ([, head = '', boundary = '']) => head + hide(boundary, 'other headers', 'Content-Type', 'token'),
  ),
);

/** Realm and scheme tell who asks; the rest (nonce, opaque, …) is an answer waiting to be used. */
const redactChallenge = (value: string, name: string, hide: Hide): string =>
  inParts(
    value,
    /\b((?:nonce|opaque|cnonce|token|ticket|key|code|state)\s*=\s*"?)([^",]*)/gi,
    name,
    hide,
    ([, head = '', secret = '']) => head + hide(secret, 'credentials', name, 'token'),
  );

/** Each part is redacted once, as what it is: the matches by `inside`, the text between them as text. */
function inParts(
  value: string,
  pattern: RegExp,
  name: string,
  hide: Hide,
  inside: (match: RegExpMatchArray) => string,
): string {
  let out = '';
  let done = 0;
  for (const match of value.matchAll(pattern)) {
    out += redactText(value.slice(done, match.index), name, hide) + inside(match);
    done = match.index + match[0].length;
  }
  return out + redactText(value.slice(done), name, hide);
}
