import { defineHint } from '../hint';
import { othersFor } from '../recording';
import { hostOf, wire } from '../wire';
import { blockedAnswer } from './blocked-answer';

/** Whoever asks, the server names the same origin: one value is written into its configuration. */
export const fixedOrigin = defineHint({
  id: 'fixed-origin',
  headerHelps: true,

  find(c) {
    const answer = blockedAnswer(c);
    const first = c.failures[0];
    if (answer === null || first?.rule.id !== 'allow-origin-mismatch') return null;
    const allowed = String(first.params['allowed']);
    const { server } = othersFor(c.recording, c.exchange, answer.url);
    const named = server.filter((other) => other.allowOrigin !== null && other.origin !== null);
    if (named.length === 0 || named.some((other) => other.allowOrigin !== allowed)) return null;
    const askers = new Set(named.map((other) => other.origin));
    const confidence = askers.size > 1 || !askers.has(answer.origin) ? ('certain' as const) : ('likely' as const);
    return {
      on: answer.on,
      hop: answer.hop,
      confidence,
      params: { allowed, count: named.length + 1, url: answer.url, origin: answer.origin },
    };
  },

  words: ({ allowed, count, url, origin }) => ({
    title: `The server always names ${wire(allowed)}`,
    explanation: `All ${count} answers of ${wire(hostOf(url))} in this recording carry the same origin, so one value is written into its configuration. Add ${origin === 'null' ? "the page's real origin" : wire(origin)}, and let the server answer the one that asks, with \`Vary: Origin\`.`,
    short: 'one origin hard-coded',
  }),
});
