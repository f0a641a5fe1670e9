import { rememberingClean } from './clean-values';
import { decode } from './decode';
import { type Hide, isMark, listening } from './redaction';
import { isSecretName, isSecretPlace } from './secret-names';
import { isOpenValue, looksRandom, replaceSecretShapes, replaceTokens } from './secret-shapes';

/** Chrome's pages are titled by their URL, Firefox's by the document, whose title may name whoever is logged in. */
export const redactPageTitle = (title: string, hide: Hide): string =>
  /^[a-z][a-z0-9+.-]*:\S*$/i.test(title) ? redactUrl(title, hide) : hide(title, 'urls', 'title', 'text');

/** RFC 3986, appendix B; a URL parser would rewrite what it parses, and a report must show what was on the wire. */
const parts = /^(?:([A-Za-z][A-Za-z0-9+.-]*):)?([/\\]{2,}([^/\\?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s;

/**
 * Hides what a URL (absolute or not) holds of secrets: user name and password, secret-looking query values, the whole
 * fragment, tokens in the path. Scheme, host, port, path and the names of query values stay.
 */
export const redactUrl = rememberingClean(redactParts);

function redactParts(url: string, hide: Hide, depth = 0): string {
  // `blob:blob:…`, `?url=?url=…`: nobody means these, and they must not be followed for ever.
  if (depth > NESTED) return hide(url, 'urls', 'URL', 'token');
  const [, scheme, slashes, authority = '', path = '', query, fragment] = parts.exec(url) ?? [];
  if (scheme?.toLowerCase() === 'data') return redactData(url, hide);
  if (scheme?.toLowerCase() === 'blob') return `${scheme}:${redactUrl(url.slice(scheme.length + 1), hide, depth + 1)}`;
  const at = authority.lastIndexOf('@');
  const host =
    at < 0
      ? authority
      : `${hide(authority.slice(0, at), 'urls', 'user name and password', 'token')}@${authority.slice(at + 1)}`;
  let out = scheme === undefined ? '' : `${scheme}:`;
  if (slashes !== undefined) out += slashes.slice(0, slashes.length - authority.length) + host;
  // `https:user:pass@host`: browsers read it as if the slashes stood there.
  out += slashes === undefined && scheme !== undefined ? redactBare(path, hide, depth) : redactPath(path, hide, depth);
  if (query !== undefined) out += `?${redactQuery(query, hide, depth)}`;
  if (fragment !== undefined) out += `#${hide(fragment, 'urls', '#', 'token')}`;
  return out;
}

function redactBare(path: string, hide: Hide, depth: number): string {
  const [, slash, userinfo, rest] = /^([/\\]?)([^/\\]*)@(.*)$/s.exec(path) ?? [];
  if (slash === undefined || userinfo === undefined || rest === undefined) return redactPath(path, hide, depth);
  return `${slash}${hide(userinfo, 'urls', 'user name and password', 'token')}@${redactPath(rest, hide, depth)}`;
}

function redactData(url: string, hide: Hide): string {
  const comma = url.indexOf(',');
  return comma < 0 ? url : `${url.slice(0, comma + 1)}${hide(url.slice(comma + 1), 'bodies', 'data URL', 'token')}`;
}

function redactPath(path: string, hide: Hide, depth: number): string {
  let before = '';
  return path
    .split('/')
    .map((segment) => {
      const [name = '', ...params] = segment.split(';');
      const isSecret = (isSecretPlace(before) && !isOpenSegment(name)) || isKnown(decode(name), hide);
      const shown = isSecret ? hideSegment(name, hide) : redactShapes(name, hide);
      // `AK`, a letter pair of ours, is also the name of a key.
      before = isMark(name) ? '' : name;
      // `/cart;jsessionid=…`
      return [shown, ...params.map((param) => redactPair(param, hide, depth))].join(';');
    })
    .join('/');
}

/** Words and short numbers: somebody named it so. Letters and digits in one piece, or many digits, nobody did. */
const isOpenSegment = (segment: string): boolean =>
  segment.split(/[-_.~,:@!$+*()%]+/).every((piece) => /^(?:[A-Za-z]{0,20}|\d{1,6}|v\d{1,3})$/.test(piece));

const isKnown = (value: string, { known }: Hide): boolean => known?.has(value) === true;

function hideSegment(segment: string, hide: Hide): string {
  return hide(decode(segment), 'urls', 'path', 'token');
}

/** ASP.NET's sessions without cookies: `/(S(…))/page.aspx`. */
const sessionInPath = /^\([A-Z]\(.*\)\)$/s;

function redactShapes(segment: string, hide: Hide): string {
  const decoded = decode(segment);
  if (sessionInPath.test(decoded)) return hideSegment(segment, hide);
  const replaced = replaceSecretShapes(decoded, 'path', (secret) => hide(secret, 'urls', 'path', 'token'));
  return replaced === decoded ? segment : encodeURIComponent(replaced).replace(/%3A/g, ':');
}

/** `a=1&b=2`, as in a query, a form body or a fragment. */
export const redactQuery = (query: string, hide: Hide, depth = 0): string =>
  query
    .split('&')
    .map((pair) => redactPair(pair, hide, depth))
    .join('&');

function redactPair(pair: string, hide: Hide, depth: number): string {
  const equals = pair.indexOf('=');
  const name = decode(equals < 0 ? '' : pair.slice(0, equals));
  if (looksRandom(name, 'value')) return hide(decode(pair), 'urls', '?', 'token');
  const value = decode(pair.slice(equals + 1));
  if (isMark(value) || isSecretName(name) || holdsSecret(value, hide, depth)) {
    return `${pair.slice(0, equals + 1)}${hide(value, 'urls', `?${name}`, 'token')}`;
  }
  return pair;
}

/** URLs in URLs, values in values: what lies deeper is not looked at but hidden. */
const NESTED = 6;

/** A value may be a URL, JSON or a query of its own, encoded once more; what is neither is judged by its looks. */
function holdsSecret(value: string, hide: Hide, depth: number): boolean {
  if (value === '') return false;
  if (depth > NESTED || isKnown(value, hide)) return true;
  if (/^\s*[{["]/.test(value)) return jsonHoldsSecret(value, hide, depth);
  let found = false;
  const note = listening(hide, (secret) => {
    found = true;
    return secret;
  });
  if (/^[A-Za-z][A-Za-z0-9+.-]*:[/\\]|^[/\\]/.test(value)) {
    redactUrl(value, note, depth + 1);
    return found;
  }
  if (/^[\w.[\]$-]+=[^=]/.test(value)) {
    redactQuery(value.replace(/^[^?=]*\?/, ''), note, depth + 1);
    return found;
  }
  const decoded = decode(value);
  return decoded === value ? !isOpenValue(value) : holdsSecret(decoded, hide, depth + 1);
}

function jsonHoldsSecret(text: string, hide: Hide, depth: number): boolean {
  try {
    return treeHoldsSecret(JSON.parse(text), hide, depth + 1);
  } catch {
    // Cut off or not JSON at all: what cannot be read is not vouched for.
    return true;
  }
}

function treeHoldsSecret(node: unknown, hide: Hide, depth: number): boolean {
  if (depth > 12) return true;
  if (typeof node === 'string') return holdsSecret(node, hide, depth);
  if (Array.isArray(node)) return node.some((item) => treeHoldsSecret(item, hide, depth + 1));
  if (typeof node !== 'object' || node === null) return false;
  return Object.entries(node).some(([name, value]) => isSecretName(name) || treeHoldsSecret(value, hide, depth + 1));
}

/**
 * Without the punctuation that a sentence or a header puts behind it. What begins with a slash is one as well
 * (`report-uri /csp?…`).
 */
const urlInText = /(?:\b[A-Za-z][A-Za-z0-9+.-]{1,20}:[/\\]{2}|(?<![^\s"'])\/(?=\w))[^\s"'<>`]*[^\s"'<>`),;.\]]/g;

/** Running text: URLs in it are cleaned as URLs, and around them strings that are secrets by their shape are hidden. */
export const redactText = (text: string, where: string, hide: Hide): string => redactPlainText(text, hide, where);

const redactPlainText = rememberingClean(redactAround);

function redactAround(text: string, hide: Hide, where: string): string {
  let out = '';
  let done = 0;
  const plain = (end: number) => replaceTokens(text.slice(done, end), (secret) => hide(secret, 'urls', where, 'token'));
  // Every URL has a slash and most values have none; to look for one from each character on takes longer than all else.
  for (const match of /[/\\]/.test(text) ? text.matchAll(urlInText) : []) {
    out += plain(match.index) + redactUrl(match[0], hide);
    done = match.index + match[0].length;
  }
  return out + plain(text.length);
}

/** Text of unknown make: URLs are cleaned, then whatever looks like a secret goes. */
export const redactLoose = (text: string, where: string, hide: Hide): string => redactLooseText(text, hide, where);

const redactLooseText = rememberingClean((text: string, hide: Hide, where: string): string =>
  replaceSecretShapes(redactText(text, where, hide), 'value', (secret) => hide(secret, 'urls', where, 'token')),
);
