import type { Browser } from '../exchange/exchange';
import { maxAgeOf } from '../fetch-standard/cors-preflight-fetch';
import { get, type HeaderList } from '../fetch-standard/header-list';

/** How long each browser keeps a preflight's answer at most, in seconds. */
export const longestPreflight: Readonly<Record<Browser, number>> = { chromium: 7200, firefox: 86_400, webkit: 600 };

/** Without `Access-Control-Max-Age`, in seconds. https://fetch.spec.whatwg.org/#cors-preflight-fetch-0 step 7.9 */
export const defaultPreflightLifetime = 5;

/**
 * How long this browser keeps this preflight answer, in seconds; 0: not at all. Measured in Chromium 156 and Firefox 153,
 * read in WebKit's source. Says nothing about DevTools' "Disable cache" and the call's own `cache` option, which bypass it.
 */
export function preflightLifetime(headerList: HeaderList, browser: Browser | null): number {
  const value = get(headerList, 'Access-Control-Max-Age');
  if (value === null) return defaultPreflightLifetime;
  const seconds = Number.parseInt(value, 10);
  switch (browser) {
    case 'firefox':
      // A value that Firefox cannot read is no lifetime at all.
      return /^\d+$/.test(value) && !firefoxForgets(headerList) ? Math.min(Number(value), longestPreflight.firefox) : 0;
    case 'chromium':
    case 'webkit':
      if (/^-\d+$/.test(value)) return 0;
      return /^\d+$/.test(value) ? Math.min(seconds, longestPreflight[browser]) : defaultPreflightLifetime;
    case null:
      return maxAgeOf(headerList);
  }
}

/** Firefox asks again each time if the answer allows methods or headers by `*`. */
function firefoxForgets(headerList: HeaderList): boolean {
  return ['Access-Control-Allow-Methods', 'Access-Control-Allow-Headers'].some((name) =>
    (get(headerList, name) ?? '').split(',').some((item) => item.trim() === '*'),
  );
}
