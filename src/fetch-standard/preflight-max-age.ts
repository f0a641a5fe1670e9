import type { Browser } from '../exchange/exchange';
import { get, type HeaderList } from './header-list';

/** How long a browser keeps a preflight answer, and by which rule. */
export interface Kept {
  /** 0: it is not kept. */
  readonly seconds: number;
  readonly because: 'asked for' | 'cut off' | 'no header' | 'unreadable header' | 'zero';
  /** What the server asked for, in seconds; null: nothing readable. */
  readonly asked: number | null;
}

/**
 * The longest each engine keeps an answer, in seconds. Chromium: kMaxTimeout, services/network/cors/preflight_result.cc.
 * Gecko: nsPreflightCache. WebKit: CrossOriginPreflightResultCache.
 */
export const LONGEST: Readonly<Record<Browser, number>> = { chromium: 7_200, firefox: 86_400, webkit: 600 };

/** https://fetch.spec.whatwg.org/#http-access-control-max-age: five seconds when the header is missing or cannot be parsed. */
export const DEFAULT = 5;

/**
 * How long the answer to a preflight is kept.
 * The engines differ over values that are no number: Gecko keeps nothing then, the others five seconds (measured).
 */
export const preflightMaxAge = (headerList: HeaderList, browser: Browser | null): Kept =>
  keptBy(get(headerList, 'Access-Control-Max-Age'), browser);

/** @param value of the answer's `Access-Control-Max-Age`; null: it has none */
export function keptBy(value: string | null, browser: Browser | null): Kept {
  if (value === null) return { seconds: DEFAULT, because: 'no header', asked: null };
  if (!/^[+-]?\d+$/.test(value.trim())) {
    return { seconds: browser === 'firefox' ? 0 : DEFAULT, because: 'unreadable header', asked: null };
  }
  const asked = Number(value);
  if (asked <= 0) return { seconds: 0, because: 'zero', asked };
  const longest = LONGEST[browser ?? 'chromium'];
  return asked > longest
    ? { seconds: longest, because: 'cut off', asked }
    : { seconds: asked, because: 'asked for', asked };
}
