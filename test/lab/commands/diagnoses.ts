import { diagnose } from '../../../src/diagnostics/diagnose';
import type { Outcome } from '../../../src/diagnostics/verdict';
import type { Exchange } from '../../../src/exchange/exchange';
import { logListener, type PanelWorld } from '../../support/log-listener';
import { scenarioOf } from '../run';

/** What DevTools' network entries add comes a little after the end of a request. ms */
const QUIET = 300;

/**
 * Prints a line for every exchange that ended, as the panel's own log tells of it.
 * @returns `finish`: prints what is still open and returns one line that counts.
 */
export function diagnosesOf(panel: PanelWorld, print: (line: string) => void): { finish(): Promise<string> } {
  const open = new Map<string, { exchange: Exchange; since: number }>();
  const printed = new Set<string>();
  const counts: Record<Outcome, number> = { allowed: 0, blocked: 0, failed: 0, pending: 0 };
  let finishing = false;

  const printOne = (exchange: Exchange) => {
    open.delete(exchange.id);
    printed.add(exchange.id);
    const verdict = diagnose(exchange);
    if (verdict.relation === 'same-origin' || verdict.relation === 'navigate') return;
    counts[verdict.outcome] += 1;
    const why = verdict.cause ?? verdict.blockedBy;
    const { method, url } = exchange.hops[0].request;
    const words = why ? `– ${why.title.replaceAll('`', '')}` : '';
    print(`${verdict.outcome.padEnd(7)}  ${method} ${legible(url)} ${words}`.trimEnd());
  };

  const following = (async () => {
    const log = await logListener(panel);
    while (!finishing) {
      for (const exchange of await log.next()) {
        if (!printed.has(exchange.id)) open.set(exchange.id, { exchange, since: Date.now() });
      }
      for (const { exchange, since } of open.values()) {
        if (exchange.end.state !== 'pending' && Date.now() - since > QUIET) printOne(exchange);
      }
    }
  })();
  // The browser was closed: nothing more to print.
  following.catch(() => undefined);

  return {
    async finish() {
      await new Promise((resolve) => setTimeout(resolve, 2 * QUIET));
      finishing = true;
      await following;
      for (const { exchange } of open.values()) printOne(exchange);
      return Object.entries(counts)
        .map(([outcome, count]) => `${count} ${outcome}`)
        .join(', ');
    },
  };
}

/** A lab URL without the query that tells its server what to do; the scenario is its path, or named behind it. */
function legible(url: string): string {
  const scenario = scenarioOf(url);
  if (scenario === null) return url;
  const { origin, pathname } = new URL(url);
  const path = pathname.length > 60 ? `${pathname.slice(0, 60)}…` : pathname;
  return pathname === `/${scenario}` ? `${origin}${path}` : `${origin}${path} (${scenario})`;
}
