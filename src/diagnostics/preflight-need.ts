import type { Exchange, Hop } from '../exchange/exchange';
import { corsUnsafeRequestHeaders, type UnsafeHeader } from '../fetch-standard/cors-unsafe-request-header-names';
import { departuresOf } from '../fetch-standard/departures';
import type { HeaderList } from '../fetch-standard/header-list';
import { isForbiddenRequestHeader } from '../fetch-standard/header-names';
import { isCorsSafelistedMethod } from '../fetch-standard/method';
import { answered, requestedNames } from './answers';
import type { Case } from './case';
import type { PreflightNeed, PreflightTrigger } from './verdict';
import { wire } from './wire';

/** Why a preflight was needed on the hop that matters – the one that failed, else the last under CORS. */
export function preflightNeedOf(c: Case): PreflightNeed {
  const index = c.failures[0]?.subject.hop ?? c.relations.lastIndexOf('cors');
  const hop = c.exchange.hops[index];
  if (hop === undefined) return { needed: c.relation === 'unknown' ? null : false, answeredFrom: null, triggers: [] };

  const triggers = triggersOf(c.exchange, hop);
  const needed = hop.preflight !== null || triggers.length > 0 || (knowsHeaders(c.exchange, hop) ? false : null);
  const sent = answered(hop.response) !== null || (c.browser === 'chromium' && hop.request.headerList !== null);
  return {
    needed,
    answeredFrom:
      hop.preflight !== null
        ? answered(hop.preflight.response) !== null
          ? 'server'
          : null
        : needed === true && sent
          ? 'preflight cache'
          : null,
    triggers,
  };
}

function triggersOf(exchange: Exchange, hop: Hop): readonly PreflightTrigger[] {
  // Elements, fonts and style sheets do not set the unsafe-request flag: nothing of theirs makes a preflight.
  if (hop.preflight === null && !setsUnsafeRequestFlag(exchange)) return [];
  const triggers: PreflightTrigger[] = [];
  const { method } = hop.request;
  if (!isCorsSafelistedMethod(method)) triggers.push({ kind: 'method', method });
  for (const header of unsafeHeadersOf(exchange, hop)) triggers.push(header);
  if (exchange.page?.uploadListener === true) triggers.push({ kind: 'upload listener' });
  if (exchange.page?.streamBody === true) triggers.push({ kind: 'stream body' });
  return triggers;
}

function unsafeHeadersOf(exchange: Exchange, hop: Hop): PreflightTrigger[] {
  const sent = hop.request.composedHeaderList ?? hop.request.headerList;
  if (hop.preflight === null) {
    const own = sent === null ? [] : ownHeaders(exchange, sent);
    return corsUnsafeRequestHeaders(own, departuresOf(exchange.browser)).map(asTrigger);
  }
  // The browser's own list. The values show only if the request was sent after all.
  const values = sent === null ? null : valuesByName(sent);
  return requestedNames(hop.preflight).map((name): PreflightTrigger => {
    const value = values?.get(name) ?? null;
    const [unsafe] = value === null ? [] : corsUnsafeRequestHeaders([[name, value]]);
    return unsafe !== undefined ? asTrigger(unsafe) : { kind: 'header', name, value, ...reasonByName(name) };
  });
}

/** Repeated headers joined, as the standard gets them. */
function valuesByName(headerList: HeaderList): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const [name, value] of headerList) {
    const before = values.get(name.toLowerCase());
    values.set(name.toLowerCase(), before === undefined ? value : `${before}, ${value}`);
  }
  return values;
}

