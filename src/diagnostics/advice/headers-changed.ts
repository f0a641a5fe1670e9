import type { Response } from '../../exchange/exchange';
import { get, type HeaderList } from '../../fetch-standard/header-list';
import { defineHint } from '../hint';
import { wireList } from '../wire';

/** Another extension changed CORS headers between the server and the browser: the browser judged the changed ones. */
export const headersChanged = defineHint({
  id: 'headers-changed-by-extension',
  headerHelps: false,

  find(c) {
    for (const [hop, { preflight, response }] of c.exchange.hops.entries()) {
      const names = [...new Set([...changedNames(preflight?.response), ...changedNames(response)])];
      if (names.length === 0) continue;
      const on = changedNames(response).length > 0 ? 'response' : 'preflight';
      return { on, hop, confidence: 'certain', params: { names } };
    }
    return null;
  },

  words: ({ names }) => ({
    title: 'Another extension changed CORS headers',
    explanation: `The server sent other values of ${wireList(names)} than the browser judged. What you see here is not what your users will see: switch that extension off and look again.`,
    short: 'headers changed by extension',
  }),
});

function changedNames(response: Response | null | undefined): readonly string[] {
  if (response == null || response.deliveredHeaderList === null) return [];
  const delivered: HeaderList = response.deliveredHeaderList;
  return corsHeaders.filter((name) => get(response.headerList, name) !== get(delivered, name));
}

const corsHeaders = [
  'Access-Control-Allow-Origin',
  'Access-Control-Allow-Credentials',
  'Access-Control-Allow-Methods',
  'Access-Control-Allow-Headers',
  'Access-Control-Max-Age',
  'Access-Control-Expose-Headers',
];
