import type { Outcome } from '../../diagnostics/verdict';
import type { Exchange, Hop, Response } from '../../exchange/exchange';
import { get, type HeaderList } from '../../fetch-standard/header-list';
import { addressOf } from './address';
import type { Case } from './change';
import { FAILING } from './checks';
import { duration } from './clock';
import type { Row } from './row';
import { spansOf } from './spans';
import { statusLine } from './status-text';
import { clip } from './text';

/** Two exchanges side by side: the difference that decides, then what else differs. */
export interface Comparison {
  readonly left: Side;
  /** null: nothing recorded can be compared with it. */
  readonly right: Side | null;
  /** null: no difference of theirs decided. */
  readonly decider: Decider | null;
  readonly sections: readonly Section[];
  /** What would still fail, were the left one answered as the right one. */
  readonly failsNext: readonly string[];
}

export interface Side {
  readonly id: string;
  readonly outcome: Outcome;
  readonly method: string;
  readonly path: string;
}

export interface Decider {
  readonly name: string;
  readonly left: Cell;
  readonly right: Cell;
  /** One sentence; backticks as in findings. */
  readonly so: string;
}

export interface Section {
  readonly title: string;
  readonly rows: readonly ComparedRow[];
}

export interface ComparedRow {
  readonly name: string;
  readonly left: Cell;
  readonly right: Cell;
  readonly same: boolean;
  readonly decides: boolean;
}

/** null: not there. */
export type Cell = { readonly text: string; readonly wire: boolean } | null;

/** What an exchange can be compared with. */
export interface Candidate {
  readonly id: string;
  readonly name: string;
}

const CANDIDATES_AT_MOST = 40;

/**
 * What passed and is most like the row: same endpoint, same server, same method, same page, near in time; the most similar
 * first. Rows in order of time. One look at each of 50,000 rows, since new ones may come at any time.
 */
export function candidatesFor(row: Row, rows: readonly Row[]): readonly Row[] {
  const found: { readonly other: Row; readonly likeness: number }[] = [];
  for (let at = rows.length - 1; at >= 0; at--) {
    const other = rows[at]!;
    if (other.outcome !== 'allowed' || !other.corsApplies || other.id === row.id) continue;
    const points = likeness(row, other);
    const last = found.length === CANDIDATES_AT_MOST ? found[CANDIDATES_AT_MOST - 1]!.likeness : -1;
    if (points <= last) continue;
    let place = found.length;
    while (place > 0 && found[place - 1]!.likeness < points) place--;
    found.splice(place, 0, { other, likeness: points });
    if (found.length > CANDIDATES_AT_MOST) found.pop();
    if (last === ALIKE) break;
  }
  return found.map(({ other }) => other);
}

export const candidateOf = (row: Row): Candidate => ({ id: row.id, name: clip(`${row.method} ${row.path}`, 90) });

/** As like as can be. */
const ALIKE = 84;

function likeness(a: Row, b: Row): number {
  let points = 0;
  if (a.server === b.server) points += 40;
  points += likenessOfPaths(a.path, b.path);
  if (a.method === b.method) points += 6;
  if (a.exchange.initiator === b.exchange.initiator) points += 5;
  if ((a.exchange.hops[0].preflight === null) === (b.exchange.hops[0].preflight === null)) points += 3;
  return points;
}

/** 30 for the same path, else 4 for each of the first five folders they share; queries do not count. */
function likenessOfPaths(a: string, b: string): number {
  const [endOfA, endOfB] = [endOfPath(a), endOfPath(b)];
  const end = Math.min(endOfA, endOfB);
  let at = 0;
  let folders = 0;
  while (at < end && a.charCodeAt(at) === b.charCodeAt(at)) {
    if (a.charCodeAt(at) === SLASH && at > 0) folders += 1;
    at += 1;
  }
  if (at === endOfA && at === endOfB) return 30;
  // One path ends where a folder of the other does.
  if ((at === endOfA && b.charCodeAt(at) === SLASH) || (at === endOfB && a.charCodeAt(at) === SLASH)) folders += 1;
  return 4 * Math.min(5, folders);
}

const SLASH = 0x2f;

function endOfPath(path: string): number {
  const query = path.indexOf('?');
  return query < 0 ? path.length : query;
}

export function comparisonOf(left: Case, right: Case | null): Comparison {
  if (right === null) return { left: sideOf(left), right: null, decider: null, sections: [], failsNext: [] };
  const deciding = decidingNames(left);
  const sections = [pageSection(left, right), ...answerSections(left, right, deciding)];
  const rows = sections.flatMap((section) => section.rows.map((row) => ({ section, row })));
  const first = rows.find(({ row }) => row.decides);
  return {
    left: sideOf(left),
    right: sideOf(right),
    decider: first === undefined ? null : deciderOf(first.section.title, first.row, left, right),
    sections,
    failsNext: left.verdict.findings.filter(({ kind }) => kind === 'would block next').map(({ title }) => title),
  };
}

function sideOf({ exchange, verdict }: Case): Side {
  const { method, url } = exchange.hops[0].request;
  return { id: exchange.id, outcome: verdict.outcome, method: clip(method, 20), path: clip(addressOf(url).path, 120) };
}

/** The checks that failed on the left, the cause first: `preflight status`, `response access-control-allow-origin`. */
function decidingNames({ verdict }: Case): readonly string[] {
  const failed = verdict.checks.filter((check) => FAILING.has(check.state) && check.state !== 'fails next');
  const causeFirst = [...failed].sort((a, b) => Number(b.state === 'the cause') - Number(a.state === 'the cause'));
  const names = causeFirst.map((check) => `${check.on} ${check.name.toLowerCase()}`);
  // A cause read from the status of a response has no line of its own in the table.
  return verdict.cause !== null && verdict.cause.on === 'response' ? [...names, 'response status'] : names;
}

