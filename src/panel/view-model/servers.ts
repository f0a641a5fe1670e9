import type { Exchange } from '../../exchange/exchange';
import type { CorsPolicy, Framework } from '../../fixes/fix';
import { frameworks } from '../../fixes/frameworks/index';
import { likelyServer } from '../../fixes/likely-server';
import { type RegressionTest, regressionTest } from '../../fixes/regression-test';
import { addressOf } from './address';

/** A server the reader may have, with its tab's words. */
export interface ServerTab {
  readonly id: string;
  /** Without what stands in brackets: a tab is narrow. */
  readonly label: string;
  readonly framework: Framework;
  readonly likely: boolean;
  /** Why we think so; '' when we do not. Backticks as in findings. */
  readonly evidence: string;
  /** How far its fixes are proven. */
  readonly proof: string;
}

/** All servers, the one the reader chose before first, then the likely one. `chosen`: a framework's id or null. */
export function serversOf(exchange: Exchange, chosen: string | null): ServerTab[] {
  const likely = likelyServer(exchange);
  const tabs = frameworks.map((framework) => {
    const isLikely = framework.id === likely?.framework.id;
    return {
      id: framework.id,
      label: framework.label.replace(/ \(.*\)$/, ''),
      framework,
      likely: isLikely,
      evidence: isLikely ? likely.evidence : '',
      proof: proofOf(framework),
    };
  });
  const rank = (tab: ServerTab): number => (tab.id === chosen ? 0 : tab.likely ? 1 : 2);
  return tabs.sort((a, b) => rank(a) - rank(b));
}

/** Under which name the reader's choice is remembered: one for each origin. */
export const choiceKey = ({ hops }: Exchange): string => `server ${addressOf(hops[0].request.url).origin}`;

const proofOf = ({ provenOn }: Framework): string =>
  provenOn === null
    ? 'Checked against documentation only: not run on a real server.'
    : `Its fixes were run on ${provenOn}, with Chromium: blocked before, allowed after, and websites that are not listed still blocked.`;

/** A test that fails on the server as it is; null where the request cannot be repeated. */
export function testOf(
  framework: Framework,
  policy: CorsPolicy,
  of: { readonly exchange: Exchange },
): RegressionTest | null {
  const { request } = of.exchange.hops[0];
  const origin = of.exchange.initiator;
  if (origin === null || origin === 'null') return null;
  return regressionTest(framework, policy, { url: request.url, method: request.method, origin });
}
