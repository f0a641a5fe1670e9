import type { Exchange, Preflight } from './exchange';
import { requestOf, withAnswer, withHeaders, withHop } from './hop-facts';
import type { Observation } from './observation';
import { type Change, type Pairing, type Place, put, retire } from './pairing-table';

/** What a preflight asks for; null: this event does not show it, or it is none. */
export function requestedMethod(o: Observation): string | null {
  if (o.kind !== 'request headers composed' && o.kind !== 'request headers sent') return null;
  return o.headerList.find(([name]) => name.toLowerCase() === 'access-control-request-method')?.[1] ?? null;
}

/** @param events all that is known of the preflight @param to the hop it was for */
export function attach(pairing: Pairing, events: readonly Observation[], to: Place): Change | null {
  const exchange = pairing.exchanges.get(to.exchange);
  const [first] = events;
  if (exchange === undefined || first === undefined) return null;
  pairing.roles.set(first.requestId, { role: 'preflight', exchange: to.exchange, hop: to.hop });
  let preflight: Preflight = {
    requestId: first.requestId,
    request: requestOf(first),
    response: null,
    end: { state: 'pending' },
  };
  let changed = withHop(exchange, to.hop, (hop) => ({ ...hop, preflight }));
  for (const event of events) {
    changed = ofPreflight(pairing, changed, to.hop, event);
    preflight = changed.hops[to.hop]?.preflight ?? preflight;
  }
  return put(pairing, changed);
}

/** @returns the exchange with what this event of its preflight says */
export function ofPreflight(pairing: Pairing, exchange: Exchange, hop: number, o: Observation): Exchange {
  return withHop(exchange, hop, (h) => {
    const preflight = h.preflight;
    if (preflight === null) return h;
    switch (o.kind) {
      case 'request started':
      case 'request headers composed':
      case 'request headers sent':
        return { ...h, preflight: { ...preflight, request: withHeaders(preflight.request, o) } };
      case 'response headers received':
      case 'authentication asked':
      case 'redirected':
      case 'response started':
        return { ...h, preflight: { ...preflight, response: withAnswer(preflight.request, preflight.response, o) } };
      case 'completed':
        retire(pairing, o.requestId);
        return {
          ...h,
          preflight: {
            ...preflight,
            response: withAnswer(preflight.request, preflight.response, o),
            end: { state: 'completed', at: o.at },
          },
        };
      case 'failed':
        retire(pairing, o.requestId);
        return { ...h, preflight: { ...preflight, end: { state: 'failed', at: o.at, error: o.error } } };
    }
  });
}
