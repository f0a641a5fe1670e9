import type { Exchange } from '../exchange/exchange';
import { advice, adviceWhenAllowed } from './advice/index';
import { basisOf } from './basis';
import { type Case, caseOf } from './case';
import { causes } from './causes/index';
import { checksOf } from './checks';
import { failuresOf, subjectOf } from './failures';
import { findingOfHint, findingOfRule, once } from './finding';
import { fixesOf } from './fixes-for';
import type { Found, Hint } from './hint';
import { lazily } from './lazily';
import { neededOf } from './needed';
import { lookAlikes } from './not-cors/index';
import { preflightNeedOf } from './preflight-need';
import type { Recording } from './recording';
import type { Broken } from './rule';
import { stepsOf } from './steps';
import type { Finding, Verdict } from './verdict';

const memory = new WeakMap<Exchange, Verdict>();

/**
 * The opinion about one exchange: what the browser did with it, which step of the standard decided, why, and what to
 * change. Pure; remembered per exchange (exchanges are replaced, never changed) when no recording is given.
 *
 * Outcome, credentials mode and the decision are worked out at once; findings, checks, steps and fixes when first read.
 *
 * @param recording what else was recorded: sharpens causes, never changes the outcome
 */
export function diagnose(exchange: Exchange, recording?: Recording): Verdict {
  if (recording !== undefined) return verdictOf(caseOf(exchange, recording));
  const known = memory.get(exchange);
  if (known !== undefined) return known;
  const verdict = verdictOf(caseOf(exchange, null));
  memory.set(exchange, verdict);
  return verdict;
}

const verdictOf = (c: Case): Verdict =>
  lazyVerdict(
    { outcome: c.outcome, evidence: c.evidence, relation: c.relation, credentialsMode: c.credentialsMode },
    diagnosisOf(c),
  );

interface Diagnosis {
  readonly c: Case;
  causes(): readonly Found[];
  causeFindings(): readonly Finding[];
  blockedBy(): Finding | null;
}

function diagnosisOf(c: Case): Diagnosis {
  const causes = once(() => causesOf(c));
  const causeFindings = once(() => [
    ...blockedWithoutHeaders(c),
    ...causes().map((hint) => findingOfHint(hint, 'cause', c)),
  ]);
  return { c, causes, causeFindings, blockedBy: once(() => blockedByOf(c)) };
}

const lazyVerdict = lazily<Omit<Verdict, 'outcome' | 'evidence' | 'relation' | 'credentialsMode'>, Diagnosis>({
  basis: ({ c }) => basisOf(c),
  blockedBy: ({ blockedBy }) => blockedBy(),
  cause: ({ causeFindings }) => causeFindings()[0] ?? null,
  findings: ({ c, blockedBy, causeFindings }) => [
    ...rest(blockedBy()),
    ...wouldBlockNext(c),
    ...causeFindings(),
    ...adviceOn(c),
  ],
  checks: ({ c, causes }) => checksOf(c, causes()[0] ?? null),
  steps: ({ c }) => stepsOf(c),
  needed: ({ c }) => neededOf(c),
  preflight: ({ c }) => preflightNeedOf(c),
  fixes: ({ c, causes }) => fixesOf(c, causes()[0] ?? null),
});

const adviceOn = (c: Case): readonly Finding[] =>
  found(c.outcome === 'blocked' ? advice : [...advice, ...adviceWhenAllowed], c).map((hint) =>
    findingOfHint(hint, 'advice', c),
  );

const rest = (finding: Finding | null): readonly Finding[] => (finding === null ? [] : [finding]);

/** What lies behind a blocked answer, all of it; of what stopped something else, the first that knows. */
function causesOf(c: Case): readonly Found[] {
  switch (c.outcome) {
    case 'allowed':
      return [];
    case 'blocked':
      return found(causes, c);
    case 'failed':
    case 'pending':
      return found(lookAlikes, c).slice(0, 1);
  }
}

const found = (hints: readonly Hint[], c: Case): readonly Found[] => hints.flatMap((hint) => hint.find(c) ?? []);

function blockedByOf(c: Case): Finding | null {
  const [first] = c.failures;
  if (c.outcome !== 'blocked' || first === undefined) return null;
  const sameAnswer = c.failures.filter((broken) => isSameAnswer(broken, first));
  return findingOfRule(first, 'blocks', sameAnswer);
}

/** What blocked although no header would have helped is its own cause. */
function blockedWithoutHeaders(c: Case): readonly Finding[] {
  const [first] = c.failures;
  if (c.outcome !== 'blocked' || first === undefined || first.rule.headerHelps) return [];
  return [findingOfRule(first, 'cause', [])];
}

const isSameAnswer = (a: Broken, b: Broken): boolean =>
  a.subject.hop === b.subject.hop && a.subject.on === b.subject.on;

/** What else is wrong; and, where the credentials mode is not known, what would be wrong if credentials were included. */
function wouldBlockNext(c: Case): readonly Finding[] {
  const others = c.outcome === 'blocked' ? c.failures.slice(1) : c.failures;
  const certain = others.map((broken) => findingOfRule(broken, 'would block next', []));
  if (c.credentialsMode !== null) return certain;
  // Which of several mistakes the browser names first may hang on the mode.
  if (c.outcome === 'blocked') return [...certain, ...otherFirstWithCredentials(c)];
  // Only an allowed answer of a browser that does not tell leaves the question open.
  if (!c.dependsOnMode || c.outcome !== 'allowed') return certain;
  const known = new Set(c.failures.map((broken) => `${broken.rule.id} ${broken.subject.hop} ${broken.subject.on}`));
  const withCredentials = c.answers
    .filter((_, index) => c.treatments[index] !== 'passed')
    .flatMap((answer) => failuresOf(subjectOf(answer, 'include', true)))
    .filter((broken) => !known.has(`${broken.rule.id} ${broken.subject.hop} ${broken.subject.on}`));
  return [...certain, ...withCredentials.map((broken) => findingOfRule(broken, 'would block next', [], 'possible'))];
}

function otherFirstWithCredentials(c: Case): readonly Finding[] {
  const [first] = c.failures;
  const answer = c.answers.find((a) => a.hop === first?.subject.hop && a.on === first.subject.on);
  const [named] = answer === undefined ? [] : failuresOf(subjectOf(answer, 'include', true));
  return named === undefined || named.rule.id === first?.rule.id
    ? []
    : [findingOfRule(named, 'would block next', [], 'possible')];
}
