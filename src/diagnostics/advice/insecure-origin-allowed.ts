import { get } from '../../fetch-standard/header-list';
import { isTrustworthy } from '../address-space';
import { defineHint } from '../hint';
import { hostOf, wire } from '../wire';
import { readableAnswer } from './readable-answer';

/** Whoever sits on the network can put words into an http page, and reads the https answer through it. */
export const insecureOriginAllowed = defineHint({
  id: 'insecure-origin-allowed',
  headerHelps: true,

  find(c) {
    const answer = readableAnswer(c);
    if (answer === null || !/^https:/i.test(answer.url)) return null;
    const allowed = get(answer.headerList, 'Access-Control-Allow-Origin') ?? '';
    if (!allowed.startsWith('http://') || isTrustworthy(allowed)) return null;
    const credentials = get(answer.headerList, 'Access-Control-Allow-Credentials') === 'true';
    return {
      on: 'response',
      hop: answer.hop,
      confidence: 'certain',
      params: { allowed, url: answer.url, credentials },
    };
  },

  words: ({ allowed, url, credentials }) => ({
    title: 'An https server allows an http origin',
    explanation: `${wire(hostOf(url))} lets ${wire(allowed)} read its answers${credentials ? ', with credentials' : ''}; whoever can change that page on its way over the network reads them too. Serve the page over https and allow only that.`,
    short: 'http origin is allowed',
  }),
});
