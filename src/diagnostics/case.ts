import type { Browser, Exchange, Hop, Response } from '../exchange/exchange';
import type { CredentialsMode } from '../fetch-standard/credentials-mode';
import { locationOf } from '../fetch-standard/http-redirect-fetch';
import { parsedUrl } from '../fetch-standard/origin';
import { isRedirectStatus } from '../fetch-standard/status';
import { answered, answersOf, stoppedAnswer } from './answers';
import { modesThatFit, seenCredentialsMode, type Treatment, treatmentsOf } from './credentials';
import { completionMeansAllowed, type Ending, endingOf } from './ending';
import { failuresOf, refusedAt, subjectOf } from './failures';
import type { Recording } from './recording';
import { overallRelation, pageOriginOf, relationsOf } from './relation';
import type { Answer, Broken } from './rule';
import { stoppedOf } from './stopped';
import type { Outcome, Relation, Verdict } from './verdict';

/** One exchange with everything that is derived from it before anything is worded. */
export interface Case {
  readonly exchange: Exchange;
  readonly recording: Recording | null;
  readonly browser: Browser | null;
  /** The page's origin; null: not known. */
  readonly pageOrigin: string | null;
  /** Hop by hop. */
  readonly relations: readonly Relation[];
  readonly relation: Relation;
  readonly ending: Ending;
  readonly answers: readonly Answer[];
  readonly treatments: readonly Treatment[];
  readonly credentialsMode: Verdict['credentialsMode'];
  /** The mode to judge under: the known one, or the usual one where it is not known. */
  readonly assumedMode: CredentialsMode;
  /** Does the standard give the same answer under every possible mode? If not, the checks say so. */
  readonly dependsOnMode: boolean;
  /** Everything wrong with the answers, in the order in which the browser meets it. */
  readonly failures: readonly Broken[];
  readonly outcome: Outcome;
  readonly evidence: Verdict['evidence'];
  /** The browser did something else than the standard says of these headers. */
  readonly disagreement: 'passed despite headers' | 'refused despite headers' | null;
}

export function caseOf(exchange: Exchange, recording: Recording | null): Case {
  const relations = relationsOf(exchange);
  const ending = endingOf(exchange);
  const answers = answersOf(exchange, relations);
  const treatments = treatmentsOf(exchange, answers, ending);

  const seen = seenCredentialsMode(exchange, relations);
  const fitting = seen === null || seen.how === 'follows' ? modesThatFit(answers, treatments) : null;
  const credentialsMode = settle(seen, fitting, answers.length > 0);
  const assumedMode = credentialsMode?.value ?? 'same-origin';
  const possible: readonly CredentialsMode[] = credentialsMode === null ? ['same-origin', 'include'] : [assumedMode];

  const verdicts = possible.map((mode) => answers.map((answer) => refusedAt(subjectOf(answer, mode)) !== null));
  const refusedUnder = verdicts.map((refused) => refused.includes(true));
  const dependsOnMode = refusedUnder.includes(true) && refusedUnder.includes(false);

  const all = answers.flatMap((answer) => failuresOf(subjectOf(answer, assumedMode)));
  const passed = new Set(answers.filter((_, index) => treatments[index] === 'passed'));
  // What the browser let pass did not block, whatever is wrong with it.
  const stopped = stoppedOf(exchange);
  const failures =
    stopped === null
      ? all.filter((broken) => !isOneOf(passed, broken))
      : failuresOf(subjectOf(stoppedAnswer(exchange, stopped), assumedMode));
  const { outcome, evidence }: Pick<Verdict, 'outcome' | 'evidence'> =
    stopped === null
      ? outcomeOf(exchange, ending, refusedUnder, failures)
      : { outcome: 'blocked', evidence: 'browser' };

  return {
    exchange,
    recording,
    browser: exchange.browser,
    pageOrigin: pageOriginOf(exchange),
    relations,
    // That it was refused is how the mode of such a request is known.
    relation: stopped?.stopped.kind === 'answer not recorded' ? 'cors' : overallRelation(relations),
    ending,
    answers,
    treatments,
    credentialsMode,
    assumedMode,
    dependsOnMode,
    failures,
    outcome,
    evidence,
    disagreement: disagreementOf(stopped === null && all.length > failures.length, outcome, ending, answers),
  };
}

/** What was seen, unless it was only the rule for this kind of resource and the outcome contradicts it. */
function settle(
  seen: Verdict['credentialsMode'],
  fitting: readonly ('same-origin' | 'include')[] | null,
  judged: boolean,
): Verdict['credentialsMode'] {
  if (seen !== null && (fitting === null || fitting.some((mode) => mode === seen.value))) return seen;
  if (fitting === null || !judged) return null;
  const [only] = fitting;
  return fitting.length === 1 && only !== undefined ? { value: only, how: 'follows' } : null;
}

