import { describe, expect, test } from 'vitest';
import { diagnose } from '../../../../src/diagnostics/diagnose';
import { matcherOf, parseFilter } from '../../../../src/panel/view-model/filter';
import { type Row, rowOf } from '../../../../src/panel/view-model/row';
import { session } from '../../../support/session';

const rows = session.map((exchange) => rowOf(exchange, diagnose(exchange)));
const rulesOf = (row: Row): string[] => diagnose(row.exchange).findings.map((finding) => finding.rule);
const matches = (text: string, row: Row): boolean => matcherOf(parseFilter(text), rulesOf)(row);
const found = (text: string): string[] => rows.filter((row) => matches(text, row)).map((row) => row.id);

describe('the filter finds', () => {
  test.each([
    ['', rows.map((row) => row.id)],
    ['/v1/cart', ['e06', 'e12']],
    ['method:PATCH', ['e14']],
    ['method:put outcome:allowed', ['e06', 'e12']],
    ['outcome:pending', ['e17']],
    ['status:401', ['e13', 'e14', 'e15']],
    ['status:5xx', ['e08', 'e16']],
    ['server:partner -status:204', ['e17']],
    ['host:cdn', ['e03']],
    ['origin:http://app.example', ['e01']],
    ['rule:authentication', ['e13', 'e14', 'e15']],
    ['"auth runs"', ['e13', 'e14', 'e15']],
    ['PATCH', ['e14']],
    ['no such thing', []],
  ])('%s', (text, ids) => expect(found(text)).toEqual(ids));
});

test('what is no field is plain text, and half a field hides nothing', () => {
  expect(found('http://hooks')).toEqual(['e01']);
  expect(found('method:')).toEqual([]);
  expect(parseFilter('-')).toEqual({ terms: [{ field: 'text', value: '-', not: false }] });
});

test.each([
  ['a quote', '"'],
  ['half a quoted term', '-"'],
  ['colons', ':::'],
  ['more colons', 'a:b:c'],
  ['an open bracket', '('],
  ['another', '['],
  ['a backslash', '\\'],
  ['a null character', '\u0000'],
  ['100 kB', `x${'y'.repeat(100_000)}`],
])('%s does not throw', (_, text) => expect(() => found(text)).not.toThrow());

test('a whole URL of 100 kB is found', () => {
  const url = `https://api.example/${'A'.repeat(100_000)}`;
  const row = { ...rows[0]!, url };
  expect(matches(url, row)).toBe(true);
  expect(matches(`${url}x`, row)).toBe(false);
});

test('a pattern’s own characters are plain text', () => {
  const row = { ...rows[0]!, url: 'https://api.example/a.b(c)[d]*+?^$|x' };
  expect(matches('a.b(c)[d]*+?^$|x', row)).toBe(true);
  expect(matches('aXb', row)).toBe(false);
});
