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

export function matches(filter: Filter, row: Row): boolean {
  return filter.terms.every((term) => holds(term, row) !== term.not);
}

function holds({ field, value }: Term, row: Row): boolean {
  switch (field) {
    case 'text':
      return (
        row.url.toLowerCase().includes(value) ||
        row.why.toLowerCase().includes(value) ||
        row.method.toLowerCase() === value
      );
    case 'method':
      return row.method.toLowerCase() === value;
    case 'outcome':
      return row.outcome.startsWith(value);
    case 'rule':
      return row.rules.some((rule) => rule.includes(value));
    case 'origin':
      return (row.exchange.initiator ?? '').toLowerCase().includes(value);
    case 'status':
      return statusHolds(row.status, value);
    case 'server':
      return row.server.toLowerCase().includes(value);
  }
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
