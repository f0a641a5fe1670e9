import { type Answer, type Behaviour, queryOf } from '../server/behaviour';
import type { Lab, ServerName } from '../server/lab';
import { originOf } from '../server/lab';
import type { Action } from './action';

/** One way a cross-origin request ends, that a page and a server can be made to show. */
export interface Scenario {
  /** Kebab-case, unique: part of every URL the scenario asks for. */
  readonly id: string;
  readonly title: string;
  /** One or two sentences for a reader of the index page. */
  readonly shows: string;
  /** Where its page comes from; `page` on 127.0.0.1 unless said otherwise. */
  readonly page?: ScenarioPage;
  /** `ipv6`: the machine must have `[::1]`. `our browser`: flags that only `npm start` and the tests give it. `alone`: what it leaves behind would change others. */
  readonly needs?: readonly Need[];
  /** Another browser shows something else; the comment beside it says what. */
  readonly only?: 'chromium';
  readonly run: readonly Action<Destination>[];
  /** What becomes of each request, in the order the page makes them. The protocol's verdict is checked against this, never CORS Lens. */
  readonly expects: readonly Expected[];
}

export type Need = 'ipv6' | 'our browser';

export interface ScenarioPage {
  readonly server?: ServerName;
  readonly host?: string;
  /** Response headers of the page: its policies. */
  readonly headers?: readonly string[];
}

/**
 * `allowed`: the response arrived. A name of Network.CorsError: refused by it. `net::…`: failed by it. `blocked …`: Network.BlockedReason.
 * `no request`: the protocol reports none. `pending`: no end.
 */
export type Expected = 'allowed' | 'no request' | 'pending' | CorsError | `net::ERR_${string}` | `blocked ${string}`;

/** https://chromedevtools.github.io/devtools-protocol/tot/Network/#type-CorsError, those that this lab can provoke. */
export type CorsError =
  | 'DisallowedByMode'
  | 'WildcardOriginNotAllowed'
  | 'MissingAllowOriginHeader'
  | 'MultipleAllowOriginValues'
  | 'InvalidAllowOriginValue'
  | 'AllowOriginMismatch'
  | 'InvalidAllowCredentials'
  | 'CorsDisabledScheme'
  | 'PreflightInvalidStatus'
  | 'PreflightDisallowedRedirect'
  | 'PreflightWildcardOriginNotAllowed'
  | 'PreflightMissingAllowOriginHeader'
  | 'PreflightMultipleAllowOriginValues'
  | 'PreflightInvalidAllowOriginValue'
  | 'PreflightAllowOriginMismatch'
  | 'PreflightInvalidAllowCredentials'
  | 'InvalidAllowMethodsPreflightResponse'
  | 'InvalidAllowHeadersPreflightResponse'
  | 'MethodDisallowedByPreflightResponse'
  | 'HeaderDisallowedByPreflightResponse'
  | 'RedirectContainsCredentials'
  | 'InsecureLocalNetwork'
  | 'InvalidLocalNetworkAccess'
  | 'LocalNetworkAccessPermissionDenied';

/** A URL of the lab before its ports are known, or any other URL as a string. */
export type Destination =
  | string
  | {
      readonly server: ServerName;
      /** 127.0.0.1 unless said otherwise. */
      readonly host?: string;
      /** For schemes the servers do not have by nature: `ws`, or `https` on an HTTP port. */
      readonly scheme?: string;
      readonly userinfo?: string;
      readonly path?: string;
      readonly hash?: string;
      readonly says: Says;
    };

/** A behaviour whose redirects are destinations. In headers `{page}` and `{api}` stand for the origins of those servers on 127.0.0.1. */
export interface Says extends Answer {
  readonly redirect?: Destination;
  readonly preflight?: Answer & { readonly redirect?: Destination };
}

/** Writes a destination as the URL the page asks for; `scenario` marks it, so that every request tells where it belongs. */
export function urlOf(destination: Destination, lab: Lab, scenario: string): string {
  if (typeof destination === 'string') return destination.replaceAll('{scenario}', scenario);
  const { server, host, scheme, userinfo, path = `/${scenario}`, hash = '', says } = destination;
  const resolved = ({ redirect, headers, ...answer }: Omit<Says, 'preflight'>): Behaviour => ({
    ...answer,
    ...(headers && { headers: headers.map((line) => withOrigins(line, lab)) }),
    ...(redirect !== undefined && { redirect: urlOf(redirect, lab, scenario) }),
  });
  const { preflight, ...own } = says;
  const query = queryOf({ ...resolved(own), ...(preflight && { preflight: resolved(preflight) }) });
  const url = new URL(path, originOf(lab, server, host));
  const written = [...query, ['scenario', scenario] as const].map(
    ([name, value]) => `${name}${value === '' ? '' : `=${encoded(value)}`}`,
  );
  const prefix = url.origin.replace(
    /^\w+:\/\//,
    `${scheme ?? url.protocol.slice(0, -1)}://${userinfo ? `${userinfo}@` : ''}`,
  );
  return `${prefix}${url.pathname}?${written.join('&')}${hash}`;
}

export const withOrigins = (line: string, lab: Lab) =>
  line.replaceAll('{page}', originOf(lab, 'page')).replaceAll('{api}', originOf(lab, 'api'));

/** Legible in a query, and still the same bytes at the server. */
const encoded = (value: string) =>
  encodeURIComponent(value)
    .replace(/%(3A|2F|2C|7B|7D|40|3B)/g, (code) => decodeURIComponent(code))
    .replaceAll('%20', '+');

export function resolvedAction(action: Action<Destination>, lab: Lab, scenario: string): Action<string> {
  if (action.do === 'together') {
    return { ...action, actions: action.actions.map((inner) => resolvedAction(inner, lab, scenario)) };
  }
  if (action.do === 'code') {
    const { url, other, ...rest } = action;
    return {
      ...rest,
      url: urlOf(url, lab, scenario),
      ...(other !== undefined && { other: urlOf(other, lab, scenario) }),
    };
  }
  return 'url' in action ? { ...action, url: urlOf(action.url, lab, scenario) } : action;
}

export function pageUrl(scenario: Scenario, lab: Lab): string {
  const { server = 'page', host } = scenario.page ?? {};
  return `${originOf(lab, server, host)}/scenarios/${scenario.id}`;
}
