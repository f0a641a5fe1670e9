import type { Case } from '../case';
import type { Answer } from '../rule';

/** The response that a script got to read under CORS; null: it got none. */
export function readableAnswer(c: Case): Answer | null {
  if (c.outcome !== 'allowed' || c.relation !== 'cors') return null;
  const last = c.answers[c.answers.length - 1];
  return last?.on === 'response' && last.hop === c.exchange.hops.length - 1 && last.tainting === 'cors' ? last : null;
}

/** Every answer that passed, preflights too. */
export function passedAnswers(c: Case): readonly Answer[] {
  const refused = new Set(c.failures.map(({ subject }) => `${subject.on} ${subject.hop}`));
  return c.answers.filter((answer) => answer.tainting === 'cors' && !refused.has(`${answer.on} ${answer.hop}`));
}
