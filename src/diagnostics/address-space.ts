import { parsedUrl } from '../fetch-standard/origin';

/** https://wicg.github.io/local-network-access/#ip-address-space; `unknown`: a name says nothing about its address. */
export type AddressSpace = 'loopback' | 'local' | 'public' | 'unknown';

/** The space of the address a URL names itself. A public name may still resolve to a private address. */
export function addressSpaceOfUrl(url: string): AddressSpace {
  const hostname = parsedUrl(url)?.hostname;
  return hostname === undefined ? 'unknown' : addressSpaceOf(hostname);
}

/** @param host an IP address, with or without brackets, or a name */
export function addressSpaceOf(host: string): AddressSpace {
  const bare = host.replace(/^\[|\]$/g, '').toLowerCase();
  const v4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(bare) ?? mappedV4(bare);
  if (v4 !== null) return spaceOfV4(Number(v4[1]), Number(v4[2]), Number(v4[3]), Number(v4[4]));
  if (bare.includes(':')) return spaceOfV6(bare);
  if (bare === 'localhost' || bare.endsWith('.localhost')) return 'loopback';
  if (bare.endsWith('.local')) return 'local';
  return 'unknown';
}

function mappedV4(bare: string): RegExpExecArray | null {
  return /^::ffff:(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(bare);
}

/** The ranges are Chromium's; the draft also counts 198.18.0.0/15 as loopback. */
function spaceOfV4(a: number, b: number, c: number, d: number): AddressSpace {
  if (a === 127 || (a === 0 && b === 0 && c === 0 && d === 0)) return 'loopback';
  if (
    a === 10 ||
    a === 0 ||
    (a === 172 && b >= 16 && b <= 31) ||
    (a === 192 && b === 168) ||
    (a === 169 && b === 254) ||
    (a === 100 && b >= 64 && b <= 127)
  ) {
    return 'local';
  }
  return 'public';
}

function spaceOfV6(bare: string): AddressSpace {
  if (bare === '::1' || bare === '::') return 'loopback';
  const first = Number.parseInt(bare.split(':')[0] || '0', 16);
  // fc00::/7, fe80::/10, fec0::/10, 2001:db8::/32, 3fff::/20
  if ((first & 0xfe00) === 0xfc00 || (first & 0xffc0) === 0xfe80 || (first & 0xffc0) === 0xfec0) return 'local';
  if (/^2001:0?db8:/.test(bare) || /^3fff:0?[0-9a-f]{0,3}:/.test(bare)) return 'local';
  return 'public';
}

/** https://w3c.github.io/webappsec-secure-contexts/#is-origin-trustworthy, for serialized origins. */
export function isTrustworthy(origin: string): boolean {
  const parsed = parsedUrl(origin);
  if (parsed === null) return false;
  if (parsed.protocol !== 'http:') return parsed.protocol !== 'ftp:';
  return addressSpaceOf(parsed.hostname) === 'loopback' && parsed.hostname !== '0.0.0.0' && parsed.hostname !== '[::]';
}
