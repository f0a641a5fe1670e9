import type { Check, Verdict } from '../../diagnostics/verdict';
import type { Exchange } from '../../exchange/exchange';
import { ordinalOf } from './hops';
import { type Marked, marksOf, unmarked } from './marks';
import { statusLine } from './status-text';

/** The table Sent | Received | Needed, one group per answer the browser checked. */
export interface CheckGroup {
  readonly title: string;
  readonly rows: readonly CheckRow[];
}

export interface CheckRow {
  /** `Access-Control-` for headers that begin so, else ''. */
  readonly prefix: string;
  readonly name: string;
  readonly sent: string;
  /** null: missing. */
  readonly received: Marked | null;
  readonly receivedText: string;
  readonly needed: Marked;
  readonly neededText: string;
  readonly state: Check['state'];
  /** What stands beside the received value; '' for a check that passed. */
  readonly tag: string;
}

export function checkGroupsOf(exchange: Exchange, verdict: Verdict): CheckGroup[] {
  const groups = new Map<string, { title: string; rows: CheckRow[] }>();
  for (const check of verdict.checks) {
    const key = `${check.hop} ${check.on}`;
    const group = groups.get(key) ?? { title: titleOf(exchange, check), rows: [] };
    group.rows.push(rowOf(check));
    groups.set(key, group);
  }
  return [...groups.values()];
}

function titleOf(exchange: Exchange, { on, hop }: Check): string {
  const name = on === 'preflight' ? 'Preflight answer' : hop < exchange.hops.length - 1 ? 'Redirect' : 'Response';
  return exchange.hops.length > 1 ? `${name}, ${ordinalOf(hop)} request` : name;
}

function rowOf(check: Check): CheckRow {
  const failing = FAILING.has(check.state);
  const marks =
    failing && check.received !== null
      ? marksOf(check.received, check.needed)
      : { received: unmarked(check.received ?? ''), needed: unmarked(check.needed) };
  const prefix = check.name.startsWith('Access-Control-') ? 'Access-Control-' : '';
  const isStatus = check.name === 'Status';
  const neededText = isStatus ? statusWords(check.needed) : neededWords(check);
  const receivedText = isStatus ? statusWords(check.received ?? '') : (check.received ?? '');
  return {
    prefix,
    name: check.name.slice(prefix.length),
    sent: check.sent,
    received: check.received === null ? null : isStatus ? unmarked(receivedText) : marks.received,
    receivedText,
    needed: neededText === check.needed ? marks.needed : unmarked(neededText),
    neededText,
    state: check.state,
    tag: TAGS[check.state],
  };
}

/** `401` → `401 Unauthorized`. */
const statusWords = (status: string): string => (/^\d{3}$/.test(status) ? statusLine(Number(status), '') : status);

/** With an unknown credentials mode the need itself is not known, and a guess is never shown as a fact. */
function neededWords({ name, needed, state }: Check): string {
  if (state === 'unknown' && needed === '' && name === 'Access-Control-Allow-Credentials')
    return 'true, if sent with credentials';
  return needed;
}

export const FAILING: ReadonlySet<Check['state']> = new Set(['stopped here', 'fails next', 'the cause']);

const TAGS: Readonly<Record<Check['state'], string>> = {
  'stopped here': 'stopped here',
  'fails next': 'fails next',
  'the cause': 'the cause',
  unknown: '',
  passed: '',
  'not needed': '',
};
