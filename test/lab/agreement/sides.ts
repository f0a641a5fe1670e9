import { bareUrl } from '../../../src/exchange/url';
import type { CorsField } from '../../../src/export/cors-field';
import type { CorsEntry, CorsHar } from '../../support/export-har';
import { type ProtocolRequest, verdictOf } from '../../support/protocol-verdicts';
import { scenarioOf } from '../run';

/** One request as one of the two tells it, in a form that can be compared. */
export interface Side {
  /** Requests are looked up by this: scenario, method, and the origin and path that were asked first. */
  readonly key: string;
  readonly scenario: string;
  readonly url: string;
  readonly method: string;
  /** The number the lab gave to the last answer, see `numbered`; null: it has none. */
  readonly answer: string | null;
}

type NameOf = (url: string) => string | null;

/** The protocol does not tell of an answer whose `Location` is no URL. */
export const ANY = '?';

/** The preflight of each hop: its status (0: it was not answered) and, behind `#`, its number; null: the hop had none. */
export type Preflights = readonly (string | null)[];

export interface ProtocolSide extends Side {
  /** null: the protocol does not tell, for no session reports the preflights of a shared worker. */
  readonly preflights: Preflights | null;
  readonly verdict: string;
  readonly request: ProtocolRequest;
}

export interface PanelSide extends Side {
  /** Firefox: begins with the number that the browser gave to the request. */
  readonly exchange: string;
  readonly preflights: Preflights;
  readonly outcome: string;
  readonly chromium: string | null;
  readonly firefox: string | null;
  /** What Firefox would say if the request was sent with credentials, which nothing seen tells. */
  readonly ifCredentialed: string | null;
  readonly cause: string | null;
}

/**
 * Requests without the preflights, which are told with the request they were made for.
 *
 * @param nameOf what a URL's request is listed under; null: it is left out.
 */
export function protocolSides(requests: readonly ProtocolRequest[], nameOf: NameOf = scenarioOf): ProtocolSide[] {
  const preflightsFor = new Map<string, ProtocolRequest[]>();
  for (const request of requests) {
    if (request.preflightFor === null) continue;
    preflightsFor.set(request.preflightFor, [...(preflightsFor.get(request.preflightFor) ?? []), request]);
  }
  return requests.flatMap((request): ProtocolSide[] => {
    const [first] = request.hops;
    if (request.preflightFor !== null || !first) return [];
    const scenario = nameOf(first.url);
    if (scenario === null) return [];
    const preflights = [...(preflightsFor.get(request.requestId) ?? [])];
    return [
      {
        key: keyOf(scenario, first.method, first.url),
        scenario,
        url: first.url,
        method: first.method,
        preflights: request.target.type === 'shared_worker' ? null : statusesOf(request, preflights),
        answer: request.hops.at(-1)?.responseHeaders?.['x-request-id'] ?? null,
        verdict: verdictOf(request),
        request,
      },
    ];
  });
}

export function panelSides(har: CorsHar, nameOf: NameOf = scenarioOf): PanelSide[] {
  const byExchange = new Map<string, CorsEntry[]>();
  for (const entry of har.log.entries) {
    const id = entry._cors?.exchange;
    if (id !== undefined) byExchange.set(id, [...(byExchange.get(id) ?? []), entry]);
  }
  return [...byExchange.values()].flatMap((entries): PanelSide[] => {
    const requests = entries.filter(({ _cors }) => _cors?.role === 'request').sort(byHop);
    const [first] = requests;
    if (!first?._cors) return [];
    const scenario = nameOf(first.request.url);
    if (scenario === null) return [];
    const preflightOf = (hop: number) => {
      const entry = entries.find(({ _cors }) => _cors?.role === 'preflight' && _cors.hop === hop);
      return entry ? named(entry.response.status, headerOf(entry, 'x-request-id')) : null;
    };
    return [
      {
        key: keyOf(scenario, first.request.method, first.request.url),
        exchange: first._cors.exchange,
        scenario,
        url: first.request.url,
        method: first.request.method,
        preflights: requests.map(({ _cors }) => preflightOf(_cors?.hop ?? 0)),
        answer: headerOf(requests.at(-1), 'x-request-id'),
        outcome: first._cors.outcome,
        chromium: first._cors.blockedBy?.chromium ?? null,
        firefox: first._cors.blockedBy?.firefox ?? null,
        ifCredentialed: ifCredentialed(first._cors),
        cause: first._cors.cause,
      },
    ];
  });
}

function statusesOf(request: ProtocolRequest, preflights: ProtocolRequest[]): Preflights {
  return request.hops.map(({ url }) => {
    const index = preflights.findIndex(({ hops }) => bareUrl(hops[0]?.url ?? '') === bareUrl(url));
    const [preflight] = index < 0 ? [] : preflights.splice(index, 1);
    const [hop] = preflight?.hops ?? [];
    if (
      preflight?.end.state === 'failed' &&
      hop?.status === null &&
      /^net::ERR_(?:INVALID_REDIRECT|FAILED)$/.test(preflight.end.errorText)
    ) {
      return ANY;
    }
    return hop ? named(hop.status, hop.responseHeaders?.['x-request-id']) : null;
  });
}

const ifCredentialed = ({ credentialsMode, findings }: CorsField): string | null =>
  credentialsMode === null
    ? (findings.find(({ kind, confidence }) => kind === 'would block next' && confidence === 'possible')?.firefox ??
      null)
    : null;

export const named = (status: number | null, number: string | null | undefined) =>
  `${status ?? 0}${number ? `#${number}` : ''}`;

const keyOf = (scenario: string, method: string, url: string) => `${scenario} ${method} ${placeOf(url)}`;

const placeOf = (url: string) => (URL.canParse(url) ? new URL(url).origin + new URL(url).pathname : url);

const byHop = (a: CorsEntry, b: CorsEntry) => (a._cors?.hop ?? 0) - (b._cors?.hop ?? 0);

const headerOf = (entry: CorsEntry | undefined, name: string): string | null =>
  entry?.response.headers.find((header) => header.name.toLowerCase() === name)?.value ?? null;
