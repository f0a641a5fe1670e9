import type { Response } from '../../exchange/exchange';
import { get } from '../../fetch-standard/header-list';
import { addressOf } from './address';
import { type Case, type Change, changeOf } from './change';
import { timeOfDay } from './clock';
import { type Detail, detailOf } from './detail';
import { commonFolder } from './policy';
import type { Problem } from './problems';
import { statusLine } from './status-text';
import { clip, many } from './text';

/** All requests of one problem: what they share, and one change for all. */
export interface GroupPage {
  readonly problem: Problem;
  /** The first of them, for verdict and answers. */
  readonly lead: Detail;
  readonly title: string;
  readonly shared: readonly Shared[];
  readonly change: Change | null;
}

export interface Shared {
  readonly name: string;
  /** Backticks as in findings. */
  readonly value: string;
}

export function groupPageOf(problem: Problem, cases: readonly [Case, ...Case[]], now: number): GroupPage {
  const [first, ...rest] = cases;
  return {
    problem,
    lead: detailOf(first.exchange, first.verdict, rest, now),
    title: many(problem.rows.length, 'request'),
    shared: sharedBy(cases, problem.rows.length),
    change: changeOf(cases),
  };
}

function sharedBy(cases: readonly [Case, ...Case[]], count: number): Shared[] {
  const exchanges = cases.map(({ exchange }) => exchange);
  const [first] = exchanges;
  const paths = exchanges.map(({ hops }) => addressOf(hops[0].request.url).path.split('?', 1)[0] ?? '/');
  const folder = commonFolder(paths);
  const answers = cases.map(decidingAnswer).filter((response) => response !== null);
  const all = `, all ${count}`;
  const row = (name: string, value: string): Shared[] => (value === '' ? [] : [{ name, value }]);
  return [
    ...row('Server', `\`${addressOf(first!.hops[0].request.url).origin}\`${all}`),
    ...row('Page', tally(exchanges.map(({ initiator }) => `\`${clip(initiator ?? 'not known', 80)}\``))),
    ...row(
      'Path',
      folder === null
        ? ''
        : paths.every((path) => path === folder)
          ? `\`${clip(folder, 100)}\`${all}`
          : `begins with \`${clip(folder, 100)}\`${all}`,
    ),
    ...row('Method', tally(exchanges.map(({ hops }) => clip(hops[0].request.method, 20)))),
    ...row('Status', tally(answers.map(({ status, statusText }) => statusLine(status, statusText)))),
    ...row('Server says', tally(answers.flatMap((response) => signs(response)))),
    ...row('Since', `${timeOfDay(Math.min(...exchanges.map(({ startedAt }) => startedAt)))}, the first of them`),
  ];
}

function decidingAnswer({ exchange, verdict }: Case): Response | null {
  const finding = verdict.cause ?? verdict.blockedBy;
  const hop = exchange.hops[finding?.hop ?? exchange.hops.length - 1];
  return (finding?.on === 'preflight' ? hop?.preflight?.response : hop?.response) ?? null;
}

function signs(response: Response): string[] {
  return ['server', 'x-powered-by', 'via'].flatMap((name) => {
    const value = get(response.headerList, name);
    return value === null ? [] : [`\`${name}: ${clip(value, 60)}\``];
  });
}

/** `POST, PATCH twice, DELETE 9 times`. */
function tally(items: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  const parts = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 6);
  const one = counts.size === 1 && items.length > 1;
  return parts
    .map(([item, count]) => (one ? `${item}, all ${count}` : count === 1 ? item : `${item} ${count} times`))
    .join(', ');
}
