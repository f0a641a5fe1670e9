import { isStoredAnswerJudged } from './answers';
import type { Case } from './case';
import { wire } from './wire';

const COPY = ' A 304 without CORS headers leaves it to the copy in the browser’s cache, which was not recorded.';

/** What the outcome rests on, in a sentence: a browser's own end of the request, or headers and what a file leaves open. */
export function basisOf(c: Case): string {
  const { end, notKept } = c.exchange;
  if (end.state === 'unknown') {
    const stored = c.exchange.hops.some(
      (hop, index) => c.relations[index] === 'cors' && isStoredAnswerJudged(c.exchange, hop),
    );
    return `Computed from what was recorded. ${end.why}${stored ? COPY : ''}`.trim();
  }
  const kept = notKept === undefined ? '' : ` ${notKept.by} keeps neither preflights nor refused answers.`;
  switch (c.ending.kind) {
    case 'open':
      return 'The browser had not ended the request when the recording stopped.';
    case 'completed':
      return c.evidence === 'browser'
        ? 'The browser completed the request.'
        : 'The browser completed the request, which it also does with some answers that it refuses; so the headers decide.';
    case 'refused':
      return c.ending.certain
        ? `The browser ended the request with ${wire(c.ending.error)}, its word for CORS failures.${kept}`
        : `The browser ended the request with ${wire(c.ending.error)}, which it also says of other failures; so the headers decide.${kept}`;
    case 'other':
      return `The browser ended the request with ${wire(c.ending.error)}, which is no word for a CORS failure.${kept}`;
    case 'unknown':
      return 'Computed from what was recorded.';
  }
}
