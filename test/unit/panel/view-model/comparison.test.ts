import { describe, expect, test } from 'vitest';
import { diagnose } from '../../../../src/diagnostics/diagnose';
import { candidatesFor, comparisonOf } from '../../../../src/panel/view-model/comparison';
import { rowOf } from '../../../../src/panel/view-model/row';
import { hostile, session } from '../../../support/session';

const rows = [...session, ...hostile].map((exchange) => rowOf(exchange, diagnose(exchange)));
const row = (id: string) => rows.find((one) => one.id === id)!;
const of = (id: string) => ({ exchange: row(id).exchange, verdict: diagnose(row(id).exchange) });
const compared = (left: string, right: string) => comparisonOf(of(left), of(right));

describe('what it is compared with', () => {
  test('has passed, and the most similar comes first', () => {
    const ids = candidatesFor(row('e13'), rows).map((one) => one.id);
    expect(ids[0]).toBe('e06');
    expect(ids).toEqual(expect.arrayContaining(['e02', 'e12']));
    for (const id of ids) expect(row(id).outcome).toBe('allowed');
  });

  test('is the same endpoint, where that passed', () => {
    const again = { ...row('e06'), id: 'again', path: '/v1/orders' };
    expect(candidatesFor(row('e13'), [...rows, again])[0]?.id).toBe('again');
  });

  test('is nothing when nothing passed', () => {
    expect(
      candidatesFor(
        row('e13'),
        rows.filter((one) => one.outcome !== 'allowed'),
      ),
    ).toEqual([]);
    expect(comparisonOf(of('e13'), null)).toMatchObject({ right: null, decider: null });
  });
});

describe('the difference that decides', () => {
  test('is the status of the preflight where authentication ran first', () => {
    const { decider } = compared('e13', 'e06');
    expect(decider).toMatchObject({
      name: 'status',
      left: { text: '401 Unauthorized' },
      right: { text: '204 No Content' },
    });
    expect(decider?.so).toBe(
      'Both come from `api.example`. The status decides: `OPTIONS` on `/v1/orders` is answered with `401 Unauthorized`, `OPTIONS` on `/v1/cart/7` with `204 No Content`.',
    );
  });

  test('is the header where only that differs', () => {
    const { decider } = compared('e03', 'e02');
    expect(decider).toMatchObject({ name: 'access-control-allow-origin', left: { text: 'https://app.example/' } });
  });

  test('is none between two that passed', () => {
    expect(compared('e02', 'e06').decider).toBeNull();
  });
});

test('equal lines are told from those that differ', () => {
  const [page] = compared('e13', 'e06').sections;
  const same = Object.fromEntries(page!.rows.map((one) => [one.name, one.same]));
  expect(same).toMatchObject({ method: false, server: true, page: true });
});

test('whatever strangers send can be compared', () => {
  for (const { id } of hostile) expect(() => compared(id, 'e02')).not.toThrow();
  for (const { id } of hostile) expect(() => compared('e13', id)).not.toThrow();
});
