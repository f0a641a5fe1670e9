import type { Exchange, Response } from '../exchange/exchange';
import type { Framework } from './fix';
import { serverSigns } from './server-signs';

/**
 * What the answers themselves give away about who made them, and where they do; null: nothing.
 * The evidence is a sentence part for the reader (`x-powered-by: Express` on the response); of cookies it holds names only.
 */
export function likelyServer(exchange: Exchange): { framework: Framework; evidence: string } | null {
  const answers = answersOf(exchange);
  // A sign of the application outweighs one of the proxy before it, wherever either was seen: signs stand in that order.
  for (const { framework, seen, onlyOn } of serverSigns) {
    for (const { url, response, on } of answers) {
      if (onlyOn !== undefined && onlyOn !== on) continue;
      const what = seen(response.headerList, url);
      if (what !== null) return { framework, evidence: `${what} on the ${on}` };
    }
  }
  return null;
}

interface Answer {
  readonly url: string;
  readonly response: Response;
  readonly on: 'response' | 'preflight answer';
}

/** The last hop's answers first: that server is the one to change. */
function answersOf({ hops }: Exchange): readonly Answer[] {
  return [...hops]
    .reverse()
    .flatMap((hop) => [
      ...(hop.response ? [{ url: hop.request.url, response: hop.response, on: 'response' } as const] : []),
      ...(hop.preflight?.response
        ? [{ url: hop.request.url, response: hop.preflight.response, on: 'preflight answer' } as const]
        : []),
    ]);
}
