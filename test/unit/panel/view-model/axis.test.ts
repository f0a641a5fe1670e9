import { describe, expect, test } from 'vitest';
import { diagnose } from '../../../../src/diagnostics/diagnose';
import { axisOf, placeOf, timeAt } from '../../../../src/panel/view-model/axis';
import { rowOf } from '../../../../src/panel/view-model/row';
import { START, session } from '../../../support/session';

const rows = session
  .map((exchange) => rowOf(exchange, diagnose(exchange)))
  .sort((a, b) => a.exchange.startedAt - b.exchange.startedAt);
const axis = axisOf(rows, START + 16_000);

test('idle time is cut out, and said', () => {
  expect(axis.stretches).toHaveLength(2);
  expect(axis.gaps).toHaveLength(1);
  expect(Math.round(axis.gaps[0]!.lasted)).toBe(14_120 - 1_388);
});

test('the axis is filled to its end', () => {
  const last = axis.stretches.at(-1)!;
  expect(last.left + last.width).toBeCloseTo(100);
});

describe('a time and its place', () => {
  test.each([90, 420, 831, 14_120, 15_250])('%d ms', (at) => {
    expect(timeAt(axis, placeOf(axis, START + at))).toBeCloseTo(START + at, 0);
  });

  test('later is further right', () => {
    const places = rows.map((row) => placeOf(axis, row.exchange.startedAt));
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  test('outside there is an edge', () => {
    expect(placeOf(axis, START - 1_000_000)).toBe(0);
    expect(placeOf(axis, START + 1_000_000)).toBeCloseTo(100);
  });
});

test('nothing recorded has an axis, too', () => {
  expect(axisOf([], 5)).toMatchObject({ from: 5, to: 5, stretches: [], gaps: [] });
  expect(placeOf(axisOf([], 5), 7)).toBe(0);
});
