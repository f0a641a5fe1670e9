import type { Case } from '../case';
import type { Answer } from '../rule';

/** The answer that blocked the exchange; null when nothing was blocked. */
export function blockedAnswer(c: Case): Answer | null {
  return c.outcome === 'blocked' ? (c.failures[0]?.subject ?? null) : null;
}

/** The same, if it says nothing about who may read it. */
export function answerThatAllowsNobody(c: Case): Answer | null {
  return c.failures[0]?.rule.id === 'allow-origin-missing' ? blockedAnswer(c) : null;
}

/** The same, if what is wrong with it is that it lacks CORS headers or has the wrong status. */
export function answerWithoutHeaders(c: Case): Answer | null {
  const answer = blockedAnswer(c);
  const first = c.failures[0]?.rule.id;
  return first === 'allow-origin-missing' || first === 'preflight-status-not-ok' ? answer : null;
}
