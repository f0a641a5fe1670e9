import type { Outcome } from '../../diagnostics/verdict';
import type { Row } from './row';

/** What the filter box asks for. Every term must hold; a term with `-` before it must not. */
export interface Filter {
  readonly terms: readonly Term[];
}

export interface Term {
  readonly field: Field;
  readonly value: string;
  readonly not: boolean;
}

export type Field = 'text' | 'method' | 'outcome' | 'rule' | 'origin' | 'status' | 'server';

const FIELDS: Readonly<Record<string, Field>> = {
  method: 'method',
  outcome: 'outcome',
  rule: 'rule',
  origin: 'origin',
  status: 'status',
  server: 'server',
  host: 'server',
};

/** `method:PUT -outcome:allowed /orders "two words"` → its terms. Anything is a filter; what is no field is plain text. */
export function parseFilter(text: string): Filter {
  const terms: Term[] = [];
  for (const [, minus, name, quoted, bare] of text.matchAll(/(-?)(?:([a-z]+):)?(?:"([^"]*)"|(\S+))/gi)) {
    const value = (quoted ?? bare ?? '').toLowerCase();
    const field = name === undefined ? 'text' : FIELDS[name.toLowerCase()];
    if (field === undefined) terms.push({ field: 'text', value: `${name}:${value}`.toLowerCase(), not: minus === '-' });
    else if (value !== '') terms.push({ field, value, not: minus === '-' });
  }
  return { terms };
}

/** Ids of every finding of a row: `rule:` finds advice, too. */
export type RulesOf = (row: Row) => readonly string[];

/** The filter as a test for rows: terms are prepared once, for lists are long. */
export function matcherOf(filter: Filter, rulesOf: RulesOf): (row: Row) => boolean {
  const tests = filter.terms.map((term) => testOf(term, rulesOf));
  return (row) => tests.every((holds) => holds(row));
}

function testOf({ field, value, not }: Term, rulesOf: RulesOf): (row: Row) => boolean {
  const holds = fieldTest(field, value, rulesOf);
  return not ? (row) => !holds(row) : holds;
}

function fieldTest(field: Field, value: string, rulesOf: RulesOf): (row: Row) => boolean {
  const found = finderOf(value);
  switch (field) {
    case 'text':
      return (row) => found(row.url) || found(row.why) || row.method.toLowerCase() === value;
    case 'method':
      return (row) => row.method.toLowerCase() === value;
    case 'outcome':
      return (row) => row.outcome.startsWith(value);
    case 'rule':
      return (row) => rulesOf(row).some(found);
    case 'origin':
      return (row) => found(row.exchange.initiator ?? '');
    case 'status':
      return (row) => statusHolds(row.status, value);
    case 'server':
      return (row) => found(row.server);
  }
}

/** As long as a pasted URL; engines refuse patterns of 100 kB. */
const PATTERN_AT_MOST = 1_000;

/** Case does not matter. A regular expression finds without making a lower-case copy of each URL. */
function finderOf(value: string): (text: string) => boolean {
  if (value.length > PATTERN_AT_MOST)
    return (text) => text.length >= value.length && text.toLowerCase().includes(value);
  const pattern = new RegExp(value.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'), 'i');
  return (text) => pattern.test(text);
}

/** `401`, `4xx`, `40`. */
const statusHolds = (status: string, value: string): boolean =>
  /^\d(x|xx)$/.test(value) ? status.startsWith(value.charAt(0)) : status.startsWith(value);

export const OUTCOMES: readonly Outcome[] = ['blocked', 'failed', 'allowed', 'pending'];

export type OutcomeCounts = Readonly<Record<Outcome, number>>;

export function countOutcomes(rows: readonly Row[]): OutcomeCounts {
  const counts = { blocked: 0, failed: 0, allowed: 0, pending: 0 };
  for (const row of rows) counts[row.outcome]++;
  return counts;
}
