import type { Outcome, Verdict } from '../diagnostics/verdict';

/** What one line says. */
export interface Line {
  readonly outcome: Outcome;
  readonly method: string;
  readonly url: string;
  /** Why it did not get through; null: it did. */
  readonly reason: string | null;
}

/** One line per exchange: outcome, method, URL, and of what did not get through the reason. */
export function lineOf({ outcome, method, url, reason }: Line, colour: boolean): string {
  const head = `${paint(outcome.padEnd(7), colourOf[outcome], colour)}  ${printable(`${method.padEnd(6)} ${url}`)}`;
  return reason === null ? head : `${head}  ${paint(printable(reason), 'dim', colour)}`;
}

/** The cause first, then where the browser stopped. */
export function reasonOf({ cause, blockedBy }: Verdict): string {
  const parts = [
    ...(cause ? [cause.title] : []),
    ...(blockedBy ? [`${blockedBy.title} (${blockedBy.chromium ?? blockedBy.rule})`] : []),
  ];
  return parts.join(' – ').replaceAll('`', '');
}

/** A URL from a file must not move the terminal's cursor. */
const printable = (text: string): string => (/\p{Cc}/u.test(text) ? text.replace(/\p{Cc}/gu, '\uFFFD') : text);

const colourOf: Record<Outcome, Colour> = { allowed: 'green', blocked: 'red', failed: 'yellow', pending: 'dim' };

type Colour = 'red' | 'green' | 'yellow' | 'dim';
const codes: Record<Colour, readonly [number, number]> = {
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  dim: [2, 22],
};

function paint(text: string, colour: Colour, on: boolean): string {
  const [start, end] = codes[colour];
  return on ? `\u001b[${start}m${text}\u001b[${end}m` : text;
}

export function summaryOf(outcomes: readonly Outcome[], fileCount: number): string {
  const count = (outcome: Outcome) => outcomes.filter((one) => one === outcome).length;
  const told = (['blocked', 'failed', 'allowed', 'pending'] as const)
    .filter((outcome) => count(outcome) > 0)
    .map((outcome) => `${count(outcome)} ${outcome}`);
  const requests = `${outcomes.length} ${outcomes.length === 1 ? 'request' : 'requests'}`;
  const all = fileCount === 1 ? requests : `${requests} in ${fileCount} files`;
  return told.length > 0 ? `${all}: ${told.join(', ')}.` : `${all}.`;
}
