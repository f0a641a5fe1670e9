import fc from 'fast-check';
import type { Exchange } from '../../../src/exchange/exchange';
import { plausibleExchanges } from '../../support/plausible-exchange';
import { session } from '../../support/session';

/**
 * What the recording is made of: a believable session, and as many again in every combination of answers that servers
 * give; the same ones every time. Paths and queries vary as an application's do.
 */
export function templates(): readonly Exchange[] {
  const plausible = fc.sample(plausibleExchanges, { numRuns: 500, seed: 20261120 });
  return plausible.flatMap((exchange, index) => [session[index % session.length]!, exchange]);
}
