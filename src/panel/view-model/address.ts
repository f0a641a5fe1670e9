/** A URL in the parts the panel shows. Never throws: what cannot be parsed is all path. */
export interface Address {
  /** Scheme, host and port; '' when unknown. */
  readonly origin: string;
  readonly host: string;
  /** Path and query, without fragment. */
  readonly path: string;
}

export function addressOf(url: string): Address {
  const known = addresses.get(url);
  if (known !== undefined) return known;
  const address = parse(url);
  if (addresses.size > 20_000) addresses.clear();
  if (url.length < 2_000) addresses.set(url, address);
  return address;
}

// Parsing a URL costs more than drawing its row; a list of 50,000 rows has few distinct URLs.
const addresses = new Map<string, Address>();

function parse(url: string): Address {
  const fragment = url.indexOf('#');
  const bare = fragment < 0 ? url : url.slice(0, fragment);
  try {
    const { origin, host, protocol } = new URL(bare);
    if (host === '') return { origin: origin === 'null' ? protocol : origin, host: '', path: bare };
    const path = bare.replace(/^[^/?]*\/\/[^/?]*/, '');
    return {
      origin: origin === 'null' ? `${protocol}//${host}` : origin,
      host,
      path: path.startsWith('/') ? path : `/${path}`,
    };
  } catch {
    return { origin: '', host: '', path: bare };
  }
}
