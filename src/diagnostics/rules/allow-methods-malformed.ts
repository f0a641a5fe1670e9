import { extractHeaderListValues } from '../../fetch-standard/extract-header-list-values';
import { get } from '../../fetch-standard/header-list';
import { defineRule } from '../rule';
import { wire } from '../wire';

/** One element that is no token spoils the whole header, even if the method is in it. */
export const allowMethodsMalformed = defineRule({
  id: 'allow-methods-malformed',
  stage: 'methods syntax',
  on: ['preflight'],
  spec: { algorithm: 'CORS-preflight fetch', step: '7.3' },
  chromium: 'InvalidAllowMethodsPreflightResponse',
  prefixedOnPreflight: false,
  firefox: 'CORSInvalidAllowMethod',

  check({ headerList }) {
    const element = extractHeaderListValues('Access-Control-Allow-Methods', headerList)?.failure ?? null;
    return element === null ? null : { element, value: get(headerList, 'Access-Control-Allow-Methods') ?? '' };
  },

  words: ({ element, value }) => ({
    title: '`Access-Control-Allow-Methods` cannot be parsed',
    explanation: `The browser read ${wire(value)}, and ${wire(element)} in it is not a method name, so all of it counts for nothing. Write a list with commas only: \`GET, PUT\`.`,
    short: 'Allow-Methods is garbled',
  }),

  reasons: ({ element, value }) => ({
    chromium: 'Cannot parse Access-Control-Allow-Methods response header field in preflight response.',
    firefox: `(Reason: invalid token ‘${element}’ in CORS header ‘Access-Control-Allow-Methods’).`,
    webkit: `Header Access-Control-Allow-Methods has an invalid value: ${value}`,
  }),
});
