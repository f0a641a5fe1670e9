import type { Verdict } from '../diagnostics/verdict';
import type { Exchange } from '../exchange/exchange';
import { exchangeSections, type MarkdownOptions, signature } from './markdown';
import { code, escapeMarkdown, prose, table } from './markdown-text';
import { redact } from './redact';
import { type VerdictsAmong, verdictsAmong } from './verdicts';

/** What went wrong the same way on the same server: one change mends all of it. */
interface Problem {
  readonly server: string;
  readonly members: { readonly exchange: Exchange; readonly verdict: Verdict }[];
}

/** A whole recording for an issue tracker: grouped by cause and server, each group once in full, with all its URLs. */
export function markdownSummaryOf(
  exchanges: readonly Exchange[],
  options: MarkdownOptions = {},
  verdicts: VerdictsAmong = verdictsAmong,
): string {
  const { exchanges: shown } = redact(exchanges, options.redaction);
  const verdictOf = verdicts(options.recorded ? redact(options.recorded, options.redaction).exchanges : shown);
  const all = shown.map((exchange) => ({ exchange, verdict: verdictOf(exchange) }));
  const problems = problemsOf(all);
  return [
    '# CORS report',
    counts(all.map(({ verdict }) => verdict.outcome)),
    ...(problems.length === 0 ? ['No request was blocked and none failed.'] : []),
    ...problems.flatMap((problem, index) => problemSections(problem, index + 1, options)),
    signature,
  ]
    .join('\n\n')
    .concat('\n');
}

function problemsOf(all: readonly { exchange: Exchange; verdict: Verdict }[]): Problem[] {
  const problems = new Map<string, Problem>();
  for (const member of all) {
    const { outcome, cause, blockedBy } = member.verdict;
    if (outcome !== 'blocked' && outcome !== 'failed') continue;
    const server = serverOf(member.exchange);
    const key = JSON.stringify([outcome, (cause ?? blockedBy)?.rule ?? null, blockedBy?.on ?? null, server]);
    const problem = problems.get(key) ?? { server, members: [] };
    problem.members.push(member);
    problems.set(key, problem);
  }
  return [...problems.values()].sort((a, b) => b.members.length - a.members.length);
}

function serverOf(exchange: Exchange): string {
  const { url } = exchange.hops[0].request;
  return URL.canParse(url) ? new URL(url).origin : url;
}

function counts(outcomes: readonly Verdict['outcome'][]): string {
  const words = (['blocked', 'failed', 'allowed', 'pending'] as const).map(
    (outcome) => [outcome, outcomes.filter((one) => one === outcome).length] as const,
  );
  const told = words.filter(([, count]) => count > 0).map(([outcome, count]) => `${count} ${outcome}`);
  return `${outcomes.length} ${outcomes.length === 1 ? 'request' : 'requests'}${told.length > 0 ? `: ${told.join(', ')}` : ''}.`;
}

function problemSections({ server, members }: Problem, number: number, options: MarkdownOptions): string[] {
  const [first, ...rest] = members;
  if (!first) return [];
  const lead = first.verdict.cause ?? first.verdict.blockedBy;
  const title = lead ? prose(lead.title) : escapeMarkdown(first.verdict.outcome);
  const rows = members.map(({ exchange: { hops } }) => [
    escapeMarkdown(hops[0].request.method),
    code(hops[0].request.url),
    statuses(hops),
  ]);
  return [
    `## ${number}. ${title}`,
    `${members.length} ${members.length === 1 ? 'request' : 'requests'} to ${code(server)}:`,
    table(['Method', 'URL', 'Status'], rows),
    ...(rest.length > 0 ? ['The first of them in full:'] : []),
    ...exchangeSections(first.exchange, first.verdict, options, '###'),
  ];
}

const statuses = (hops: Exchange['hops']): string =>
  hops
    .flatMap((hop) => [
      ...(hop.preflight ? [`OPTIONS ${hop.preflight.response?.status ?? '–'}`] : []),
      `${hop.response?.status ?? '–'}`,
    ])
    .join(' → ');
