import { wire } from '../diagnostics/wire';
import type { End } from '../exchange/exchange';
import type { EntryView } from './entry-view';
import type { Recorder } from './recorder';

/** How a request ended, as far as the file tells; what it does not tell is not made up. */
export function endOf(view: EntryView, recorder: Recorder): End {
  const at = (view.startedAt ?? 0) + view.duration;
  if (view.error !== null) return { state: 'failed', at, error: view.error };
  if (view.trouble !== null && view.status <= 0)
    return { state: 'unknown', why: `${recorder.name || 'The tool'} got no answer: ${wire(view.trouble)}.` };
  // Whoever shows the file later sees what the tool saw: nothing yet.
  if (!view.hasResponse) return { state: 'unknown', why: 'The file holds no answer to it.', open: true };
  if (view.status <= 0) return { state: 'unknown', why: 'The file has no answer to it and no word why.' };
  if (recorder.tellsOutcome) return { state: 'completed', at };
  if (view.redirectURL !== '')
    return { state: 'unknown', why: 'The file does not hold the request that this redirect led to.' };
  return { state: 'unknown', why: silence(recorder) };
}

function silence({ name, isProxy, isClient }: Recorder): string {
  if (isProxy) return `${name} sits between browser and server and does not see what the browser did with the answer.`;
  return isClient
    ? `${name} is no browser and reads every answer; this is what a browser would have made of it.`
    : `A HAR file of ${name || 'this tool'} does not say what the browser did with the answer.`;
}

/** A preflight that no request followed, in the file of a proxy or of a tool that leaves unsent requests out. */
export const neverSent = (): End => ({
  state: 'unknown',
  why: 'The file holds the preflight alone: the request it asked for was not sent, or not recorded.',
});
