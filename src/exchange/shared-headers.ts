import type { HeaderList } from '../fetch-standard/header-list';
import type { Exchange, Request, Response } from './exchange';
import type { Observation } from './observation';

/** Beyond this many different headers the table starts anew, so that a page of random values cannot fill the memory. */
const HEADERS_AT_MOST = 20_000;
/** Long values are seldom met twice. */
const LENGTH_AT_MOST = 512;

/**
 * Most headers of a page's requests are the same over and over (`user-agent`, `sec-ch-ua`, `access-control-allow-origin`).
 * What comes through a port or a channel is a copy each time; this keeps one of each, which makes an exchange about a
 * tenth of its size.
 */
export function sharedHeaders() {
  let known = new Map<string, readonly [name: string, value: string]>();

  function list(headerList: HeaderList): HeaderList {
    return headerList.map((header) => {
      const [name, value] = header;
      if (value.length > LENGTH_AT_MOST) return header;
      const key = `${name}\n${value}`;
      const same = known.get(key);
      if (same !== undefined) return same;
      if (known.size >= HEADERS_AT_MOST) known = new Map();
      known.set(key, header);
      return header;
    });
  }

  const request = (r: Request): Request => ({
    ...r,
    headerList: r.headerList && list(r.headerList),
    composedHeaderList: r.composedHeaderList && list(r.composedHeaderList),
  });
  const response = (r: Response): Response => ({
    ...r,
    headerList: list(r.headerList),
    deliveredHeaderList: r.deliveredHeaderList && list(r.deliveredHeaderList),
  });

  return {
    ofObservation: (o: Observation): Observation => ('headerList' in o ? { ...o, headerList: list(o.headerList) } : o),
    ofExchange(exchange: Exchange): Exchange {
      const [first, ...rest] = exchange.hops.map((hop) => ({
        request: request(hop.request),
        preflight: hop.preflight && {
          ...hop.preflight,
          request: request(hop.preflight.request),
          response: hop.preflight.response && response(hop.preflight.response),
        },
        response: hop.response && response(hop.response),
      }));
      return first === undefined ? exchange : { ...exchange, hops: [first, ...rest] };
    },
  };
}
