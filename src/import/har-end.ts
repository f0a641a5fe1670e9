import type { End } from '../exchange/exchange';
import type { EntryView } from './entry-view';
import type { Recorder } from './recorder';

/** How a request ended, as far as the file tells; what it does not tell is not made up. */
export function endOf(view: EntryView, recorder: Recorder): End {
  const at = (view.startedAt ?? 0) + view.duration;
  if (view.error !== null) return { state: 'failed', at, error: view.error };
  if (view.status <= 0) return { state: 'unknown', why: 'The file has no answer to it and no word why.' };
  if (recorder.tellsOutcome) return { state: 'completed', at };
  if (view.redirectURL !== '')
    return { state: 'unknown', why: 'The file does not hold the request that this redirect led to.' };
  return { state: 'unknown', why: silence(recorder) };
}

const silence = (recorder: Recorder): string =>
  recorder.isProxy
    ? `${recorder.name} sits between browser and server and does not see what the browser did with the answer.`
    : `A HAR file of ${recorder.name || 'this tool'} does not say what the browser did with the answer.`;

/** A preflight that no request followed, in the file of a proxy or of a tool that leaves unsent requests out. */
export const neverSent = (): End => ({
  state: 'unknown',
  why: 'The file holds the preflight alone: the request it asked for was not sent, or not recorded.',
});
