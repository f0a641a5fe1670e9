import type { Browser } from '../exchange/exchange';
import type { Case } from './case';
import { orderOf } from './check-order';
import { type ConsoleWords, consoleWords } from './console-frame';
import type { Found } from './hint';
import { lazily } from './lazily';
import { type Broken, specUrl, type Words } from './rule';
import type { Finding } from './verdict';

/**
 * A broken rule as a finding. Words are made when they are first read: a list of 50,000 rows reads none of the long ones.
 *
 * @param answerFailures everything wrong with the same answer, for what the other browsers would have stopped at
 */
export function findingOfRule(
  broken: Broken,
  kind: Finding['kind'],
  answerFailures: readonly Broken[],
  confidence: Finding['confidence'] = broken.rule.confidence,
): Finding {
  const { rule, subject, params } = broken;
  // Only the failure that blocks is worded as each browser would have: the others are told for what they are.
  const others = kind === 'blocks' ? answerFailures : [broken];
  const firefox = firstFor('firefox', others) ?? broken;
  const webkit = firstFor('webkit', others) ?? broken;
  return ruleFinding(
    {
      rule: rule.id,
      kind,
      on: subject.on,
      hop: subject.hop,
      headerHelps: rule.headerHelps,
      params,
      confidence,
      spec: { url: specUrl(broken.spec.algorithm), step: broken.spec.step },
      chromium: broken.chromium,
      firefox: firefox.firefox,
    },
    { words: once(broken.words), says: once(() => consoleWords(broken, firefox, webkit)) },
  );
}

interface Wordy {
  words(): Words;
}

const wording = {
  title: ({ words }: Wordy): string => words().title,
  explanation: ({ words }: Wordy): string => words().explanation,
  short: ({ words }: Wordy): string => clipped(words().short),
};

const ruleFinding = lazily<Words & Pick<Finding, 'webkit' | 'says'>, Wordy & { says(): ConsoleWords }>({
  ...wording,
  webkit: ({ says }) => says().webkit,
  says: ({ says }) => ({ chromium: says().chromium, firefox: says().firefox }),
});

const hintFinding = lazily<Words, Wordy>(wording);

function firstFor(browser: Browser, failures: readonly Broken[]): Broken | null {
  const order = orderOf(browser);
  let first: Broken | null = null;
  for (const broken of failures) {
    if (first === null || order.indexOf(broken.rule.stage) < order.indexOf(first.rule.stage)) first = broken;
  }
  return first;
}

/** A cause, a look-alike or a piece of advice as a finding. */
export function findingOfHint(found: Found, kind: 'cause' | 'advice', c: Case): Finding {
  return hintFinding(
    {
      rule: found.id,
      kind,
      on: found.on,
      hop: found.hop ?? c.exchange.hops.length - 1,
      headerHelps: found.headerHelps,
      params: found.params,
      confidence: found.confidence,
      spec: found.spec === null ? null : { url: specUrl(found.spec.algorithm), step: found.spec.step },
      chromium: found.chromium,
      firefox: found.firefox,
      webkit: found.webkit,
      says: { chromium: found.says.chromium, firefox: found.says.firefox },
    },
    { words: once(found.words) },
  );
}

/** A row has room for so much; only values from the wire are ever longer. */
function clipped(short: string): string {
  return short.length > 28 ? `${short.slice(0, 27)}…` : short;
}

export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
