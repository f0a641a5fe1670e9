import { get } from '../../fetch-standard/header-list';
import { defineHint } from '../hint';
import { networkErrorOf } from '../network-error';
import { hostOf, wire, wireHeader } from '../wire';

/** `Cross-Origin-Resource-Policy`, or its absence where the page demands one: guards requests without CORS, and only those. */
export const crossOriginResourcePolicy = defineHint({
  id: 'cross-origin-resource-policy',
  headerHelps: false,

  find(c) {
    const found = networkErrorOf(c);
    if (found === null) return null;
    if (!/^net::ERR_BLOCKED_BY_RESPONSE|^NS_ERROR_DOM_CORP_FAILED/.test(found.error)) return null;
    const response = c.exchange.hops[found.hop]?.response ?? null;
    const policy = response === null ? null : get(response.headerList, 'Cross-Origin-Resource-Policy');
    const demanded = policy === null || /ByCoep|ByDip/.test(found.error);
    return { on: 'response', hop: found.hop, confidence: 'certain', params: { policy, demanded, url: found.url } };
  },

  words: ({ policy, demanded, url }) => ({
    title: demanded
      ? "Not CORS: the page's embedder policy keeps this answer out"
      : 'Not CORS: `Cross-Origin-Resource-Policy` keeps this answer out',
    explanation: demanded
      ? `The page is served with \`Cross-Origin-Embedder-Policy\`, and the answer of ${wire(hostOf(url))} does not say that others may embed it. Answer \`Cross-Origin-Resource-Policy: cross-origin\` there, or load it with CORS (\`crossorigin\`), to which this policy does not apply.`
      : `${wire(hostOf(url))} answered ${wireHeader('Cross-Origin-Resource-Policy', policy ?? '')}, which forbids this page to load it without CORS. Change that header, or load it with CORS (\`crossorigin\`, \`mode: 'cors'\`), to which it does not apply.`,
    short: demanded ? 'embedder policy' : 'resource policy forbids it',
  }),
});
