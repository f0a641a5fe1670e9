import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diagnose } from '../../../../src/diagnostics/diagnose';
import type { Exchange } from '../../../../src/exchange/exchange';
import { rowIndex } from '../../../../src/panel/store/row-index';
import { type Row, rowOf } from '../../../../src/panel/view-model/row';
import { session } from '../../../support/session';

const [model] = session as readonly [Exchange, ...Exchange[]];
const exchange = (id: number, startedAt: number, tabId = 1): Exchange => ({
  ...model,
  id: String(id),
  startedAt,
  tabId,
});

/** An index whose clock stands still until it is told to settle. */
function bench() {
  let rows: readonly Row[] = [];
  let clock = 0;
  const index = rowIndex({
    rowOf: (one) => rowOf(one, diagnose(one)),
    publish: (made) => {
      rows = made;
    },
    now: () => clock,
  });
  return {
    index,
    rows: () => rows,
    settle() {
      do clock += 10_000;
      while (index.work.step() !== 'done');
    },
  };
}

test('whatever comes, changes and leaves, in whatever pieces: the rows are those of the log, in order of time', () => {
  const step = fc.oneof(
    fc.record({ do: fc.constant('tell' as const), id: fc.nat(12), at: fc.nat(6), version: fc.nat(5) }),
    fc.record({ do: fc.constant('drop' as const), id: fc.nat(12) }),
    fc.record({ do: fc.constant('work' as const) }),
    fc.record({ do: fc.constant('settle' as const) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const { index, rows, settle } = bench();
      const log = new Map<string, Exchange>();
      for (const one of steps) {
        switch (one.do) {
          case 'tell': {
            const told = exchange(one.id, one.at, one.version);
            log.set(told.id, told);
            index.change({ told: [told], gone: [] });
            break;
          }
          case 'drop':
            log.delete(String(one.id));
            index.change({ told: [], gone: [String(one.id)] });
            break;
          case 'work':
            index.work.step();
            break;
          case 'settle':
            settle();
            break;
        }
      }
      settle();
      const byId = (list: readonly Exchange[]) => [...list].sort((a, b) => Number(a.id) - Number(b.id));
      expect(byId(rows().map((row) => row.exchange))).toEqual(byId([...log.values()]));
      const times = rows().map((row) => row.exchange.startedAt);
      expect(times).toEqual([...times].sort((a, b) => a - b));
      for (const row of rows()) expect(index.rowOf(row.id)).toBe(row);
    }),
  );
});

test('a burst is published together, not row by row', () => {
  const { index, rows } = bench();
  index.change({ told: Array.from({ length: 20 }, (_, at) => exchange(at, at)), gone: [] });
  index.work.step();
  expect(rows()).toHaveLength(0);
  while (index.work.step() !== 'done');
  expect(rows()).toHaveLength(20);
});