const asTrigger = ({ name, value, reason }: UnsafeHeader): PreflightTrigger => {
  switch (reason.why) {
    case 'name':
      return { kind: 'header', name, value, ...reasonByName(name) };
    case 'length':
      return {
        kind: 'header',
        name,
        value,
        broke: `its value has ${reason.length} bytes; up to 128 need no preflight`,
        avoid: 'Shorten the value to 128 bytes',
      };
    case 'byte':
      return {
        kind: 'header',
        name,
        value,
        broke: `its value holds ${wire(reason.byte)}, a character that needs a preflight`,
        avoid: `Leave ${wire(reason.byte)} out of the value`,
      };
    case 'content type':
      return {
        kind: 'header',
        name,
        value,
        broke:
          reason.essence === null
            ? 'its value is no MIME type'
            : `${wire(reason.essence)} is none of the three types that need no preflight`,
        avoid: plainContentType,
      };
    case 'range':
      return {
        kind: 'header',
        name,
        value,
        broke: 'only a single range with a start, like `bytes=0-499`, needs no preflight',
        avoid: 'Ask for one range with a start: `bytes=0-499`',
      };
    case 'sum of lengths':
      return {
        kind: 'header',
        name,
        value,
        broke: `the safelisted headers add up to ${reason.sum} bytes; up to 1024 need no preflight`,
        avoid: 'Shorten the values to 1024 bytes together',
      };
  }
};

const plainContentType =
  'Only `text/plain`, `multipart/form-data` and `application/x-www-form-urlencoded` go without a preflight';

/** For a header of which only the name is known, or whose name says it all. */
function reasonByName(name: string): { broke: string; avoid: string | null } {
  switch (name) {
    case 'content-type':
      return { broke: 'its value is none of the three types that need no preflight', avoid: plainContentType };
    case 'accept':
    case 'accept-language':
    case 'content-language':
      return {
        broke: 'its value is longer than 128 bytes or holds a character that needs a preflight',
        avoid: 'Shorten or simplify the value',
      };
    case 'range':
      return { broke: 'only a single range with a start, like `bytes=0-499`, needs no preflight', avoid: null };
    case 'authorization':
      return { broke: 'every `Authorization` header needs a preflight', avoid: null };
    case 'x-requested-with':
      return {
        broke: 'the name is not safelisted',
        avoid: 'Leave it out unless the server relies on it: libraries add it out of habit',
      };
    case 'cache-control':
    case 'pragma':
      return { broke: 'the name is not safelisted', avoid: 'Use the option `cache` of `fetch()` instead' };
    default:
      return name.startsWith('access-control-')
        ? { broke: 'the name is not safelisted', avoid: 'Leave it out: it is a header of the server’s answer' }
        : { broke: 'the name is not safelisted', avoid: null };
  }
}

/** Headers of a sent request that the page may have set: without those that browsers add themselves. */
export function ownHeaders(exchange: Exchange, headerList: HeaderList): HeaderList {
  const named = exchange.page === null ? null : new Set(exchange.page.headerNames);
  return headerList.filter(([name, value]) => {
    const lowerCaseName = name.toLowerCase();
    if (isForbiddenRequestHeader(name, value)) return false;
    // A body brings its Content-Type without the page naming it.
    if (named !== null) return named.has(lowerCaseName) || lowerCaseName === 'content-type';
    return !addedByBrowsers.has(lowerCaseName);
  });
}

/** Not forbidden to scripts, but usually the browser's: reloads, revalidation, hints, event streams, Google's own. */
const addedByBrowsers = new Set([
  'alt-used',
  'cache-control',
  'if-modified-since',
  'if-none-match',
  'if-range',
  'if-unmodified-since',
  'last-event-id',
  'pragma',
  'priority',
  'purpose',
  'save-data',
  'upgrade-insecure-requests',
  'user-agent',
  'x-client-data',
]);

function setsUnsafeRequestFlag(exchange: Exchange): boolean {
  return exchange.resourceType === 'xmlhttprequest' || exchange.resourceType === 'other';
}

function knowsHeaders(exchange: Exchange, hop: Hop): boolean {
  return hop.request.headerList !== null || exchange.page !== null || !setsUnsafeRequestFlag(exchange);
}
