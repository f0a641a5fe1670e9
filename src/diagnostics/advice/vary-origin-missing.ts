import { get } from '../../fetch-standard/header-list';
import { defineHint } from '../hint';
import { othersFor, variesByOrigin } from '../recording';
import { hostOf, wire } from '../wire';
import { readableAnswer } from './readable-answer';

/** The answer names one origin and caches are not told, so the next page may get a copy that names another. */
export const varyOriginMissing = defineHint({
  id: 'vary-origin-missing',
  headerHelps: true,

  find(c) {
    const answer = readableAnswer(c);
    if (answer === null || answer.origin === 'null' || answer.method !== 'GET') return null;
    const allowed = get(answer.headerList, 'Access-Control-Allow-Origin');
    if (allowed !== answer.origin || variesByOrigin(get(answer.headerList, 'Vary'))) return null;
    const { path } = othersFor(c.recording, c.exchange, answer.url);
    const other = path.find((seen) => seen.on === 'response' && seen.status < 400 && seen.allowOrigin !== allowed);
    const noStore = /no-store/i.test(get(answer.headerList, 'Cache-Control') ?? '');
    if (other === undefined && (noStore || !mayBeStored(answer.headerList))) return null;
    return {
      on: 'response',
      hop: answer.hop,
      confidence: other === undefined ? 'possible' : 'certain',
      params: { allowed, other: other === undefined ? null : (other.allowOrigin ?? 'nothing'), url: answer.url },
    };
  },

  words: ({ allowed, other, url }) => ({
    title: '`Vary: Origin` is missing',
    explanation: `${wire(hostOf(url))} answered ${wire(allowed)}${
      other === null
        ? ''
        : other === 'nothing'
          ? ', and at another time no origin at all'
          : `, and at another time ${wire(other)}`
    }, without \`Vary: Origin\`; a cache may hand this copy to a page of another origin, which then is blocked. Send \`Vary: Origin\` with every answer of this URL, also with those to requests without \`Origin\`.`,
    short: 'Vary: Origin is missing',
  }),
});

const mayBeStored = (headerList: Parameters<typeof get>[0]): boolean =>
  /max-age=[1-9]|public|s-maxage|immutable/i.test(get(headerList, 'Cache-Control') ?? '') ||
  get(headerList, 'Expires') !== null;
