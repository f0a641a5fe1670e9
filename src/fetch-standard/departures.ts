/**
 * Where a browser does not do what the standard says, measured in Chromium 156 and Firefox 153 and read in WebKit's
 * source. A departure is here only if it changes what is sent or whether it passes.
 */
export interface Departures {
  /** `Access-Control-Allow-Headers: *` also covers `Authorization` (with a warning). */
  readonly authorizationCoveredByWildcard: boolean;
  /** An upload listener makes a preflight allow the request's own method when it lists none (CORS-preflight fetch step 7.4). */
  readonly flagAllowsMethod: boolean;
  /** Repeated request headers are joined before their length is measured. */
  readonly joinsRepeatedRequestHeaders: boolean;
  /** More than 1024 bytes of safelisted values make a preflight. */
  readonly limitsSumOfSafelistedLengths: boolean;
  /** Safelisted beyond the standard's five names. */
  readonly alsoSafelisted: (name: string, value: string) => boolean;
  /** On a hop with a tainted origin the preflight still says the page's origin, and is checked against it. */
  readonly preflightIgnoresTaint: boolean;
  /** HSTS and HTTPS records show as a redirect of their own (307), with what a redirect does to CORS. */
  readonly upgradeIsRedirect: boolean;
  /** A redirect with user and password in its URL is stopped even when everything is same-origin. */
  readonly stopsSameOriginUserinfo: boolean;
}

export const specification: Departures = {
  authorizationCoveredByWildcard: false,
  flagAllowsMethod: true,
  joinsRepeatedRequestHeaders: false,
  limitsSumOfSafelistedLengths: true,
  alsoSafelisted: () => false,
  preflightIgnoresTaint: false,
  upgradeIsRedirect: false,
  stopsSameOriginUserinfo: false,
};

export const chromium: Departures = {
  authorizationCoveredByWildcard: true,
  flagAllowsMethod: false,
  joinsRepeatedRequestHeaders: true,
  limitsSumOfSafelistedLengths: true,
  alsoSafelisted: safelistedByChromium,
  preflightIgnoresTaint: false,
  upgradeIsRedirect: true,
  stopsSameOriginUserinfo: true,
};

export const firefox: Departures = {
  authorizationCoveredByWildcard: true,
  flagAllowsMethod: false,
  joinsRepeatedRequestHeaders: false,
  limitsSumOfSafelistedLengths: false,
  alsoSafelisted: () => false,
  preflightIgnoresTaint: true,
  upgradeIsRedirect: false,
  stopsSameOriginUserinfo: false,
};

export const webkit: Departures = {
  authorizationCoveredByWildcard: true,
  flagAllowsMethod: false,
  joinsRepeatedRequestHeaders: false,
  limitsSumOfSafelistedLengths: false,
  alsoSafelisted: () => false,
  preflightIgnoresTaint: false,
  upgradeIsRedirect: false,
  stopsSameOriginUserinfo: false,
};

/** Whose rules apply; an unknown browser (a HAR file of another tool) is judged by what all of today's browsers do. */
export function departuresOf(browser: 'chromium' | 'firefox' | 'webkit' | null): Departures {
  switch (browser) {
    case 'chromium':
      return chromium;
    case 'firefox':
      return firefox;
    case 'webkit':
      return webkit;
    case null:
      return { ...specification, authorizationCoveredByWildcard: true, flagAllowsMethod: false };
  }
}

/** services/network/public/cpp/cors/cors.cc, IsCorsSafelistedHeader; `User-Agent` is still on the network layer's forbidden list. */
function safelistedByChromium(name: string, value: string): boolean {
  switch (name.toLowerCase()) {
    case 'intervention':
    case 'user-agent':
      return true;
    case 'save-data':
      return value === 'on';
    case 'device-memory':
    case 'dpr':
    case 'downlink':
      return /^[0-9]+(?:\.[0-9]+)?$/.test(value);
    case 'width':
    case 'viewport-width':
    case 'rtt':
      return /^[0-9]+$/.test(value);
    case 'ect':
      return /^(?:slow-2g|2g|3g|4g)$/.test(value);
    default:
      return false;
  }
}
