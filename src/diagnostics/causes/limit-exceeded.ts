import { get } from '../../fetch-standard/header-list';
import { defineHint } from '../hint';
import { hostOf, wire } from '../wire';
import { answerWithoutHeaders } from './blocked-answer';

/** A limit in front of the application said no, without CORS headers. */
export const limitExceeded = defineHint({
  id: 'limit-exceeded',
  headerHelps: false,

  find(c) {
    const answer = answerWithoutHeaders(c);
    const limit = answer === null ? undefined : limits[answer.status];
    if (answer === null || limit === undefined) return null;
    const params = { status: answer.status, limit, url: answer.url, server: get(answer.headerList, 'Server') };
    return { on: answer.on, hop: answer.hop, check: 'Status', confidence: 'certain', params };
  },

  words: ({ status, limit, url, server }) => ({
    title: `Not CORS: ${limit.what}`,
    explanation: `${server === null ? 'A limit' : wire(server)} in front of ${wire(hostOf(url))} answered ${status} before the application saw the request, and without CORS headers. ${limit.todo}.`,
    short: limit.short,
  }),
});

const limits: Readonly<Record<number, { readonly what: string; readonly todo: string; readonly short: string }>> = {
  413: { what: 'the body is too large', todo: 'Send less, or raise the limit there', short: 'body too large' },
  414: { what: 'the URL is too long', todo: 'Move the data into the body', short: 'URL too long' },
  429: {
    what: 'too many requests',
    todo: 'Send fewer, wait as long as `Retry-After` says, and exempt `OPTIONS` from the limit',
    short: 'too many requests',
  },
  431: { what: 'the headers are too large', todo: 'Send less; often it is the cookies', short: 'headers too large' },
};
