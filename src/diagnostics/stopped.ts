import type { Exchange, Hop } from '../exchange/exchange';
import { get } from '../fetch-standard/header-list';
import { parsedUrl } from '../fetch-standard/origin';
import { type AddressSpace, addressSpaceOf, addressSpaceOfUrl, isTrustworthy } from './address-space';
import { answered, redirectsUnderCors } from './answers';
import { endingOf } from './ending';
import { pageOriginOf, relationsOf } from './relation';

/** Why the browser stopped a request without looking at any answer, where it calls that CORS all the same. */
export type Stopped =
  | {
      readonly kind: 'local network';
      readonly why: 'permission denied' | 'insecure context' | 'wrong address space';
      readonly space: AddressSpace;
    }
  /** HSTS, an HTTPS record or another extension: a redirect that no server sent. */
  | { readonly kind: 'preflight redirected by the browser'; readonly upgrade: boolean; readonly to: string | null }
  /** It was refused, and whoever recorded it did not keep the answer. */
  | { readonly kind: 'answer not recorded'; readonly by: string | null; readonly error: string }
  | { readonly kind: 'mode same-origin' }
  | { readonly kind: 'mode no-cors with redirect mode'; readonly redirectMode: string }
  | { readonly kind: 'scheme'; readonly scheme: string };

export interface StoppedAt {
  readonly hop: number;
  readonly on: 'request' | 'preflight';
  readonly stopped: Stopped;
}

/** null: something else ended it, or it did not end. */
export function stoppedOf(exchange: Exchange): StoppedAt | null {
  const hop = exchange.hops.length - 1;
  const last = exchange.hops[hop];
  if (last === undefined) return null;
  if (exchange.invisible !== null) {
    const stopped = beforeTheNetwork(exchange, last);
    return stopped === null ? null : { hop, on: 'request', stopped };
  }
  const unrecorded = answerNotRecorded(exchange, last);
  if (unrecorded !== null) return { hop, on: 'request', stopped: unrecorded };
  // What follows is told by what is not there.
  if (exchange.notKept !== undefined) return null;
  // Firefox ends these in words of its own, and does not speak of CORS.
  if (exchange.browser === 'firefox' || exchange.browser === 'webkit') return null;
  const ending = endingOf(exchange);
  if (ending.kind === 'unknown') return leftHttpInSilence(exchange, hop);
  const error = ending.kind === 'refused' || ending.kind === 'other' ? ending.error : '';
  if (error.startsWith('net::ERR_BLOCKED_BY_LOCAL_NETWORK_ACCESS_CHECKS')) {
    return { hop, on: 'request', stopped: localNetwork(exchange, last) };
  }
  if (error !== 'net::ERR_FAILED' || answered(last.response) !== null) return null;
  // A redirect passed, and leads to what CORS is not spoken over.
  if (hop > 0 && !/^https?:/i.test(last.request.url))
    return { hop, on: 'request', stopped: schemeOf(last.request.url) };
  return last.preflight === null ? withoutPreflight(exchange, last, hop) : withPreflight(exchange, last, hop);
}

/** A redirect to a scheme that extensions are shown nothing of; without CORS it is a failure of the network. */
function leftHttpInSilence(exchange: Exchange, hop: number): StoppedAt | null {
  const last = exchange.hops[hop];
  const before = exchange.hops[hop - 1];
  if (exchange.browser !== 'chromium' || last === undefined || before === undefined) return null;
  if (/^https?:/i.test(last.request.url)) return null;
  const relation = relationsOf(exchange)[hop - 1];
  const underCors = relation === 'cors' || redirectsUnderCors(exchange, before, relation);
  return underCors ? { hop, on: 'request', stopped: schemeOf(last.request.url) } : null;
}

/** The browser's words for a refusal, of a request to another origin, where the source keeps no refused answers. */
function answerNotRecorded(exchange: Exchange, { request, preflight, response }: Hop): Stopped | null {
  if (answered(response) !== null || !mayBeCors(exchange, request.url)) return null;
  const ending = endingOf(exchange);
  if (
    ending.kind === 'refused' &&
    ending.certain &&
    (exchange.notKept !== undefined || exchange.browser === 'webkit')
  ) {
    return { kind: 'answer not recorded', by: exchange.notKept?.by ?? null, error: ending.error };
  }
  // The preflight was answered, the page got nothing, and the file has no status that would tell why.
  return preflight?.response?.statusKnown === false && ending.kind === 'unknown'
    ? { kind: 'answer not recorded', by: null, error: 'status 0' }
    : null;
}

