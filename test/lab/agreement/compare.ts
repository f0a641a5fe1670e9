import { causesOf } from './causes';
import { ANY, type PanelSide, type Preflights, type ProtocolSide } from './sides';

/** One request of the protocol, and what the panel says of it. */
export interface Compared {
  readonly protocol: ProtocolSide;
  /** null: the panel does not have it. */
  readonly panel: PanelSide | null;
  /** Empty: they agree. */
  readonly differences: readonly string[];
}

/** Pairs the two sides' requests: in the order they started, but an equal one first, for requests that are alike may be told in another order. */
export function compare(protocol: readonly ProtocolSide[], panel: readonly PanelSide[]): Compared[] {
  const free = new Map<string, PanelSide[]>();
  for (const side of panel) free.set(side.key, [...(free.get(side.key) ?? []), side]);
  const take = (key: string, wanted: (side: PanelSide) => boolean): PanelSide | null => {
    const sides = free.get(key) ?? [];
    const index = sides.findIndex(wanted);
    return index < 0 ? null : (sides.splice(index, 1)[0] ?? null);
  };

  const taken = new Map<ProtocolSide, PanelSide | null>();
  // What the panel must have is served first.
  const ordered = [...protocol].sort((a, b) => Number(isInvisible(a)) - Number(isInvisible(b)));
  for (const side of ordered) {
    const equal = take(side.key, (candidate) => differencesBetween(side, candidate).length === 0);
    if (equal) taken.set(side, equal);
  }
  const anyOf = ({ key }: ProtocolSide) => take(key, () => true);
  for (const side of ordered) if (!taken.has(side)) taken.set(side, anyOf(side));

  return protocol.flatMap((side): Compared[] => {
    const found = taken.get(side) ?? null;
    if (found) return [{ protocol: side, panel: found, differences: differencesBetween(side, found) }];
    return isInvisible(side) ? [] : [{ protocol: side, panel: null, differences: ['the panel does not have it'] }];
  });
}

function differencesBetween(protocol: ProtocolSide, panel: PanelSide): string[] {
  const differences: string[] = [];
  const { end } = protocol.request;
  if (end.state === 'failed' && end.corsError !== null) {
    if (panel.outcome !== 'blocked') differences.push(`outcome ${panel.outcome}`);
    if (panel.chromium !== end.corsError) differences.push(`blockedBy.chromium ${panel.chromium}`);
  } else if (protocol.verdict === 'allowed' || protocol.verdict === 'pending') {
    if (panel.outcome !== protocol.verdict)
      differences.push(`outcome ${panel.outcome} (${panel.chromium ?? panel.cause})`);
  } else if (panel.outcome === 'allowed' && protocol.request.delivered && protocol.verdict === 'net::ERR_ABORTED') {
    // The page got the answer and did not want the rest of it.
  } else if (protocol.request.type === 'Ping' && /ERR_ABORTED$/.test(endText(protocol))) {
    // A beacon goes on in the network after the page's side of it is gone; which of the two is told is chance.
  } else {
    if (panel.outcome !== 'failed') differences.push(`outcome ${panel.outcome} (${panel.chromium ?? panel.cause})`);
    const causes = causesOf(protocol.request);
    if (panel.cause === null || causes?.includes(panel.cause) === false) {
      differences.push(`cause ${panel.cause}, not ${causes?.join(' or ') ?? 'one that says what stopped it'}`);
    }
  }
  const expected = protocol.preflights;
  if (expected !== null) {
    const got = panel.preflights.map((preflight, hop) =>
      preflight !== null && expected[hop] === ANY ? ANY : preflight,
    );
    if (written(got) !== written(expected)) differences.push(`preflights ${written(got)}, not ${written(expected)}`);
  }
  const goesOn = protocol.request.type === 'Ping';
  if (protocol.answer !== null && !goesOn && protocol.answer !== panel.answer) {
    differences.push(`answer ${panel.answer}, not ${protocol.answer}`);
  }
  return differences;
}

const endText = ({ request: { end } }: ProtocolSide) => (end.state === 'failed' ? end.errorText : '');

/** A hop that was announced and never asked for has no preflight, and only one of the two tells of it. */
export const written = (preflights: Preflights) =>
  preflights
    .map((status) => status ?? '–')
    .join(' ')
    .replace(/( –)+$/, '');

/** What an extension is not shown, and need not know: no cross-origin request came of it. */
function isInvisible({ request, url, verdict }: ProtocolSide): boolean {
  const { end } = request;
  if (end.state === 'failed' && end.corsError !== null) return false;
  if (!/^https?:/.test(url)) return true;
  if (request.fromServiceWorker || (verdict === 'net::ERR_FAILED' && !request.reachedNetwork)) return true;
  const origins = request.hops.map((hop) => new URL(hop.url).origin);
  return origins.every((origin) => origin === new URL(request.documentUrl).origin);
}
