import { get } from '../../fetch-standard/header-list';
import { parsedUrl } from '../../fetch-standard/origin';
import { addressSpaceOf } from '../address-space';
import { defineHint } from '../hint';
import { hostOf, wire } from '../wire';
import { readableAnswer } from './readable-answer';

/** In a private network being able to reach a server often is the permission to read it; `*` shares that with every site. */
export const wildcardOnPrivateHost = defineHint({
  id: 'wildcard-on-private-host',
  headerHelps: true,

  find(c) {
    const answer = readableAnswer(c);
    if (answer === null || get(answer.headerList, 'Access-Control-Allow-Origin') !== '*') return null;
    const host = parsedUrl(answer.url)?.hostname ?? '';
    const space = addressSpaceOf(host);
    const named = /(?:^|[.-])(?:intranet|internal|corp|lan|private|admin|staging|vpn)(?:[.-]|$)/i.test(host);
    // One's own machine is where development happens.
    if (space !== 'local' && !named) return null;
    return {
      on: 'response',
      hop: answer.hop,
      confidence: space === 'local' ? 'likely' : 'possible',
      params: { url: answer.url },
    };
  },

  words: ({ url }) => ({
    title: '`*` on a host that looks private',
    explanation: `Every website that one of your colleagues opens may read what ${wire(hostOf(url))} answers to them, for it is their browser that asks. If that is not meant for all, name the origins that may.`,
    short: '* on a private host',
  }),
});