/** Without the headers that were sent, the mode is not known; but what kind of request it was, and where it went. */
function mayBeCors(exchange: Exchange, url: string): boolean {
  const relations = relationsOf(exchange);
  const relation = relations[relations.length - 1];
  if (relation === 'cors') return true;
  const page = pageOriginOf(exchange);
  return relation === 'unknown' && page !== null && parsedUrl(url)?.origin !== page;
}

/** Signatures measured in Chromium 156: what the two requests showed before both failed without an answer. */
function withPreflight(exchange: Exchange, { preflight, request }: Hop, hop: number): StoppedAt | null {
  if (preflight === null || answered(preflight.response) !== null) return null;
  const error = preflight.end.state === 'failed' ? preflight.end.error : '';
  if (error === 'net::ERR_BLOCKED_BY_LOCAL_NETWORK_ACCESS_CHECKS') {
    return { hop, on: 'preflight', stopped: localNetwork(exchange, { request, preflight, response: null }) };
  }
  if (error === 'net::ERR_INVALID_REDIRECT') return internalRedirect(request.url, hop);
  if (error !== 'net::ERR_FAILED') return null;
  // A preflight that failed on the network leaves its real error on the request; here both are silent.
  return preflight.request.headerList === null
    ? internalRedirect(request.url, hop)
    : { hop, on: 'preflight', stopped: localNetwork(exchange, { request, preflight, response: null }) };
}

function withoutPreflight(exchange: Exchange, { request }: Hop, hop: number): StoppedAt | null {
  if (/^(?:websocket|webtransport)$/.test(exchange.resourceType)) return null;
  const space = addressSpaceOfUrl(request.url);
  if (request.headerList !== null) {
    // Sent, never answered, and no error of the network: the connection was made, to another space than `targetAddressSpace`.
    return space === 'loopback' || space === 'local'
      ? { hop, on: 'request', stopped: { kind: 'local network', why: 'wrong address space', space } }
      : null;
  }
  // Not sent: its preflight was stopped at once, too early to be told from a request of its own.
  return isUpgradable(request.url) ? internalRedirect(request.url, hop) : null;
}

function internalRedirect(url: string, hop: number): StoppedAt {
  const upgrade = isUpgradable(url);
  const to = upgrade ? url.replace(/^http:/i, 'https:') : null;
  return { hop, on: 'preflight', stopped: { kind: 'preflight redirected by the browser', upgrade, to } };
}

/** HSTS and HTTPS records are known for names only. */
function isUpgradable(url: string): boolean {
  const parsed = parsedUrl(url);
  return parsed !== null && parsed.protocol === 'http:' && addressSpaceOf(parsed.hostname) === 'unknown';
}

function localNetwork(exchange: Exchange, hop: Hop): Stopped {
  const page = pageOriginOf(exchange);
  const ip = hop.response?.ip ?? hop.preflight?.response?.ip ?? null;
  const space = ip === null ? addressSpaceOfUrl(hop.request.url) : addressSpaceOf(ip);
  // Chromium asks the user only on behalf of secure contexts; to the others it says no at once.
  const insecure = page !== null && page !== 'null' && !isTrustworthy(page);
  return { kind: 'local network', why: insecure ? 'insecure context' : 'permission denied', space };
}

const schemeOf = (url: string): Stopped => ({
  kind: 'scheme',
  scheme: /^[a-z][a-z0-9+.-]*/i.exec(url)?.[0]?.toLowerCase() ?? '',
});

function beforeTheNetwork(exchange: Exchange, hop: Hop): Stopped | null {
  const { invisible } = exchange;
  switch (invisible?.kind) {
    case 'mode-same-origin':
      return { kind: 'mode same-origin' };
    case 'mode-no-cors-redirect':
      return { kind: 'mode no-cors with redirect mode', redirectMode: exchange.page?.redirect ?? 'manual' };
    case 'scheme-not-cors':
      return schemeOf(hop.request.url);
    case 'csp':
    case 'mixed-content':
    case 'mode-no-cors-method':
    case 'bad-port':
    case 'url-credentials':
    case 'service-worker':
    case 'unknown':
    case undefined:
      return null;
  }
}

/** The redirect that Chromium makes up for HSTS and HTTPS records; null: a server's. */
export function nonAuthoritativeReason(headerList: Hop['request']['headerList']): string | null {
  return headerList === null ? null : get(headerList, 'Non-Authoritative-Reason');
}
