import { get } from '../../fetch-standard/header-list';
import { redirectTaint } from '../../fetch-standard/redirect-taint';
import { defineRule } from '../rule';
import { hostOf, wire } from '../wire';

/** The request itself says `Origin: null`; naming the page's origin cannot match that. */
export const originOpaque = defineRule({
  id: 'origin-opaque',
  stage: 'access control',
  on: ['preflight', 'response'],
  spec: { algorithm: 'CORS check', step: '4' },
  chromium: 'AllowOriginMismatch',
  prefixedOnPreflight: true,
  firefox: 'CORSAllowOriginNotMatchingOrigin',

  check({ headerList, origin, pageOrigin, urlList, credentialsMode }) {
    const allowed = get(headerList, 'Access-Control-Allow-Origin');
    if (origin !== 'null' || allowed === null || allowed === 'null') return null;
    if (allowed === '*' && credentialsMode !== 'include') return null;
    const taint = redirectTaint(pageOrigin, urlList);
    return {
      allowed,
      pageOrigin,
      because: pageOrigin !== 'null' && taint.tainted ? 'redirect' : 'document',
      redirectedFrom: taint.tainted ? (urlList[taint.byUrl - 1] ?? null) : null,
    } as const;
  },

  words: ({ allowed, because, redirectedFrom }, { url, pageOrigin }) =>
    because === 'redirect'
      ? {
          title: 'A redirect to another origin turned `Origin` into `null`',
          explanation: `${wire(hostOf(redirectedFrom ?? ''))} redirects to ${wire(hostOf(url))}; from there on the browser says \`Origin: null\` instead of ${wire(pageOrigin)}, and ${wire(allowed)} does not match that. Call ${wire(url)} directly, or let the first server fetch it; \`null\` is not to be allowed.`,
          short: 'redirect makes origin null',
        }
      : {
          title: "This document's origin is `null`",
          explanation: `Sandboxed frames, \`file:\` and \`data:\` documents have no origin of their own, so the browser says \`Origin: null\`, and ${wire(allowed)} does not match that. Give the document an origin – serve it over http, or add \`allow-same-origin\` to the sandbox; \`null\` is not to be allowed, since every sandboxed page would match it.`,
          short: 'origin is null',
        },

  reasons: ({ allowed }, { pageOrigin, status }) => ({
    chromium: `The 'Access-Control-Allow-Origin' header has a value '${allowed}' that is not equal to the supplied origin. Have the server send the header with a valid value.`,
    firefox: `(Reason: CORS header ‘Access-Control-Allow-Origin’ does not match ‘${allowed}’).`,
    webkit: `Origin ${pageOrigin} is not allowed by Access-Control-Allow-Origin. Status code: ${status}`,
  }),
});
