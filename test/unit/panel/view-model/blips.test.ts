import { expect, test } from 'vitest';
import { diagnose } from '../../../../src/diagnostics/diagnose';
import { axisOf } from '../../../../src/panel/view-model/axis';
import { blipsOf } from '../../../../src/panel/view-model/blips';
import { rowOf, toneOf } from '../../../../src/panel/view-model/row';
import { many, START, session } from '../../../support/session';

const rowsOf = (exchanges: typeof session) => exchanges.map((exchange) => rowOf(exchange, diagnose(exchange)));

test('a short recording is drawn whole', () => {
  const rows = rowsOf(session);
  const blips = blipsOf(rows, axisOf(rows, START + 16_000));
  expect(blips.map(({ tone }) => tone)).toEqual(rows.map(toneOf));
  for (const { left, width } of blips) {
    expect(left).toBeGreaterThanOrEqual(0);
    expect(left + width).toBeLessThanOrEqual(100.001);
  }
});

test('of a long one a few hundred are, and few problems among many others are all there', () => {
  const rows = rowsOf(many(3_000));
  const few = rows.filter((row, at) => row.problem === null || at % 100 === 0);
  const problems = few.filter((row) => row.problem !== null).length;
  const blips = blipsOf(few, axisOf(few, START + 16_000));
  expect(blips.length).toBeLessThanOrEqual(400);
  expect(blips.filter(({ tone }) => tone === 'blocked' || tone === 'failed')).toHaveLength(problems);
  expect(problems).toBeGreaterThan(5);
});
