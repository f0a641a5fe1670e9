import type { Exchange, Request } from './exchange';

/** An exchange of one request that never left the browser: nothing of it was on the wire. */
export function neverLeft({
  method,
  url,
  network,
  ...about
}: Omit<Exchange, 'hops'> & Pick<Request, 'method' | 'url' | 'network'>): Exchange {
  const request = {
    method,
    url,
    headerList: null,
    composedHeaderList: null,
    startedAt: about.startedAt,
    sentAt: null,
    network,
  };
  return { ...about, hops: [{ request, preflight: null, response: null }] };
}
