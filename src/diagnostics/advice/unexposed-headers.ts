import { exposedHeaders } from '../../fetch-standard/exposed-headers';
import { defineHint } from '../hint';
import { wire, wireHeader, wireList } from '../wire';
import { readableAnswer } from './readable-answer';

/** CORS passed, and still the script reads `null`: these headers arrived, but were not exposed to it. */
export const unexposedHeaders = defineHint({
  id: 'unexposed-headers',
  headerHelps: true,
  spec: { algorithm: 'Main fetch', step: '14.1' },

  find(c) {
    const answer = readableAnswer(c);
    if (answer === null) return null;
    const { hidden, literalWildcard, malformed } = exposedHeaders(answer.headerList, c.assumedMode);
    const names = hidden.filter((name) => !ofNoInterest(name));
    if (names.length === 0) return null;
    return { on: 'response', hop: answer.hop, confidence: 'certain', params: { names, literalWildcard, malformed } };
  },

  words: ({ names, literalWildcard, malformed }) => ({
    title: `Scripts cannot read ${names.length === 1 ? wire(names[0] ?? '') : `${names.length} headers of this answer`}`,
    explanation: `${names.length === 1 ? `${wire(names[0] ?? '')} arrived` : `${wireList(names)} arrived`}, but \`headers.get()\` gives \`null\`${
      malformed !== null
        ? `: ${wire(malformed)} in \`Access-Control-Expose-Headers\` is not a header name, so nothing is exposed`
        : literalWildcard
          ? ': with credentials `*` in `Access-Control-Expose-Headers` is an ordinary name'
          : ''
    }. If your code needs ${names.length === 1 ? 'it' : 'them'}, answer ${wireHeader('Access-Control-Expose-Headers', names.join(', '))}.`,
    short: `${names.length} unreadable header${names.length === 1 ? '' : 's'}`,
  }),
});

/** Every answer carries these, and no script asks for them. */
function ofNoInterest(name: string): boolean {
  return boring.has(name) || /^(?:access-control-|sec-|cf-|x-amz-cf-|x-served-by|x-timer|x-fastly)/.test(name);
}

const boring = new Set([
  'accept-ranges',
  'age',
  'alt-svc',
  'connection',
  'content-encoding',
  'content-security-policy',
  'content-security-policy-report-only',
  'cross-origin-embedder-policy',
  'cross-origin-opener-policy',
  'cross-origin-resource-policy',
  'date',
  'expect-ct',
  'keep-alive',
  'nel',
  'origin-agent-cluster',
  'permissions-policy',
  'proxy-connection',
  'referrer-policy',
  'report-to',
  'reporting-endpoints',
  'server',
  'server-timing',
  'strict-transport-security',
  'timing-allow-origin',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'vary',
  'via',
  'x-cache',
  'x-cache-hits',
  'x-content-type-options',
  'x-dns-prefetch-control',
  'x-download-options',
  'x-envoy-upstream-service-time',
  'x-firefox-spdy',
  'x-frame-options',
  'x-permitted-cross-domain-policies',
  'x-powered-by',
  'x-runtime',
  'x-ua-compatible',
  'x-varnish',
  'x-xss-protection',
]);
