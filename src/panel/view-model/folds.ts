import type { Exchange, Response, StackFrame } from '../../exchange/exchange';
import type { HeaderList } from '../../fetch-standard/header-list';
import type { Case } from './change';
import { timeOfDay } from './clock';
import { keptLine } from './ledger';
import { framesOf, type Source, sourceOfFrame } from './page-side';
import { statusLine } from './status-text';
import { clip, many } from './text';

/** What stands under the proof, closed. Each heading is an answer already. */
export interface Folds {
  /** null: the exchange had no preflight. Backticks as in findings. */
  readonly cache: { readonly heading: string; readonly text: string } | null;
  readonly initiator: { readonly heading: string; readonly frames: readonly Frame[] } | null;
  readonly headers: { readonly heading: string; readonly groups: readonly HeaderGroup[] };
}

export interface Frame {
  readonly name: string;
  readonly source: Source;
}

export interface HeaderGroup {
  readonly title: string;
  readonly lines: HeaderList;
}

const FRAMES_AT_MOST = 50;

export function foldsOf(of: Case, now: number): Folds {
  const groups = headerGroups(of.exchange);
  const counts = groups.map(({ title, lines }) => `${title.toLowerCase()} ${lines.length}`);
  return {
    cache: cacheFold(of, now),
    initiator: initiatorFold(of.exchange),
    headers: { heading: groups.length === 0 ? 'none seen' : clip(counts.join(', '), 160), groups },
  };
}

function cacheFold(of: Case, now: number): Folds['cache'] {
  if (of.verdict.preflight.answeredFrom === 'preflight cache') {
    return {
      heading: 'answered from the cache, no `OPTIONS` was sent',
      text: 'An earlier preflight answer is still kept. A change on the server shows when it has run out, or at once with “Disable cache” ticked in the Network panel.',
    };
  }
  const kept = keptLine(of, now);
  if (kept === null) return null;
  if (kept.until === null)
    return { heading: `nothing kept: ${kept.why.replace(/^not kept: /, '')}`, text: 'The next request asks again.' };
  const heading = kept.state === 'kept' ? `kept until ${timeOfDay(kept.until)}` : `ran out at ${timeOfDay(kept.until)}`;
  return { heading, text: `Kept for ${kept.why}. ${kept.advice}` };
}

function initiatorFold(exchange: Exchange): Folds['initiator'] {
  const frames = framesOf(exchange).slice(0, FRAMES_AT_MOST).map(frameOf);
  const [first] = frames;
  if (first === undefined) return null;
  return { heading: `\`${first.source.label}\` ${first.name}, ${many(frames.length, 'call')}`, frames };
}

const frameOf = (frame: StackFrame): Frame => ({
  name: clip(frame.functionName, 100) || '(anonymous)',
  source: sourceOfFrame(frame),
});

function headerGroups({ hops }: Exchange): HeaderGroup[] {
  const several = hops.length > 1;
  return hops.flatMap(({ request, preflight, response }, index) => {
    const nth = several ? ` ${index + 1}` : '';
    return [
      ...sent(`Preflight${nth} sent`, preflight?.request.headerList ?? null),
      ...received(`Preflight${nth} answered`, preflight?.response ?? null),
      ...sent(`Request${nth} sent`, request.headerList),
      ...(request.composedHeaderList === null
        ? []
        : sent(`Request${nth} before other extensions changed it`, request.composedHeaderList)),
      ...received(`Response${nth} received`, response),
      ...(response?.deliveredHeaderList == null
        ? []
        : sent(`Response${nth} as other extensions left it`, response.deliveredHeaderList)),
    ];
  });
}

const sent = (title: string, lines: HeaderList | null): HeaderGroup[] =>
  lines === null || lines.length === 0 ? [] : [{ title, lines }];

const received = (title: string, response: Response | null): HeaderGroup[] =>
  response === null
    ? []
    : [{ title: `${title} ${statusLine(response.status, response.statusText)}`, lines: response.headerList }];
