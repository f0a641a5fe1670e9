import { departuresOf } from '../../fetch-standard/departures';
import { extractHeaderListValues } from '../../fetch-standard/extract-header-list-values';
import { isCorsSafelistedMethod } from '../../fetch-standard/method';
import { defineRule } from '../rule';
import { brief, wire, wireHeader, wireList } from '../wire';

/** The preflight answer does not list the method. Methods are compared in the exact case. */
export const methodNotAllowed = defineRule({
  id: 'method-not-allowed',
  stage: 'method',
  on: ['preflight'],
  spec: { algorithm: 'CORS-preflight fetch', step: '7.5' },
  chromium: 'MethodDisallowedByPreflightResponse',
  prefixedOnPreflight: false,
  firefox: 'CORSMethodNotFound',

  check({ headerList, method, credentialsMode, useCorsPreflightFlag, browser }) {
    if (isCorsSafelistedMethod(method)) return null;
    const extracted = extractHeaderListValues('Access-Control-Allow-Methods', headerList);
    // A malformed header has a rule of its own.
    if (extracted?.failure != null) return null;
    if (extracted === null && useCorsPreflightFlag && departuresOf(browser).flagAllowsMethod) return null;
    const allowed = extracted?.values ?? [];
    if (allowed.includes(method)) return null;
    const wildcard = allowed.includes('*');
    if (wildcard && credentialsMode !== 'include') return null;
    const upperCase = method.toUpperCase();
    const otherCase =
      allowed.find((name) => name.length === upperCase.length && name.toUpperCase() === upperCase) ?? null;
    return { method, allowed: extracted === null ? null : allowed, wildcard, otherCase };
  },

  words: ({ method, allowed, wildcard, otherCase }) => ({
    title: `\`Access-Control-Allow-Methods\` does not allow ${wire(method)}`,
    explanation: explain(method, allowed, wildcard, otherCase),
    short: brief(method, otherCase === null ? 'not allowed' : 'in other case'),
  }),

  reasons: ({ method }) => ({
    chromium: `Method ${method} is not allowed by Access-Control-Allow-Methods in preflight response.`,
    firefox: '(Reason: Did not find method in CORS header ‘Access-Control-Allow-Methods’).',
    webkit: `Method ${method} is not allowed by Access-Control-Allow-Methods.`,
  }),
});

function explain(
  method: string,
  allowed: readonly string[] | null,
  wildcard: boolean,
  otherCase: string | null,
): string {
  if (otherCase !== null) {
    return method === method.toUpperCase()
      ? `The answer lists ${wire(otherCase)}, and methods are compared with their case: list ${wire(method)}.`
      : `Browsers upper-case \`get\`, \`post\`, \`put\`, \`delete\`, \`head\` and \`options\`, but send ${wire(method)} as it is written, and the answer lists ${wire(otherCase)}. Write ${wire(method.toUpperCase())} in the page's code.`;
  }
  if (wildcard) {
    return `The answer says \`*\`, which is an ordinary name when credentials are included. List ${wire(method)} itself.`;
  }
  if (allowed === null || allowed.length === 0) {
    return `The preflight answer ${allowed === null ? 'has no such header' : 'lists no method'}, and without it only \`GET\`, \`HEAD\` and \`POST\` pass. Answer ${wireHeader('Access-Control-Allow-Methods', method)}.`;
  }
  return `The answer lists ${wireList(allowed)}. Add ${wire(method)}.`;
}
