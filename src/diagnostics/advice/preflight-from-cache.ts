import { keptBy } from '../../fetch-standard/preflight-max-age';
import { defineHint } from '../hint';
import { preflightNeedOf } from '../preflight-need';
import { othersFor } from '../recording';
import { hostOf, wire } from '../wire';

/** No `OPTIONS` was sent, because an earlier answer still holds: a change on the server cannot be seen before it ends. */
export const preflightFromCache = defineHint({
  id: 'preflight-from-cache',
  headerHelps: false,

  find(c) {
    if (preflightNeedOf(c).answeredFrom !== 'preflight cache') return null;
    const hop = c.exchange.hops[c.exchange.hops.length - 1] ?? c.exchange.hops[0];
    const { path } = othersFor(c.recording, c.exchange, hop.request.url);
    const startedAt = hop.request.startedAt ?? c.exchange.startedAt;
    const earlier = path.find(
      (seen) =>
        seen.on === 'preflight' &&
        seen.url === hop.request.url &&
        seen.pageOrigin === c.pageOrigin &&
        seen.at !== null &&
        seen.at <= startedAt,
    );
    const lifetime = earlier === undefined ? null : keptBy(earlier.maxAge, c.browser).seconds;
    const until = earlier?.at != null && lifetime !== null ? earlier.at + lifetime * 1000 : null;
    return {
      on: 'preflight',
      hop: null,
      confidence: earlier === undefined ? 'likely' : 'certain',
      params: {
        url: hop.request.url,
        lifetime,
        until,
        seconds: earlier?.at == null ? null : Math.round((startedAt - earlier.at) / 1000),
      },
    };
  },

  words: ({ url, lifetime, seconds }) => ({
    title: 'The preflight was answered from the preflight cache',
    explanation: `No \`OPTIONS\` went to ${wire(hostOf(url))}${
      lifetime === null || seconds === null
        ? ', so an earlier answer still holds; it was not recorded here'
        : `: the answer of ${seconds} s ago is kept for ${lifetime} s`
    }. A change on the server shows only after that – or at once with “Disable cache” in DevTools.`,
    short: 'preflight from cache',
  }),
});
