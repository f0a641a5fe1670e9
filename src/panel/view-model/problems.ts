import type { Finding } from '../../diagnostics/verdict';
import { addressOf } from './address';
import type { Row } from './row';
import { capital, clip, plain } from './text';

/** A cause at a server, with everything that fell to it. One problem, one change. */
export interface Problem {
  readonly id: string;
  readonly server: string;
  readonly host: string;
  readonly finding: Finding;
  readonly rows: readonly Row[];
  /** Would a CORS header help? */
  readonly cors: boolean;
  /** Who: what, the first line without the host. */
  readonly what: string;
  readonly cause: string;
}

/** Most requests first, then first seen; those no header helps stand last. `order`: ids that keep their place. */
export function problemsOf(
  rows: readonly Row[],
  order: readonly string[],
): { readonly problems: Problem[]; readonly order: string[] } {
  const byId = new Map<string, Row[]>();
  for (const row of rows) {
    if (row.problem === null) continue;
    const group = byId.get(row.problem.id);
    if (group === undefined) byId.set(row.problem.id, [row]);
    else group.push(row);
  }
  const known = new Set(order);
  const fresh = [...byId.keys()].filter((id) => !known.has(id));
  fresh.sort((a, b) => (byId.get(b)?.length ?? 0) - (byId.get(a)?.length ?? 0));
  const ids = [...order, ...fresh];
  const problems = ids.flatMap((id) => {
    const group = byId.get(id);
    return group === undefined ? [] : [problemOf(id, group)];
  });
  return { problems: [...problems.filter(({ cors }) => cors), ...problems.filter(({ cors }) => !cors)], order: ids };
}

function problemOf(id: string, rows: readonly Row[]): Problem {
  const { server, finding } = rows[0]!.problem!;
  return {
    id,
    server,
    host: addressOf(server).host || server || 'the request',
    finding,
    rows,
    cors: finding.headerHelps,
    ...wordsOf(rows[0]!, finding),
  };
}

/** Two lines that do not repeat each other: what the server does, and what lies behind it. */
function wordsOf({ exchange }: Row, finding: Finding): { readonly what: string; readonly cause: string } {
  const hop = exchange.hops[finding.hop];
  const answer = finding.on === 'preflight' ? hop?.preflight?.response : hop?.response;
  const said = finding.title.replace(/^Not CORS: /, '');
  // What was on the wire keeps its case.
  const title = said.startsWith('`') ? plain(said) : capital(plain(said));
  if (finding.kind === 'cause' && answer && answer.status >= 300) {
    const method = finding.on === 'preflight' ? 'OPTIONS' : clip(hop?.request.method ?? '', 20);
    return { what: `answers ${method} with ${answer.status}`, cause: clip(title, 120) };
  }
  const what = clip(plain(finding.short), 60);
  const [sentence = ''] = plain(finding.explanation).split(/(?<=[.:]) /, 1);
  const cause = saysMore(title, what) || sentence === '' ? title : capital(sentence.replace(/[.:]$/, ''));
  return { what, cause: clip(cause, 120) };
}

/** Two words beyond what is said already, small ones not counted. */
function saysMore(text: string, said: string): boolean {
  const words = (of: string): string[] => of.toLowerCase().match(/[a-z]{4,}|\d+|\*/g) ?? [];
  const known = words(said);
  return words(text).filter((word) => !known.includes(word)).length >= 2;
}
