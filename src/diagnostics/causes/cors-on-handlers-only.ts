import { isOkStatus } from '../../fetch-standard/status';
import { defineHint } from '../hint';
import { allowsOrigin, othersFor, pathOf } from '../recording';
import { hostOf, wire } from '../wire';
import { answerThatAllowsNobody } from './blocked-answer';

/** Other requests to this server are answered with the header, `OPTIONS` is not. */
export const corsOnHandlersOnly = defineHint({
  id: 'cors-on-handlers-only',
  headerHelps: true,

  find(c) {
    const answer = answerThatAllowsNobody(c);
    if (answer === null || answer.on !== 'preflight' || !isOkStatus(answer.status)) return null;
    const others = othersFor(c.recording, c.exchange, answer.url);
    const good = [...others.path, ...others.server].find(
      (sighted) => sighted.on === 'response' && allowsOrigin(sighted, answer.origin),
    );
    if (good === undefined) return null;
    const samePath = pathOf(good.url) === pathOf(answer.url);
    return {
      on: answer.on,
      hop: answer.hop,
      confidence: samePath ? 'certain' : 'likely',
      params: { url: answer.url, good: { method: good.method, url: good.url }, method: answer.method },
    };
  },

  words: ({ url, good, method }) => ({
    title: 'CORS headers on answers, none on `OPTIONS`',
    explanation: `${wire(hostOf(url))} answered ${wire(`${good.method} ${pathOf(good.url)}`)} with \`Access-Control-Allow-Origin\`, but \`OPTIONS\` without. ${wire(method)} needs a preflight: let the same layer answer \`OPTIONS\`, with the methods and headers too.`,
    short: 'OPTIONS without CORS',
  }),
});
