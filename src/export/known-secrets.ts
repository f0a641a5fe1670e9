import type { Exchange } from '../exchange/exchange';
import { decode } from './decode';
import { isMark } from './redaction';
import { headerClass, isSecretName } from './secret-names';

/**
 * Values that somebody's cookies and credentials have in a recording. Pages hand them on in URLs of other servers, under names
 * that say nothing, so what was a secret once is one wherever it stands.
 */
export interface KnownSecrets {
  /** Is it one, or does it hold one among others? */
  has(text: string): boolean;
}

export interface SecretCollector extends KnownSecrets {
  noteHeader(name: string, value: string): void;
  /** What stands there under a telling name may stand elsewhere under another. */
  noteUrl(url: string): void;
}

export function secretCollector(): SecretCollector {
  const known = new Set<string>();
  /** The same cookies come again with every request. */
  const noted = new Set<string>();
  const notePair = (pair: string): void => {
    const value = pair.slice(pair.indexOf('=') + 1).trim();
    if (value.length < SHORTEST || noted.has(value)) return;
    if (noted.size < MOST) noted.add(value);
    for (const part of partsOf(value)) if (known.size < MOST && isTelling(part)) known.add(part);
  };
  const noteUrl = (url: string): void => {
    const start = url.indexOf('?') + 1;
    if (start === 0) return;
    const query = url.slice(start, start + LONGEST_QUERY).split('#', 1)[0] ?? '';
    for (const pair of query.split('&')) {
      const equals = pair.indexOf('=');
      if (equals > 0 && isSecretName(decode(pair.slice(0, equals)))) notePair(`=${decode(pair.slice(equals + 1))}`);
    }
  };
  const isInside = (text: string): boolean =>
    [separators, joints].some(
      (between) => between.test(text) && text.split(between).some((part) => part !== text && known.has(part)),
    );
  return {
    has: (text) => text.length >= SHORTEST && text.length <= 2_000 && (known.has(text) || isInside(text)),
    noteUrl,
    noteHeader(name, value) {
      if (value.length < SHORTEST) return;
      switch (headerClass(name)) {
        case 'cookie':
          if (noted.has(value)) return;
          if (noted.size < MOST) noted.add(value);
          for (const pair of value.split(';')) notePair(pair);
          return;
        case 'set-cookie':
          for (const line of value.split('\n')) notePair(line.split(';')[0] ?? '');
          return;
        case 'credential':
          // `Bearer …`: the scheme is no part of it.
          notePair(value.slice(value.lastIndexOf(' ') + 1));
          return;
        case 'url':
          // `Location`: whom a redirect names is often sent on under another name.
          noteUrl(value);
          return;
        case 'link':
        case 'refresh':
        case 'content type':
        case 'challenge':
        case 'plain':
        case 'other':
          return;
      }
    },
  };
}

export function knownSecretsOf(exchanges: readonly Exchange[]): KnownSecrets {
  const collector = secretCollector();
  for (const { hops } of exchanges)
    for (const { preflight, request, response } of hops) {
      collector.noteUrl(request.url);
      for (const list of [
        request.headerList,
        request.composedHeaderList,
        response?.headerList,
        response?.deliveredHeaderList,
        preflight?.request.headerList,
        preflight?.response?.headerList,
      ])
        for (const [name, value] of list ?? []) collector.noteHeader(name, value);
    }
  return collector;
}

/** Between values that were put into one: `a|b`, `id=a:lv=b`, `setuid('a')`, `[CS]v1|a[CE]`. */
const separators = /[&|=:;,!~*"'()[\]{}<>]+/;
/** The same where a value can have them itself: `p_a`, `a.js`. */
const joints = /[&|=:;,!~*"'()[\]{}<>_.]+/;

/** Shorter ones are found by chance. Characters */
const SHORTEST = 8;
/** Longer ones are hidden for their looks. Characters */
const LONGEST = 200;
const LONGEST_QUERY = 10_000;
/** Strangers must not fill the memory. */
const MOST = 50_000;

/** The value, decoded too; what a list or a query in it holds (`id=…:lv=…`); what follows a dot (`GA1.2.…`), but no part of an address. */
function partsOf(value: string): readonly string[] {
  if (value.length > 2_000) return [];
  const decoded = decode(value);
  const parts = new Set(decoded.split(separators).slice(0, 50));
  for (let dot = decoded.indexOf('.'); dot >= 0 && parts.size < 80; dot = decoded.indexOf('.', dot + 1))
    parts.add(decoded.slice(dot + 1));
  return [value, decoded, ...[...parts].filter((part) => !part.includes('/'))];
}

/** Words, addresses, paths and times are no secrets, though a cookie has them. */
function isTelling(text: string): boolean {
  if (text.length < SHORTEST || text.length > LONGEST || /[\s\\]|^\/|\/\/|\.[A-Za-z]+\//.test(text) || isMark(text))
    return false;
  if (/^1\d{9}(?:\d{3})?$/.test(text) || /^(?:19|20)\d{6}$/.test(text)) return false;
  if (/^\d{1,4}[-./]\w{1,3}[-./]\d{1,4}$/.test(text)) return false;
  if (!/\d/.test(text)) return !/^(?:[a-z]+|[A-Z]+|(?:[A-Z]?[a-z]+)+)$/.test(text.replace(/[^A-Za-z]+/g, ''));
  if (!/[A-Za-z]/.test(text)) return text.replace(/\D/g, '').length >= SHORTEST;
  // `checkout2`: longer ones nobody named.
  return text.length >= 16 || !/^[a-z]+[-_.]?\d{1,4}$/i.test(text);
}
