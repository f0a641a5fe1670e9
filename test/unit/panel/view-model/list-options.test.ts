import { describe, expect, test } from 'vitest';
import { diagnose } from '../../../../src/diagnostics/diagnose';
import { lanesOf } from '../../../../src/panel/view-model/lanes';
import { defaultOptions, readOptions, sorted, writeOptions } from '../../../../src/panel/view-model/list-options';
import { rowOf } from '../../../../src/panel/view-model/row';
import { allAtOnce } from '../../../../src/panel/view-model/steps';
import { linesOf } from '../../../support/lines-of';
import { session } from '../../../support/session';

const inOrder = (...about: Parameters<typeof sorted>) => allAtOnce(sorted(...about));
const rows = session.map((exchange) => rowOf(exchange, diagnose(exchange)));

describe('what was remembered', () => {
  test('comes back', () => {
    const options = { group: 'problem', sort: 'status', descending: true, hidden: ['bars', 'method'] } as const;
    const back = readOptions(writeOptions(options));
    expect(back).toMatchObject({ group: 'problem', sort: 'status', descending: true });
    expect([...back.hidden].sort()).toEqual(['bars', 'method']);
  });

  test.each([null, '', '{', '[]', 'null', '7', '{"group":"x","sort":1,"hidden":{}}', '{"hidden":["no such"]}'])(
    '%j gives the defaults',
    (text) => {
      expect(readOptions(text)).toEqual({
        ...defaultOptions,
        hidden: text === '{"hidden":["no such"]}' ? [] : defaultOptions.hidden,
      });
    },
  );
});

describe('order', () => {
  test('worst first by outcome, and in order of time among equals', () => {
    const outcomes = inOrder(rows, { sort: 'outcome', descending: false }).map((row) => row.outcome);
    expect(outcomes.indexOf('failed')).toBeGreaterThan(outcomes.lastIndexOf('blocked'));
    expect(outcomes.indexOf('allowed')).toBeGreaterThan(outcomes.lastIndexOf('pending'));
    const blocked = inOrder(rows, { sort: 'outcome', descending: false }).filter((row) => row.outcome === 'blocked');
    expect(blocked).toEqual(rows.filter((row) => row.outcome === 'blocked'));
  });

  test('turned round', () => {
    expect(inOrder(rows, { sort: 'time', descending: true })[0]).toBe(rows.at(-1));
  });

  test('does not touch the rows it is given', () => {
    const before = [...rows];
    inOrder(rows, { sort: 'path', descending: true });
    expect(rows).toEqual(before);
  });
});

describe('lanes', () => {
  test('by problem', () => {
    const lines = linesOf(lanesOf(rows, 'problem', []));
    const titles = lines.flatMap((line) => (line.kind === 'lane' ? [line.lane.title] : []));
    expect(titles).toContain('api.example auth runs before CORS');
    expect(titles).toContain('No problem');
  });

  test('none: rows only', () => {
    expect(linesOf(lanesOf(rows, 'none', [])).every((line) => line.kind === 'request')).toBe(true);
  });
});