function pageSection(left: Case, right: Case): Section {
  const row = (name: string, of: (side: Case) => Cell): ComparedRow => compared(name, of(left), of(right), false);
  const first = ({ exchange }: Case) => exchange.hops[0].request;
  return {
    title: 'Page asked',
    rows: [
      row('method', (side) => wire(first(side).method)),
      row('server', (side) => wire(addressOf(first(side).url).origin)),
      row('path', (side) => wire(addressOf(first(side).url).path)),
      row('page', ({ exchange }) => (exchange.initiator === null ? null : wire(exchange.initiator))),
      row('credentials mode', ({ verdict }) =>
        verdict.credentialsMode === null ? null : words(verdict.credentialsMode.value),
      ),
      row('what needs a preflight', ({ verdict }) => {
        const triggers = verdict.preflight.triggers.map((trigger) =>
          trigger.kind === 'header' ? trigger.name : trigger.kind === 'method' ? trigger.method : trigger.kind,
        );
        return triggers.length === 0 ? words('nothing') : wire(triggers.join(', '));
      }),
      row('redirects', ({ exchange }) => words(String(exchange.hops.length - 1))),
    ],
  };
}

function answerSections(left: Case, right: Case, deciding: readonly string[]): Section[] {
  const last = ({ exchange, verdict }: Case): { hop: Hop; index: number } => {
    const index = (verdict.cause ?? verdict.blockedBy)?.hop ?? exchange.hops.length - 1;
    return { hop: exchange.hops[index] ?? exchange.hops[0], index };
  };
  const [a, b] = [last(left), last(right)];
  const kept = ({ verdict }: Case): Cell =>
    verdict.preflight.answeredFrom === 'preflight cache' ? words('from the preflight cache') : null;
  const preflight = answerRows(
    'preflight',
    a.hop.preflight?.response ?? null,
    b.hop.preflight?.response ?? null,
    deciding,
  );
  const response = answerRows('response', a.hop.response, b.hop.response, deciding);
  const took = (side: Case, index: number, kind: 'preflight' | 'request'): Cell => {
    const span = spansOf(side.exchange).find((one) => one.hop === index && one.kind === kind);
    return span === undefined || span.to === null ? null : words(duration(span.to - span.from));
  };
  return [
    {
      title: 'Preflight answered',
      rows: [
        ...(kept(left) || kept(right) ? [compared('kept', kept(left), kept(right), false)] : []),
        ...preflight,
        compared('took', took(left, a.index, 'preflight'), took(right, b.index, 'preflight'), false),
      ],
    },
    {
      title: 'Request answered',
      rows: [...response, compared('took', took(left, a.index, 'request'), took(right, b.index, 'request'), false)],
    },
  ].filter((section) => section.rows.some((row) => row.left !== null || row.right !== null));
}

const CORS_FIRST = [
  'access-control-allow-origin',
  'access-control-allow-credentials',
  'access-control-allow-methods',
  'access-control-allow-headers',
  'access-control-expose-headers',
  'access-control-max-age',
  'vary',
];

function answerRows(
  on: 'preflight' | 'response',
  a: Response | null,
  b: Response | null,
  deciding: readonly string[],
): ComparedRow[] {
  if (a === null && b === null) return [];
  const status = (response: Response | null): Cell =>
    response === null ? words('no answer') : wire(statusLine(response.status, response.statusText));
  const names = new Set([...CORS_FIRST, ...namesIn(a), ...namesIn(b)]);
  const decides = (name: string, left: Cell, right: Cell): boolean =>
    deciding.includes(`${on} ${name}`) && left?.text !== right?.text;
  const statusRow = compared('status', status(a), status(b), decides('status', status(a), status(b)));
  // Against an answer that never came, every header differs and none of them tells anything.
  if (a === null || b === null) return [statusRow];
  const headerRows = [...names].flatMap((name) => {
    const [left, right] = [header(a, name), header(b, name)];
    return left === null && right === null ? [] : [compared(name, left, right, decides(name, left, right))];
  });
  return [statusRow, ...headerRows];
}

const namesIn = (response: Response | null): string[] =>
  (response?.headerList ?? ([] as HeaderList)).map(([name]) => name.toLowerCase());

function header(response: Response | null, name: string): Cell {
  const value = response === null ? null : get(response.headerList, name);
  return value === null ? null : wire(value);
}

const wire = (text: string): Cell => ({ text, wire: true });
const words = (text: string): Cell => ({ text, wire: false });

const compared = (name: string, left: Cell, right: Cell, decides: boolean): ComparedRow => ({
  name,
  left,
  right,
  same: left?.text === right?.text,
  decides,
});

function deciderOf(title: string, row: ComparedRow, left: Case, right: Case): Decider {
  const [a, b] = [sideOf(left), sideOf(right)];
  const sameServer = serverOf(left.exchange) === serverOf(right.exchange);
  const what = title === 'Preflight answered' ? '`OPTIONS` on ' : '';
  const told = (cell: Cell): string => (cell === null ? 'without it' : `with \`${clip(cell.text, 80)}\``);
  const name = row.name === 'status' ? 'the status' : `\`${row.name}\``;
  const where = sameServer ? `Both come from \`${addressOf(left.exchange.hops[0].request.url).host}\`. ` : '';
  return {
    name: row.name,
    left: row.left,
    right: row.right,
    so: `${where}${name === 'the status' ? 'The status decides' : `${name} decides`}: ${what}\`${a.path}\` is answered ${told(row.left)}, ${what}\`${b.path}\` ${told(row.right)}.`,
  };
}

const serverOf = (exchange: Exchange): string => addressOf(exchange.hops[0].request.url).origin;
