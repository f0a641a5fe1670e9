import type { Browser } from '../exchange/exchange';
import type { Stage } from './rule';

/**
 * The verdict is the same everywhere, the reason is not: each engine stops at its own first failure.
 * Chromium: services/network/cors/preflight_controller.cc. Gecko: nsCORSListenerProxy.cpp, and measured (a redirected
 * preflight without `Access-Control-Allow-Origin` is "missing"). WebKit: CrossOriginAccessControl.cpp,
 * validatePreflightResponse.
 */
export const checkOrder: Readonly<Record<Browser, readonly Stage[]>> = {
  chromium: [
    'before any answer',
    'redirected preflight',
    'access control',
    'status',
    'methods syntax',
    'headers syntax',
    'method',
    'headers',
    'redirect',
  ],
  firefox: [
    'before any answer',
    'access control',
    'redirected preflight',
    'status',
    'methods syntax',
    'method',
    'headers syntax',
    'headers',
    'redirect',
  ],
  webkit: [
    'before any answer',
    'redirected preflight',
    'status',
    'access control',
    'methods syntax',
    'headers syntax',
    'method',
    'headers',
    'redirect',
  ],
};

/** A recording of an unknown browser is told in Chromium's order, the most common one. */
export const orderOf = (browser: Browser | null): readonly Stage[] => checkOrder[browser ?? 'chromium'];
