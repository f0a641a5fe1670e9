import { describe, expect, test } from 'vitest';
import type { Exchange } from '../../../src/exchange/exchange';
import type { LogMessage } from '../../../src/protocol/messages';
import { apply, applyAll, emptyReplica, type Replica } from '../../../src/protocol/replica';
import { session } from '../../support/session';

const state = emptyReplica.state;
const at = (seq: number, epoch = 'a') => ({ epoch, seq });
const snapshot = (seq: number, exchanges: readonly Exchange[], epoch = 'a'): LogMessage => ({
  type: 'snapshot',
  cursor: at(seq, epoch),
  state,
  exchanges,
});
const changed = (
  seq: number,
  exchanges: readonly Exchange[],
  dropped: readonly string[] = [],
  epoch = 'a',
): LogMessage => ({
  type: 'changed',
  cursor: at(seq, epoch),
  state,
  exchanges,
  dropped,
});
const [one, two, three] = session as readonly [Exchange, Exchange, Exchange];
const ids = (replica: Replica | 'resync'): string[] | 'resync' =>
  replica === 'resync' ? replica : [...replica.exchanges.keys()];

test('a change replaces by id and keeps the place', () => {
  const replica = applyAll(emptyReplica, [
    snapshot(1, [one, two]),
    changed(2, [{ ...one, tabId: 9 }, three]),
  ]) as Replica;
  expect(ids(replica)).toEqual([one.id, two.id, three.id]);
  expect(replica.exchanges.get(one.id)?.tabId).toBe(9);
});

test('what was dropped leaves', () => {
  expect(ids(applyAll(emptyReplica, [snapshot(1, [one, two]), changed(2, [], [one.id])]))).toEqual([two.id]);
});

describe('asks for a snapshot when', () => {
  test.each([
    ['a change comes before any snapshot', [changed(1, [one])]],
    ['a change was missed', [snapshot(1, [one]), changed(3, [two])]],
    ['the log began a new life', [snapshot(1, [one]), changed(2, [two], [], 'b')]],
    [
      'a clearing was missed',
      [snapshot(1, [one]), { type: 'cleared', cursor: at(3), state, because: 'user' } as const],
    ],
  ])('%s', (_, messages) => expect(applyAll(emptyReplica, messages as LogMessage[])).toBe('resync'));
});

test('a snapshot mends whatever came before it', () => {
  expect(ids(apply(applyAll(emptyReplica, [snapshot(1, [one])]) as Replica, snapshot(7, [three], 'b')))).toEqual([
    three.id,
  ]);
});

test('a burst at once is the same as one by one, and leaves the old replica as it was', () => {
  const messages = [
    snapshot(1, [one, two]),
    changed(2, [three], [one.id]),
    changed(3, [one]),
    { type: 'cleared', cursor: at(4), state, because: 'user' } as const,
    changed(5, [two]),
  ];
  const before = apply(emptyReplica, messages[0]!) as Replica;
  let step: Replica | 'resync' = before;
  for (const message of messages.slice(1)) if (step !== 'resync') step = apply(step, message);
  expect(applyAll(before, messages.slice(1))).toEqual(step);
  expect(ids(before)).toEqual([one.id, two.id]);
});
