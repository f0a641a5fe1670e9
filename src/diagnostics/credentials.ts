import type { Exchange } from '../exchange/exchange';
import { get, type HeaderList } from '../fetch-standard/header-list';
import { locationOf } from '../fetch-standard/http-redirect-fetch';
import { parsedUrl } from '../fetch-standard/origin';
import { isPotentiallyTrustworthy } from '../fetch-standard/potentially-trustworthy';
import { isRedirectStatus } from '../fetch-standard/status';
import { answered, requestedNames } from './answers';
import { completionMeansAllowed, type Ending } from './ending';
import { refusedAt, subjectOf } from './failures';
import type { Answer } from './rule';
import type { Relation, Verdict } from './verdict';

/** What the browser did with an answer; null: it does not show. */
export type Treatment = 'passed' | 'refused' | null;

/** The credentials mode where something shows it: the page hook, or what only credentialed requests carry. */
export function seenCredentialsMode(exchange: Exchange, relations: readonly Relation[]): Verdict['credentialsMode'] {
  if (exchange.page !== null) return { value: exchange.page.credentialsMode, how: 'seen' };

  for (const [index, hop] of exchange.hops.entries()) {
    if (relations[index] !== 'cors') continue;
    const sent = hop.request.composedHeaderList ?? hop.request.headerList;
    if (sent === null) continue;
    // A cross-origin request carries cookies in mode `include` only. Their absence proves nothing: there may be none.
    if (get(sent, 'Cookie') !== null) return { value: 'include', how: 'seen' };
    // Chromium sends it with credentialed cross-site requests only.
    if (get(sent, 'Sec-Fetch-Storage-Access') !== null) return { value: 'include', how: 'seen' };
    // An Authorization header the preflight did not ask for is the browser's own, from an earlier HTTP login.
    if (
      hop.preflight !== null &&
      hop.preflight.request.headerList !== null &&
      get(sent, 'Authorization') !== null &&
      !requestedNames(hop.preflight).includes('authorization')
    ) {
      return { value: 'include', how: 'seen' };
    }
  }

  switch (exchange.resourceType) {
    // https://w3c.github.io/beacon/#sendbeacon-method: credentials mode "include".
    case 'ping':
    case 'beacon':
      return { value: 'include', how: 'follows' };
    // https://drafts.csswg.org/css-fonts/#font-fetching-requirements: "same-origin".
    case 'font':
      return { value: 'same-origin', how: 'follows' };
    default:
      return null;
  }
}

/**
 * Of the modes that are possible, those under which the standard's answers are what the browser did. If one is left, that
 * was it. `omit` and `same-origin` are the same thing to a cross-origin request.
 */
export function modesThatFit(
  answers: readonly Answer[],
  treatments: readonly Treatment[],
): readonly ('same-origin' | 'include')[] {
  return (['same-origin', 'include'] as const).filter((mode) =>
    answers.every((answer, index) => {
      const treatment = treatments[index] ?? null;
      if (treatment === null) return true;
      return (refusedAt(subjectOf(answer, mode)) !== null) === (treatment === 'refused');
    }),
  );
}

/** What the browser did with each answer, from what happened afterwards. */
export function treatmentsOf(exchange: Exchange, answers: readonly Answer[], ending: Ending): readonly Treatment[] {
  const last = answers[answers.length - 1];
  return answers.map((answer) => {
    if (happenedAfter(exchange, answer)) return 'passed';
    if (answer.on === 'preflight' && exchange.browser === 'firefox') return firefoxTreatment(exchange, answer);
    return answer === last ? treatmentOfLast(exchange, answer, ending) : null;
  });
}

function treatmentOfLast(exchange: Exchange, answer: Answer, ending: Ending): Treatment {
  switch (ending.kind) {
    case 'completed':
      return completionMeansAllowed(exchange.browser) ? 'passed' : null;
    case 'refused':
      return ending.certain || isRefusedRedirect(exchange, answer) ? 'refused' : null;
    case 'other':
    case 'open':
    case 'unknown':
      return null;
  }
}

/**
 * Firefox has the same words for a redirect that CORS refused as for one that the page's policy forbids. If credentials would explain it, they
 * do: with the call's own `redirect: 'error'` it would have completed.
 */
function isRefusedRedirect({ browser }: Exchange, answer: Answer): boolean {
  if (browser !== 'firefox' || answer.on !== 'response' || !isRedirectStatus(answer.status)) return false;
  const location = locationOf(answer.headerList);
  const target = location === null ? null : parsedUrl(location, answer.url);
  if (target === null || !/^https?:$/.test(target.protocol)) return false;
  const isMixed = answer.pageOrigin.startsWith('https:') && !isPotentiallyTrustworthy(target);
  return !isMixed && refusedAt(subjectOf(answer, 'include')) !== null;
}

/** Firefox ends a refused preflight with a failure, a good one with completion. */
function firefoxTreatment(exchange: Exchange, answer: Answer): Treatment {
  const end = exchange.hops[answer.hop]?.preflight?.end;
  if (end?.state === 'completed') return 'passed';
  return end?.state === 'failed' && end.error === 'NS_ERROR_DOM_BAD_URI' ? 'refused' : null;
}

/** Did something happen that only happens when this answer passed? */
function happenedAfter(exchange: Exchange, answer: Answer): boolean {
  const hop = exchange.hops[answer.hop];
  if (hop === undefined) return false;
  if (answer.on === 'preflight') {
    // Chromium composes the request's headers after the preflight, Firefox before it.
    const sent = exchange.browser === 'chromium' && (hop.request.headerList ?? empty).length > 0;
    return sent || answered(hop.response) !== null;
  }
  const next = exchange.hops[answer.hop + 1];
  if (next !== undefined) {
    // Firefox names the next URL of a redirect even if it refuses it, Chromium only if it goes there.
    return exchange.browser === 'chromium' || answered(next.response) !== null || next.preflight !== null;
  }
  // Chromium shows what other extensions left of a response only once it passed.
  return exchange.browser === 'chromium' && hop.response?.deliveredHeaderList != null;
}

const empty: HeaderList = [];
