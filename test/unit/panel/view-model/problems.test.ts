import { describe, expect, test } from 'vitest';
import { diagnose } from '../../../../src/diagnostics/diagnose';
import { lanesOf } from '../../../../src/panel/view-model/lanes';
import { problemsOf } from '../../../../src/panel/view-model/problems';
import { nameOf, rowOf } from '../../../../src/panel/view-model/row';
import { linesOf } from '../../../support/lines-of';
import { hostile, session } from '../../../support/session';

const rows = session.map((exchange) => rowOf(exchange, diagnose(exchange)));

describe('problems', () => {
  const { problems, order } = problemsOf(rows, []);

  test('are one per cause and server, the most requests first', () => {
    expect(problems[0]).toMatchObject({ host: 'api.example', what: 'answers OPTIONS with 401', cors: true });
    expect(problems[0]?.rows.map((row) => row.id)).toEqual(['e13', 'e14', 'e15']);
    expect(problems[1]).toMatchObject({ host: 'search.partner.example' });
    expect(problems[1]?.rows).toHaveLength(2);
  });

  test('no header helps against stand last', () => {
    const helps = problems.map((problem) => problem.cors);
    expect(helps).toEqual([...helps].sort((a, b) => Number(b) - Number(a)));
    expect(helps).toContain(false);
  });

  test('hold every blocked and failed request once', () => {
    const held = problems.flatMap((problem) => problem.rows.map((row) => row.id)).sort();
    expect(held).toEqual(
      rows
        .filter((row) => row.outcome === 'blocked' || row.outcome === 'failed')
        .map((row) => row.id)
        .sort(),
    );
  });

  test('do not say the same twice', () => {
    for (const { what, cause } of problems) expect(cause.toLowerCase()).not.toBe(what.toLowerCase());
  });

  test('keep their place when others overtake them', () => {
    const slash = rows.find((row) => row.id === 'e03')!;
    const more = Array.from({ length: 9 }, (_, index) => ({ ...slash, id: `more-${index}` }));
    const later = problemsOf([...rows, ...more], order).problems;
    expect(later.map((problem) => problem.id)).toEqual(problems.map((problem) => problem.id));
  });
});

describe('lanes', () => {
  const lanes = lanesOf(rows, 'server', []);
  const lines = linesOf(lanes);

  test('are servers, the most requests first, each with its head', () => {
    expect(lines[0]).toMatchObject({ kind: 'lane', lane: { title: 'https://api.example' } });
    expect(lines.filter((line) => line.kind === 'lane')).toHaveLength(new Set(rows.map((row) => row.server)).size);
  });

  test('count rows through', () => {
    const indexes = lines.flatMap((line) => (line.kind === 'request' ? [line.index] : []));
    expect(indexes).toEqual(rows.map((_, index) => index));
  });

  test('are found by the id of the request', () => {
    for (const row of rows) expect(lanes.lineAt(lanes.lineOf(row.id))).toMatchObject({ kind: 'request', row });
    expect(lanes.lineOf('no such')).toBe(-1);
    expect(lanes.lineAt(lanes.lineCount)).toBeNull();
  });

  test('keep their place', () => {
    const others = rows.filter((row) => row.server !== 'https://api.example');
    const again = lanesOf(others, 'server', lanes.order);
    expect(again.order).toEqual(lanes.order);
  });
});

test('a row is named by method, URL and outcome', () => {
  expect(nameOf(rows[12]!)).toBe('POST https://api.example/v1/orders blocked: auth runs before CORS');
  for (const row of rows) expect(nameOf(row)).toContain(row.outcome);
});

test('requests that need no CORS are not listed', () => {
  expect(rows.filter((row) => !row.corsApplies).map((row) => row.id)).toEqual(['e19', 'e20']);
});

test('whatever strangers send makes a row', () => {
  for (const exchange of hostile) expect(nameOf(rowOf(exchange, diagnose(exchange))).length).toBeLessThan(3_000);
});
