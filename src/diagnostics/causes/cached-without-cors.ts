import { get } from '../../fetch-standard/header-list';
import { defineHint } from '../hint';
import { cacheSign } from '../layers';
import { othersFor, variesByOrigin } from '../recording';
import { hostOf, wire } from '../wire';
import { blockedAnswer } from './blocked-answer';

/** A copy that was made for a request without CORS, or for another origin, and handed out again. */
export const cachedWithoutCors = defineHint({
  id: 'cached-without-cors',
  headerHelps: true,

  find(c) {
    const answer = blockedAnswer(c);
    const rule = c.failures[0]?.rule.id;
    if (answer === null || answer.on !== 'response') return null;
    const missing = rule === 'allow-origin-missing';
    if (!missing && rule !== 'allow-origin-mismatch') return null;
    if (variesByOrigin(get(answer.headerList, 'Vary'))) return null;
    const sign = cacheSign(answer.headerList, c.exchange.hops[answer.hop]?.response?.fromCache ?? null);
    const { path } = othersFor(c.recording, c.exchange, answer.url);
    // Asked for without CORS before (an image, a script), so the copy may lack the header.
    const before = path.find(
      (other) => other.url === answer.url && other.relation === 'no-cors' && other.allowOrigin === null,
    );
    const elsewhere = path.find((other) => other.url === answer.url && other.allowOrigin === answer.origin);
    if (sign === null && !(missing && before !== undefined && isCacheable(answer.headerList))) return null;
    return {
      on: answer.on,
      hop: answer.hop,
      confidence:
        sign !== null && (before !== undefined || elsewhere !== undefined)
          ? 'certain'
          : sign !== null
            ? 'likely'
            : 'possible',
      params: {
        missing,
        sign,
        before: before?.resourceType ?? null,
        allowed: get(answer.headerList, 'Access-Control-Allow-Origin'),
        url: answer.url,
      },
    };
  },

  words: ({ missing, sign, before, allowed, url }) => ({
    title: missing ? 'A cached copy without CORS headers' : "A cached copy made for another page's origin",
    explanation: `${sign === null ? 'This answer can be cached' : `This answer came out of a cache (${sign})`}, and it has no \`Vary: Origin\`, so one copy serves everyone${
      missing
        ? before === null
          ? ': it was made for a request without CORS'
          : `: before, the same URL was loaded as ${wire(before)} without CORS`
        : `, with ${wire(allowed ?? '')} in it`
    }. Let ${wire(hostOf(url))} send \`Vary: Origin\` with every answer of this URL and purge the cache${missing && before !== null ? ', or load it with `crossorigin` everywhere' : ''}.`,
    short: missing ? 'cached without CORS' : 'cached for another origin',
  }),
});

function isCacheable(headerList: Parameters<typeof get>[0]): boolean {
  const control = get(headerList, 'Cache-Control') ?? '';
  if (/no-store/i.test(control)) return false;
  return (
    /max-age|public|immutable/i.test(control) ||
    get(headerList, 'Last-Modified') !== null ||
    get(headerList, 'Expires') !== null
  );
}
