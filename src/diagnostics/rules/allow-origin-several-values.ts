import { get } from '../../fetch-standard/header-list';
import { defineRule, type Subject } from '../rule';
import { wire } from '../wire';

/** The header holds one origin. Two headers, or a list in one, reach the browser as one value that matches nothing. */
export const allowOriginSeveralValues = defineRule({
  id: 'allow-origin-several-values',
  stage: 'access control',
  on: ['preflight', 'response'],
  spec: { algorithm: 'CORS check', step: '4' },
  chromium: 'MultipleAllowOriginValues',
  prefixedOnPreflight: true,

  check(subject) {
    const allowed = get(subject.headerList, 'Access-Control-Allow-Origin');
    if (allowed === null || allowed === subject.origin || !/[ ,]/.test(allowed)) return null;
    const lines = linesOf(subject, allowed);
    return { origin: subject.origin, allowed, lines, counted: countedByGecko(subject, lines) };
  },

  // Gecko counts lines, not commas: one line with a list is merely "not matching".
  firefox: ({ counted }) => (counted > 1 ? 'CORSMultipleAllowOriginNotAllowed' : 'CORSAllowOriginNotMatchingOrigin'),

  words: ({ origin, allowed, lines }) => ({
    title:
      lines > 1
        ? `\`Access-Control-Allow-Origin\` was sent ${lines === 2 ? 'twice' : `${lines} times`}`
        : '`Access-Control-Allow-Origin` holds a list',
    explanation:
      lines > 1
        ? `The browser read ${wire(allowed)}, and no browser picks one of several. Most often two layers add the header, an application and a proxy in front of it: let one of them answer${one(origin)}.`
        : `The browser read ${wire(allowed)}. The header takes one origin, no list: pick the caller's from your list and answer only that${one(origin)}.`,
    short: lines > 1 ? 'Allow-Origin sent twice' : 'Allow-Origin is a list',
  }),

  reasons: ({ allowed, counted }, { pageOrigin, status }) => ({
    chromium: `The 'Access-Control-Allow-Origin' header contains multiple values '${allowed}', but only one is allowed. Have the server send the header with a valid value.`,
    firefox:
      counted > 1
        ? '(Reason: Multiple CORS header ‘Access-Control-Allow-Origin’ not allowed).'
        : `(Reason: CORS header ‘Access-Control-Allow-Origin’ does not match ‘${allowed}’).`,
    webkit: allowed.includes(',')
      ? 'Access-Control-Allow-Origin cannot contain more than one origin.'
      : `Origin ${pageOrigin} is not allowed by Access-Control-Allow-Origin. Status code: ${status}`,
  }),
});

const one = (origin: string): string => (origin === 'null' ? '' : `, ${wire(origin)}`);

/**
 * How many `Access-Control-Allow-Origin` lines came. Of lines that may be merged, with ", ", a value in that form counts as
 * several: two layers are far more common than a list written by hand. Over HTTP/2 and 3 Firefox always merges them.
 */
function linesOf({ headerList, mayBeMerged }: Subject, allowed: string): number {
  const lines = headerList.filter(([name]) => isAllowOrigin(name)).length;
  const joined = get(headerList, 'X-Firefox-Spdy') !== null || get(headerList, 'X-Firefox-Http3') !== null;
  return lines === 1 && (mayBeMerged || joined) ? allowed.split(', ').length : lines;
}

/** nsCORSListenerProxy.cpp, CheckOriginHeader: only lines that are spelled just so; over HTTP/2 and 3, in lower case, none is. */
function countedByGecko({ headerList }: Subject, lines: number): number {
  const names = headerList.map(([name]) => name).filter(isAllowOrigin);
  const spelled = names.filter((name) => name === 'Access-Control-Allow-Origin').length;
  return names.length === 1 && spelled === 1 ? lines : spelled;
}

const isAllowOrigin = (name: string): boolean => name.toLowerCase() === 'access-control-allow-origin';
