import type { Check, Verdict } from '../../diagnostics/verdict';
import type { Response } from '../../exchange/exchange';
import type { HeaderList } from '../../fetch-standard/header-list';
import { FAILING } from './checks';
import { marksOf } from './marks';
import { many } from './text';
import { type WireLine, wireLine } from './wire-line';

interface AnswerLines {
  /** Beside the status, when the status has to change. */
  readonly statusNote: string | null;
  readonly neededStatus: WireLine | null;
  readonly lines: readonly WireLine[];
  /** Headers that have a line, lower-case. */
  readonly named: ReadonlySet<string>;
}

/** The checks of one answer as a diff: what was sent and must go, what was missing, what carried it. */
export function answerLines(
  verdict: Verdict,
  hop: number,
  on: 'preflight' | 'response',
  response: Response,
): AnswerLines {
  const checks = verdict.checks.filter((check) => check.hop === hop && check.on === on);
  const status = checks.find((check) => check.name === 'Status' && FAILING.has(check.state));
  const lines: WireLine[] = [];
  const named = new Set<string>();
  const asksCors = verdict.cause === null || verdict.cause.headerHelps;
  for (const check of checks) {
    if (check.name === 'Status') continue;
    named.add(check.name.toLowerCase());
    if (asksCors || check.received !== null) lines.push(...checkLines(check, response.headerList));
    else if (FAILING.has(check.state))
      lines.push(wireLine('quiet', null, `no ${check.name.toLowerCase()} – true, but not the cause`));
  }
  return {
    statusNote: status === undefined ? null : asksCors ? 'must be 2xx' : 'the cause',
    neededStatus: status !== undefined && asksCors ? wireLine('needed', null, bestStatus(status.needed)) : null,
    lines,
    named,
  };
}

function checkLines(check: Check, headers: HeaderList): WireLine[] {
  const { name, received, needed } = check;
  switch (check.state) {
    case 'the cause':
    case 'stopped here':
    case 'fails next': {
      const note = check.state === 'fails next' ? 'fails next' : '';
      if (received === null)
        return [wireLine('needed', name, needed, note || (needed === '*' ? ONLY_PUBLIC : 'missing'))];
      const marks = marksOf(received, needed);
      // Repeated headers are shown as they came: two lines that are one value are the fault itself.
      const repeated = headers.filter(([n]) => n.toLowerCase() === name.toLowerCase());
      const sent =
        repeated.length > 1
          ? repeated.map(([, value]) => wireLine('sent', name, value, 'twice is none'))
          : [wireLine('sent', name, received, note, marks.received)];
      return needed === ''
        ? sent
        : [...sent, wireLine('needed', name, needed, needed === '*' ? ONLY_PUBLIC : '', marks.needed)];
    }
    case 'passed':
      return received === null ? [] : [wireLine('right', name, received)];
    case 'unknown':
      return received === null
        ? [wireLine('quiet', null, `${name.toLowerCase()}: depends on the credentials mode`)]
        : [wireLine('plain', name, received, 'depends on the credentials mode')];
    case 'not needed':
      return received === null ? [] : [wireLine('plain', name, received)];
  }
}

const ONLY_PUBLIC = 'only if it is public';

/** `any 2xx, best 204` → `204 No Content`. */
const bestStatus = (needed: string): string => (/\b204\b/.test(needed) || needed === '' ? '204 No Content' : needed);

/** Headers that tell who answered and why. */
export const TELLING: readonly string[] = [
  'location',
  'www-authenticate',
  'server',
  'x-powered-by',
  'via',
  'content-type',
  'vary',
  'retry-after',
  'cf-ray',
  'x-amz-cf-id',
];

/** The rest of the answer: headers worth a look, and the count of those that have nothing to do with it. */
export function noteworthyHeaders(
  verdict: Verdict,
  hop: number,
  on: 'preflight' | 'response',
  response: Response,
  named: ReadonlySet<string>,
): WireLine[] {
  const { cause, blockedBy } = verdict;
  const decides = cause !== null ? cause.hop === hop && cause.on === on : blockedBy?.hop === hop && blockedBy.on === on;
  const look = cause !== null && !cause.headerHelps && decides;
  const told = `${cause?.explanation ?? ''} ${cause?.title ?? ''}`.toLowerCase();
  const rest = response.headerList.filter(([name]) => !named.has(name.toLowerCase()));
  const lines: WireLine[] = [];
  const left: string[] = [];
  for (const [name, value] of rest) {
    const lower = name.toLowerCase();
    const isCors = lower.startsWith('access-control-');
    const evidence =
      decides &&
      cause !== null &&
      TELLING.includes(lower) &&
      (look || told.includes(lower) || lower === 'location' || lower === 'www-authenticate');
    if (evidence) lines.push(wireLine(look ? 'look' : 'plain', lower, value));
    else if (isCors || (lower === 'location' && response.status >= 300 && response.status < 400))
      lines.push(wireLine('plain', lower, value));
    else left.push(lower === 'server' || lower === 'x-powered-by' ? `${lower}: ${value.slice(0, 40)}` : lower);
  }
  if (left.length > 0) {
    const first = [...left].sort((a, b) => Number(b.includes(':')) - Number(a.includes(':'))).slice(0, 2);
    lines.push(
      wireLine(
        'quiet',
        null,
        `${many(left.length, 'more header')}: ${first.join(', ')}${left.length > 2 ? ', …' : ''}`,
      ),
    );
  }
  return lines;
}
