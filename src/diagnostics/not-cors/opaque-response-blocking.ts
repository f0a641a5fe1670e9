import { get } from '../../fetch-standard/header-list';
import { defineHint } from '../hint';
import { networkErrorOf } from '../network-error';
import { hostOf, wire } from '../wire';

/** An image, script or style that is something else: data and pages are kept away from requests without CORS. */
export const opaqueResponseBlocking = defineHint({
  id: 'opaque-response-blocking',
  headerHelps: false,

  find(c) {
    const found = networkErrorOf(c);
    if (found === null) return null;
    const response = c.exchange.hops[found.hop]?.response ?? null;
    // Firefox ends it like an abort, but only after the headers came.
    const firefox = found.error === 'NS_BINDING_ABORTED' && response !== null && c.relation === 'no-cors';
    if (!found.error.startsWith('net::ERR_BLOCKED_BY_ORB') && !firefox) return null;
    const type = response === null ? null : get(response.headerList, 'Content-Type');
    const params = { type, status: response?.status ?? 0, url: found.url, resource: c.exchange.resourceType };
    return { on: 'response', hop: found.hop, confidence: firefox ? 'likely' : 'certain', params };
  },

  words: ({ type, status, url, resource }) => ({
    title: `Not CORS: this is no ${resource === 'xmlhttprequest' || resource === 'other' ? 'media' : resource}`,
    explanation: `${wire(hostOf(url))} answered ${status}${type === null ? ' without a content type' : ` with ${wire(type)}`}, and browsers keep pages and data away from elements that load without CORS. Most often the URL leads to an error page or to an API: correct the URL or the content type.`,
    short: 'wrong kind of content',
  }),
});
