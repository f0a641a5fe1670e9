import { departuresOf } from '../../fetch-standard/departures';
import { extractHeaderListValues } from '../../fetch-standard/extract-header-list-values';
import { isNonWildcardRequestHeaderName } from '../../fetch-standard/header-names';
import { defineRule } from '../rule';
import { brief, wire, wireList } from '../wire';

/** The preflight answer leaves out request headers. Browsers name one; all of them are told here. */
export const requestHeaderNotAllowed = defineRule({
  id: 'request-header-not-allowed',
  stage: 'headers',
  on: ['preflight'],
  spec: { algorithm: 'CORS-preflight fetch', step: '7.7' },
  chromium: 'HeaderDisallowedByPreflightResponse',
  prefixedOnPreflight: false,
  firefox: 'CORSMissingAllowHeaderFromPreflight',

  check({ headerList, unsafeNames, credentialsMode, browser }) {
    if (unsafeNames.length === 0) return null;
    const extracted = extractHeaderListValues('Access-Control-Allow-Headers', headerList);
    // A malformed header has a rule of its own.
    if (extracted?.failure != null) return null;
    const allowed = (extracted?.values ?? []).map((name) => name.toLowerCase());
    const listed = new Set(allowed);
    const wildcard = listed.has('*');
    const covers = (name: string): boolean =>
      wildcard &&
      credentialsMode !== 'include' &&
      (!isNonWildcardRequestHeaderName(name) || departuresOf(browser).authorizationCoveredByWildcard);
    const names = unsafeNames.filter((name) => !listed.has(name) && !covers(name));
    const [first] = names;
    return first === undefined ? null : { names, first, allowed: extracted === null ? null : allowed, wildcard };
  },

  step: ({ names }) => (names.some(isNonWildcardRequestHeaderName) ? '7.6' : '7.7'),

  words: ({ names, first, allowed, wildcard }) => ({
    title:
      names.length === 1
        ? `\`Access-Control-Allow-Headers\` does not allow ${wire(first)}`
        : `\`Access-Control-Allow-Headers\` leaves out ${names.length} headers of this request`,
    explanation: `${answered(allowed, wildcard)} The page sends ${wireList(names)}${names.length > 1 ? '; browsers name only the first' : ''}. List ${names.length > 1 ? 'them' : 'it'} in the preflight answer, or do not send ${names.length > 1 ? 'them' : 'it'}.`,
    short: names.length === 1 ? brief(first, 'not allowed') : `${names.length} headers not allowed`,
  }),

  reasons: ({ first }) => ({
    chromium: `Request header field ${first} is not allowed by Access-Control-Allow-Headers in preflight response.`,
    firefox: `(Reason: header ‘${first}’ is not allowed according to header ‘Access-Control-Allow-Headers’ from CORS preflight response).`,
    webkit: `Request header field ${first} is not allowed by Access-Control-Allow-Headers.`,
  }),
});

function answered(allowed: readonly string[] | null, wildcard: boolean): string {
  if (allowed === null) return 'The preflight answer has no `Access-Control-Allow-Headers`.';
  if (wildcard) return 'The answer says `*`, which is an ordinary name when credentials are included.';
  return allowed.length === 0 ? 'The answer lists no header.' : `The answer lists ${wireList(allowed)}.`;
}