function isOneOf(answers: ReadonlySet<Answer>, { subject }: Broken): boolean {
  for (const answer of answers) if (answer.hop === subject.hop && answer.on === subject.on) return true;
  return false;
}

function outcomeOf(
  exchange: Exchange,
  ending: Ending,
  refusedUnder: readonly boolean[],
  failures: readonly Broken[],
): { outcome: Outcome; evidence: Verdict['evidence'] } {
  const always = refusedUnder.length > 0 && !refusedUnder.includes(false);
  const settled = settledOutcome(exchange, ending);
  if (settled !== null) return { outcome: settled, evidence: 'browser' };
  switch (ending.kind) {
    case 'open':
      return { outcome: 'pending', evidence: 'browser' };
    case 'completed':
      return { outcome: always && failures.length > 0 ? 'blocked' : 'allowed', evidence: 'headers' };
    case 'refused':
      return { outcome: failures.length > 0 ? 'blocked' : 'failed', evidence: 'browser' };
    case 'other':
      return {
        outcome: keepsRedirect(exchange, ending.error) && failures.length === 0 ? 'allowed' : 'failed',
        evidence: 'browser',
      };
    case 'unknown': {
      if (always && failures.length > 0) return { outcome: 'blocked', evidence: 'headers' };
      const last = exchange.hops[exchange.hops.length - 1];
      // Where it led to is not in the file, or Firefox fell silent.
      if (last?.response != null && isFollowed(last.response)) {
        return { outcome: leavesHttp(exchange.resourceType, last) ? 'failed' : 'pending', evidence: 'headers' };
      }
      if (last !== undefined && answered(last.response) !== null) {
        return { outcome: 'allowed', evidence: 'headers' };
      }
      // Announced, and nothing that a page may ask for.
      if (last !== undefined && !/^https?:/i.test(last.request.url)) return { outcome: 'failed', evidence: 'headers' };
      // A file lists finished requests; one without an answer was stopped. A missed end is still open.
      const stopped = last?.request.network != null && !isOpen(exchange);
      return { outcome: stopped ? 'failed' : 'pending', evidence: 'headers' };
    }
  }
}

/** What the browser's own end of the request settles, whatever the answers hold; null: they decide. Cheap, for long lists. */
export function settledOutcome(exchange: Exchange, ending = endingOf(exchange)): 'allowed' | 'pending' | null {
  return settledBy(exchange, ending);
}

/** The same, of an exchange that nobody has put together yet. */
export function settledBy(
  exchange: Pick<Exchange, 'invisible' | 'browser'>,
  ending: Ending,
): 'allowed' | 'pending' | null {
  if (exchange.invisible !== null) return null;
  if (ending.kind === 'open') return 'pending';
  return ending.kind === 'completed' && completionMeansAllowed(exchange.browser) ? 'allowed' : null;
}

const isOpen = ({ end }: Exchange): boolean => end.state === 'unknown' && end.open === true;

const isFollowed = ({ status, headerList }: Response): boolean =>
  isRedirectStatus(status) && locationOf(headerList) !== null;

/** https://fetch.spec.whatwg.org/#http-redirect-fetch "If locationURL's scheme is not an HTTP(S) scheme, then return a network error." */
function leavesHttp(resourceType: string, { request, response }: Hop): boolean {
  // A document may hand its URL to another program.
  if (resourceType === 'main_frame' || resourceType === 'sub_frame') return false;
  const location = response === null ? null : locationOf(response.headerList);
  const target = location === null ? null : parsedUrl(location, request.url);
  return target !== null && !/^https?:$/.test(target.protocol);
}

/** With `redirect: 'manual'` the page gets the redirect itself, and the browser ends the request as if it were aborted. */
function keepsRedirect(exchange: Exchange, error: string): boolean {
  // One that leads nowhere is a failure in this mode too, and a page may take its call back.
  if (/^net::ERR_(?!ABORTED)/.test(error) || exchange.page?.outcome?.state === 'threw') return false;
  const response = exchange.hops[exchange.hops.length - 1]?.response ?? null;
  return exchange.page?.redirect === 'manual' && response !== null && isRedirectStatus(response.status);
}

function disagreementOf(
  passedDespiteHeaders: boolean,
  outcome: Outcome,
  ending: Ending,
  answers: readonly Answer[],
): Case['disagreement'] {
  if (passedDespiteHeaders) return 'passed despite headers';
  const judged = answers[answers.length - 1];
  return ending.kind === 'refused' && outcome === 'failed' && judged?.tainting === 'cors'
    ? 'refused despite headers'
    : null;
}
