import type { Needed, NeededAnswer, NeededLine, Verdict } from '../../diagnostics/verdict';
import type { Exchange } from '../../exchange/exchange';
import { type ClientChangeText, clientChangeText } from '../../fixes/client-changes';
import type { CorsPolicy, ServerChange } from '../../fixes/fix';
import { addressOf } from './address';
import { joinPolicies } from './policy';
import { statusLine } from './status-text';
import { clip } from './text';
import { type WireLine, wireLine } from './wire-line';

/** The smallest change that lets an exchange – or all exchanges of a problem – through. */
export interface Change {
  readonly where: string;
  /** How many requests it helps. */
  readonly helps: number;
  readonly groups: readonly { readonly title: string; readonly lines: readonly WireLine[] }[];
  /** The groups as text, to paste into an issue or a config. */
  readonly copyText: string;
  /** null: no server setting helps. */
  readonly policy: CorsPolicy | null;
  /** What else has to change on the server, in the order to do it. Backticks as in findings. */
  readonly also: readonly string[];
  /** What the page can do instead. */
  readonly inPage: readonly ClientChangeText[];
}

/** What is needed of one exchange, for joining. */
export interface Case {
  readonly exchange: Exchange;
  readonly verdict: Verdict;
}

export function changeOf(cases: readonly [Case, ...Case[]]): Change | null {
  const [first] = cases;
  const leading = first.verdict.cause ?? first.verdict.blockedBy;
  if (leading !== null && !leading.headerHelps) return null;
  const answers = (on: keyof Needed) => cases.flatMap(({ verdict }) => verdict.needed[on] ?? []);
  const methods = [...new Set(cases.map(({ exchange }) => clip(exchange.hops[0].request.method, 20)))];
  const groups = [
    { title: 'On the preflight (OPTIONS)', lines: joinLines(answers('preflight')) },
    {
      title: `On the response (${methods.slice(0, 4).join(', ')}${methods.length > 4 ? ', …' : ''})`,
      lines: joinLines(answers('response')),
    },
  ].filter((group) => group.lines.length > 0);

  const server = cases.flatMap(({ verdict }) => verdict.fixes.flatMap((fix) => (fix.side === 'server' ? [fix] : [])));
  const inPage = unique(
    cases.flatMap(({ verdict }) => verdict.fixes.flatMap((fix) => (fix.side === 'client' ? [fix.change] : []))),
  );
  const [policy, ...policies] = server.map((fix) => fix.policy);
  if (groups.length === 0 && policy === undefined && inPage.length === 0) return null;

  const hop = first.exchange.hops[leading?.hop ?? 0] ?? first.exchange.hops[0];
  const askers = cases.map(({ exchange }) => exchange.initiator).filter((origin) => origin !== null);
  return {
    where:
      policy === undefined && groups.length === 0
        ? 'in the page'
        : `on ${clip(addressOf(hop.request.url).host || 'the server', 80)}`,
    helps: cases.length,
    groups: groups.map(({ title, lines }) => ({ title, lines: lines.map(diffLine) })),
    copyText: groups.map(({ title, lines }) => `# ${title}\n${lines.map(plainLine).join('\n')}`).join('\n\n'),
    policy: policy === undefined ? null : joinPolicies([policy, ...policies], askers),
    also: unique(server.flatMap((fix) => fix.also)).map((change) => ALSO[change]),
    inPage: inPage.map((change) => clientChangeText(change, first.exchange)),
  };
}

const unique = <T>(items: readonly T[]): T[] => [...new Set(items)];

/** Lines of several answers as one set: lists are joined, the rest is taken once. */
function joinLines(answers: readonly NeededAnswer[]): NeededLine[] {
  const out = new Map<string, NeededLine>();
  for (const line of answers.flatMap((answer) => answer.lines)) {
    const name = line.kind === 'header' ? line.name.toLowerCase() : 'status';
    const key = `${line.op === 'remove' ? 'remove' : 'have'} ${name}${line.op === 'remove' ? ` ${line.value}` : ''}`;
    const known = out.get(key);
    if (known === undefined) out.set(key, line);
    else if (LISTS.has(name) && line.op !== 'remove') {
      out.set(key, {
        ...line,
        op: known.op === 'keep' && line.op === 'keep' ? 'keep' : 'add',
        value: joinLists(known.value, line.value),
      });
    }
  }
  return [...out.values()].sort((a, b) => rank(a) - rank(b));
}

const ORDER = [
  'status',
  'access-control-allow-origin',
  'access-control-allow-credentials',
  'access-control-allow-methods',
  'access-control-allow-headers',
];

/** As one reads an answer: status, who, with what, then the rest; what must go stands before what comes. */
function rank(line: NeededLine): number {
  const at = ORDER.indexOf(line.kind === 'header' ? line.name.toLowerCase() : 'status');
  return (at < 0 ? ORDER.length : at) * 2 + (line.op === 'remove' ? 0 : 1);
}

const LISTS: ReadonlySet<string> = new Set([
  'access-control-allow-methods',
  'access-control-allow-headers',
  'access-control-expose-headers',
  'vary',
]);

function joinLists(a: string, b: string): string {
  const items = new Map<string, string>();
  for (const item of `${a},${b}`.split(',').map((part) => part.trim()))
    if (item !== '') items.set(item.toLowerCase(), items.get(item.toLowerCase()) ?? item);
  return [...items.values()].join(', ');
}

const SIGNS = { add: 'needed', remove: 'sent', keep: 'plain' } as const;

function diffLine(line: NeededLine): WireLine {
  const note = line.op === 'keep' ? 'already there' : '';
  if (line.kind === 'header') return wireLine(SIGNS[line.op], line.name, line.value, note);
  return wireLine(
    SIGNS[line.op],
    null,
    /^\d{3}$/.test(line.value) ? statusLine(Number(line.value), '') : line.value,
    note,
  );
}

function plainLine(line: NeededLine): string {
  const sign = { add: '+', remove: '-', keep: ' ' }[line.op];
  return `${sign} ${line.kind === 'header' ? `${line.name}: ${line.value}` : line.value}`;
}

const ALSO: Readonly<Record<ServerChange, string>> = {
  'answer-preflight-first':
    'Answer `OPTIONS` before authentication, redirects and rate limits: a preflight carries no credentials.',
  'one-layer-only': 'Let one layer add the headers. Proxy and app both do now; take them out of one.',
  'headers-on-errors': 'Send the headers on error responses too, or the page cannot read what went wrong.',
  'no-redirect-for-options': 'Do not redirect `OPTIONS`: a browser never follows a redirected preflight.',
};
