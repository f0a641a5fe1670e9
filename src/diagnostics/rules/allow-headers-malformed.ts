import { extractHeaderListValues } from '../../fetch-standard/extract-header-list-values';
import { get } from '../../fetch-standard/header-list';
import { defineRule } from '../rule';
import { wire } from '../wire';

/** One element that is no token spoils the whole header, even if every requested name is in it. */
export const allowHeadersMalformed = defineRule({
  id: 'allow-headers-malformed',
  stage: 'headers syntax',
  on: ['preflight'],
  spec: { algorithm: 'CORS-preflight fetch', step: '7.3' },
  chromium: 'InvalidAllowHeadersPreflightResponse',
  prefixedOnPreflight: false,
  firefox: 'CORSInvalidAllowHeader',

  check({ headerList }) {
    const element = extractHeaderListValues('Access-Control-Allow-Headers', headerList)?.failure ?? null;
    return element === null ? null : { element, value: get(headerList, 'Access-Control-Allow-Headers') ?? '' };
  },

  words: ({ element, value }, { unsafeNames }) => ({
    title: '`Access-Control-Allow-Headers` cannot be parsed',
    explanation: `The browser read ${wire(value)}, and ${wire(element)} in it is not a header name, so all of it counts for nothing. Write a list with commas only: ${wire(unsafeNames.join(', ') || 'content-type, authorization')}.`,
    short: 'Allow-Headers is garbled',
  }),

  reasons: ({ element, value }) => ({
    chromium: 'Cannot parse Access-Control-Allow-Headers response header field in preflight response.',
    firefox: `(Reason: invalid token ‘${element}’ in CORS header ‘Access-Control-Allow-Headers’).`,
    webkit: `Header Access-Control-Allow-Headers has an invalid value: ${value}`,
  }),
});
