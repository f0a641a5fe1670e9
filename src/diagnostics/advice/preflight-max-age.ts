import { get } from '../../fetch-standard/header-list';
import { DEFAULT, LONGEST } from '../../fetch-standard/preflight-max-age';
import { defineHint } from '../hint';
import { wire } from '../wire';
import { passedAnswers } from './readable-answer';

/** How long browsers keep this preflight's answer, where that is not what the server seems to want. */
export const preflightMaxAge = defineHint({
  id: 'preflight-max-age',
  headerHelps: true,
  spec: { algorithm: 'CORS-preflight fetch', step: '7.8' },

  find(c) {
    const answer = passedAnswers(c).find((a) => a.on === 'preflight');
    if (answer === undefined) return null;
    const value = get(answer.headerList, 'Access-Control-Max-Age');
    const kind =
      value === null
        ? 'absent'
        : !/^\d+$/.test(value)
          ? 'malformed'
          : Number(value) === 0
            ? 'zero'
            : Number(value) > LONGEST.chromium
              ? 'above cap'
              : null;
    if (kind === null) return null;
    return { on: 'preflight', hop: answer.hop, confidence: 'certain', params: { kind, value } } as const;
  },

  words: ({ kind, value }) => {
    switch (kind) {
      case 'absent':
        return {
          title: `Browsers keep this preflight for ${DEFAULT} seconds`,
          explanation: `Without \`Access-Control-Max-Age\` most calls are made twice, \`OPTIONS\` first. Answer \`Access-Control-Max-Age: 600\` once the rules are settled; Safari keeps it that long, Chrome up to ${LONGEST.chromium} seconds, Firefox up to ${LONGEST.firefox}.`,
          short: 'no preflight max-age',
        };
      case 'zero':
        return {
          title: 'Every call is made twice: the preflight may not be kept',
          explanation: `\`Access-Control-Max-Age: 0\` makes the browser ask with \`OPTIONS\` before each call. That is good while you change the rules; later answer \`Access-Control-Max-Age: 600\`.`,
          short: 'preflight never kept',
        };
      case 'malformed':
        return {
          title: `${wire(`Access-Control-Max-Age: ${value ?? ''}`)} is no number of seconds`,
          explanation: `Chrome and Safari keep the preflight for ${DEFAULT} seconds then, Firefox not at all. Answer whole seconds, once: \`Access-Control-Max-Age: 600\`.`,
          short: 'max-age is no number',
        };
      case 'above cap':
        return {
          title: `${wire(`Access-Control-Max-Age: ${value ?? ''}`)} is more than browsers keep`,
          explanation: `Safari keeps a preflight for ${LONGEST.webkit} seconds at most, Chrome for ${LONGEST.chromium}, Firefox for ${LONGEST.firefox}. Nothing breaks; count on the least.`,
          short: 'max-age above the caps',
        };
    }
  },
});
