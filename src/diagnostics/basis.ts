import type { Case } from './case';
import { wire } from './wire';

/** What the outcome rests on, in a sentence: a browser's own end of the request, or headers and what a file leaves open. */
export function basisOf(c: Case): string {
  const { end, notKept } = c.exchange;
  if (end.state === 'unknown') return `Computed from what was recorded. ${end.why}`.trim();
  const kept = notKept === undefined ? '' : ` ${notKept.by} keeps neither preflights nor refused answers.`;
  switch (c.ending.kind) {
    case 'open':
      return 'The browser had not ended the request when the recording stopped.';
    case 'completed':
      return c.evidence === 'browser'
        ? 'The browser completed the request.'
        : 'The browser completed the request, which it also does with some answers that it refuses; so the headers decide.';
    case 'refused':
      return `The browser ended the request with ${wire(c.ending.error)}, its word for CORS failures.${kept}`;
    case 'other':
      return `The browser ended the request with ${wire(c.ending.error)}, which is no word for a CORS failure.${kept}`;
    case 'unknown':
      return 'Computed from what was recorded.';
  }
}
