import { parsedUrl } from '../../fetch-standard/origin';
import { wire } from '../wire';

/** How `Access-Control-Allow-Origin` differs from the origin it should have named. The most telling one wins. */
export type OriginSlip =
  | 'null value'
  | 'wildcard in host'
  | 'quotes'
  | 'missing scheme'
  | 'not an origin'
  | 'trailing slash'
  | 'case'
  | 'default port'
  | 'trailing dot'
  | 'path'
  | 'own origin'
  | 'loopback name'
  | 'scheme'
  | 'port missing'
  | 'port'
  | 'www'
  | 'sub-domain'
  | 'parent domain'
  | 'sibling domain'
  | 'environment'
  | 'other origin';

/**
 * @param origin what the request's `Origin` header said, serialized, not `null`
 * @param allowed the value of `Access-Control-Allow-Origin`, different from `origin`
 * @param requestUrl to notice a server that names itself
 */
export function originSlip(origin: string, allowed: string, requestUrl: string): OriginSlip {
  if (/^null$/i.test(allowed)) return 'null value';
  if (/^["'<]/.test(allowed) && /["'>]$/.test(allowed)) return 'quotes';
  if (allowed.length > 2048) return 'not an origin';
  if (allowed.includes('*')) return 'wildcard in host';
  if (allowed === `${origin}/`) return 'trailing slash';

  const wanted = parsedUrl(origin);
  if (wanted === null) return 'other origin';
  const given = parsedUrl(allowed);
  // "localhost:3000" parses, with "localhost" for a scheme; "app.example" does not parse at all.
  if (given === null || !allowed.includes('://')) {
    const withScheme = parsedUrl(`${wanted.protocol}//${allowed}`);
    const host = withScheme?.hostname ?? '';
    return withScheme !== null && (host.includes('.') || host === 'localhost') && /^[\w.:[\]-]+\/?$/.test(allowed)
      ? 'missing scheme'
      : 'not an origin';
  }

  if (given.origin === wanted.origin) {
    if (allowed.toLowerCase() === origin) return 'case';
    if (/:\d+\/?$/.test(allowed) && !/:\d+$/.test(origin)) return 'default port';
    return 'path';
  }
  if (given.hostname === `${wanted.hostname}.`) return 'trailing dot';
  if (given.origin === parsedUrl(requestUrl)?.origin) return 'own origin';

  const sameScheme = given.protocol === wanted.protocol;
  const samePort = given.port === wanted.port;
  if (given.hostname === wanted.hostname) {
    if (samePort) return 'scheme';
    if (sameScheme) return given.port === '' ? 'port missing' : 'port';
    return given.port === '' && wanted.port === '' ? 'scheme' : 'port';
  }
  const givenLoopback = isLoopbackName(given.hostname);
  const wantedLoopback = isLoopbackName(wanted.hostname);
  if (givenLoopback && wantedLoopback) return 'loopback name';
  if (givenLoopback !== wantedLoopback) return 'environment';
  if (sameScheme && samePort) {
    if (given.hostname === `www.${wanted.hostname}` || wanted.hostname === `www.${given.hostname}`) return 'www';
    if (given.hostname.endsWith(`.${wanted.hostname}`)) return 'sub-domain';
    if (wanted.hostname.endsWith(`.${given.hostname}`)) return 'parent domain';
    if (parentDomain(given.hostname) !== null && parentDomain(given.hostname) === parentDomain(wanted.hostname)) {
      return 'sibling domain';
    }
  }
  return 'other origin';
}

export function isLoopbackName(hostname: string): boolean {
  return hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]' || /^127\./.test(hostname);
}

/** Without the first label, if at least two are left. No public suffix list: this only words a hint. */
function parentDomain(hostname: string): string | null {
  const rest = hostname.slice(hostname.indexOf('.') + 1);
  return rest.includes('.') && !/^[\d.]+$/.test(hostname) ? rest : null;
}

/** What is wrong with `allowed`, in words; no full stop. */
export function slipInWords(slip: OriginSlip, origin: string, allowed: string): string {
  const a = wire(allowed);
  const o = wire(origin);
  switch (slip) {
    case 'null value':
      return `${a} stands for documents without an origin (sandboxed frames, files), not for ${o}`;
    case 'quotes':
      return `${a} carries quotes, which are part of the value here: leave them off`;
    case 'wildcard in host':
      return `${a} is compared as it stands: the header knows no patterns, only one whole origin or a lone \`*\``;
    case 'missing scheme':
      return `${a} lacks the scheme: an origin is written in full, ${o}`;
    case 'not an origin':
      return `${a} is not an origin: the header takes scheme, host and port, like ${o}`;
    case 'trailing slash':
      return `An origin has no path, so ${a} is not ${o}: leave the slash off`;
    case 'path':
      return `${a} is a URL; an origin ends after host and port: ${o}`;
    case 'case':
      return `${a} and ${o} differ in upper and lower case, and the two are compared byte for byte`;
    case 'default port':
      return `${a} spells out the default port; browsers leave it off, so write ${o}`;
    case 'trailing dot':
      return `${a} ends its host with a dot; ${o} does not, and the two are compared byte for byte`;
    case 'own origin':
      return `${a} is the server's own origin; the header names the page that asks, ${o}`;
    case 'loopback name':
      return `${a} and ${o} may be the same machine, but they are different origins`;
    case 'scheme':
      return `${a} and ${o} differ in their scheme, which makes them different origins`;
    case 'port missing':
      return `${a} lacks the port: this page is ${o}`;
    case 'port':
      return `${a} and ${o} differ in their port, which makes them different origins`;
    case 'www':
      return `${a} and ${o} differ by \`www.\`, which makes them different origins`;
    case 'sub-domain':
    case 'parent domain':
    case 'sibling domain':
      return `${a} and ${o} are different hosts; allowing one says nothing about the other`;
    case 'environment':
      return `${a} belongs to another environment than ${o}: the server's list was made for the other one`;
    case 'other origin':
      return `The server allows ${a}; this page is ${o}`;
  }
}
