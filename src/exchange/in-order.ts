import type { Observation } from './observation';

/** The order in which a request meets them. */
const STAGES: readonly Observation['kind'][] = [
  'request started',
  'request headers composed',
  'request headers sent',
  'response headers received',
  'authentication asked',
  'redirected',
  'response started',
  'completed',
  'failed',
];

/**
 * Firefox hands the events that woke an event page over kind by kind: all starts, then all request headers, and so on.
 * This puts them back into the order in which they happened, which pairing depends on.
 *
 * Times are whole milliseconds, so they leave ties. Within one request the stage breaks them; between requests a preflight
 * comes after its request was sent and before that is answered, else the order of arrival holds.
 */
export function inOrder(observations: readonly Observation[]): readonly Observation[] {
  const queues = [...byRequest(observations).values()].map(orderedRequest);
  const ordered: Observation[] = [];
  const positions = queues.map(() => 0);
  while (ordered.length < observations.length) {
    let next = -1;
    for (let i = 0; i < queues.length; i++) {
      const head = queues[i]?.[positions[i] ?? 0];
      const best = next === -1 ? undefined : queues[next]?.[positions[next] ?? 0];
      if (head === undefined) continue;
      if (best === undefined || head.at < best.at || (head.at === best.at && turnOf(head) < turnOf(best))) next = i;
    }
    const taken = queues[next]?.[positions[next] ?? 0];
    if (taken === undefined) break;
    ordered.push(taken);
    positions[next] = (positions[next] ?? 0) + 1;
  }
  return ordered;
}

const stageOf = ({ kind }: Observation): number => STAGES.indexOf(kind);

/** Whose turn it is within one millisecond: requests going out, preflights, answers to requests. */
function turnOf(o: Observation): number {
  if (o.method === 'OPTIONS') return 1;
  return stageOf(o) < STAGES.indexOf('response headers received') ? 0 : 2;
}

function byRequest(observations: readonly Observation[]): Map<string, Observation[]> {
  const requests = new Map<string, Observation[]>();
  for (const o of observations) {
    const events = requests.get(o.requestId);
    if (events === undefined) requests.set(o.requestId, [o]);
    else events.push(o);
  }
  return requests;
}

function orderedRequest(events: readonly Observation[]): readonly Observation[] {
  const first = events.find(({ kind }) => kind === 'request started');
  // What a redirect leads to comes after it, also within the same millisecond.
  const rank = (o: Observation): number =>
    stageOf(o) + (first === undefined || o.url === first.url ? 0 : STAGES.length);
  return events
    .map((event, arrived) => ({ event, arrived }))
    .sort((a, b) => a.event.at - b.event.at || rank(a.event) - rank(b.event) || a.arrived - b.arrived)
    .map(({ event }) => event);
}
