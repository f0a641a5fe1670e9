import { defineHint, type Hint } from './hint';
import { type NetworkError, networkErrorOf } from './network-error';
import type { Words } from './rule';

export interface NetworkCause {
  readonly id: string;
  /** Matches the browser's word: `net::ERR_NAME_NOT_RESOLVED`, `NS_ERROR_UNKNOWN_HOST`. */
  readonly errors: RegExp;
  words(found: NetworkError): Words;
}

/** Most look-alikes are told by one word of the browser's; these differ in that word and in what to do. */
export function defineNetworkCause(cause: NetworkCause): Hint {
  return defineHint({
    id: cause.id,
    headerHelps: false,
    firefox: 'CORSDidNotSucceed',
    find(c) {
      const found = networkErrorOf(c);
      if (found === null || !cause.errors.test(found.error)) return null;
      return { on: found.on, hop: found.hop, confidence: 'certain', params: { ...found } };
    },
    words: (found) => cause.words(found),
    says: (_, c) => ({
      chromium: null,
      // Its name notwithstanding this is Firefox's message for failures of the network.
      firefox:
        c.browser === 'chromium' || c.relation !== 'cors'
          ? null
          : `Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at ${c.exchange.hops[c.exchange.hops.length - 1]?.request.url ?? ''}. (Reason: CORS request did not succeed). Status code: (null).`,
    }),
  });
}
