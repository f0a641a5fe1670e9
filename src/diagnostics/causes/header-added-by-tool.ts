import { requestedNames } from '../answers';
import { defineHint } from '../hint';
import { toolOf } from '../near-miss/tool-headers';
import { wireList } from '../wire';
import { blockedAnswer } from './blocked-answer';

/** Monitoring libraries and extensions put headers into every request, also into those of other servers. */
export const headerAddedByTool = defineHint({
  id: 'header-added-by-tool',
  headerHelps: true,

  find(c) {
    const answer = blockedAnswer(c);
    if (answer === null || answer.on !== 'preflight') return null;
    const preflight = c.exchange.hops[answer.hop]?.preflight;
    if (preflight == null) return null;
    const first = c.failures[0];
    const blockedByHeaders = first?.rule.id === 'request-header-not-allowed';
    const own = new Set(c.exchange.page?.headerNames ?? []);
    const all = requestedNames(preflight);
    const names = all.filter((name) => toolOf(name) !== null && !own.has(name));
    if (names.length === 0) return null;
    const missing = blockedByHeaders && Array.isArray(first.params['names']) ? first.params['names'] : [];
    const blames = names.filter((name) => missing.includes(name));
    // Without them there would be no preflight, or it would pass.
    if (blames.length === 0 && names.length < all.length) return null;
    const tools = [...new Set(names.flatMap((name) => toolOf(name) ?? []))];
    const only = blockedByHeaders && blames.length === missing.length;
    return {
      on: answer.on,
      hop: answer.hop,
      ...(blockedByHeaders && { check: 'Access-Control-Allow-Headers' }),
      confidence: only ? 'certain' : 'likely',
      params: { names, tools },
    };
  },

  words: ({ names, tools }) => ({
    title: `${names.length === 1 ? 'A header' : 'Headers'} that your code did not write`,
    explanation: `${wireList(names)} ${names.length === 1 ? 'comes' : 'come'} from ${tools.join(' and ')}, which ${names.length === 1 ? 'adds it' : 'adds them'} to requests of the page, and every such header needs a preflight. Tell the tool to leave this server out, or let the server list ${names.length === 1 ? 'it' : 'them'} in \`Access-Control-Allow-Headers\`.`,
    short: 'header added by a tool',
  }),
});
