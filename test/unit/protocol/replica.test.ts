import { describe, expect, test } from 'vitest';
import type { Exchange } from '../../../src/exchange/exchange';
import type { LogMessage } from '../../../src/protocol/messages';
import { type Applied, applyAll, emptyReplica } from '../../../src/protocol/replica';
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
const applied = (...messages: LogMessage[]): Applied => {
  const made = applyAll(emptyReplica, messages);
  if (made === 'resync') throw new Error('resync');
  return made;
};
const ids = ({ replica }: Applied): string[] => [...replica.exchanges.keys()];

test('a change replaces by id and keeps the place', () => {
  const made = applied(snapshot(1, [one, two]), changed(2, [{ ...one, tabId: 9 }, three]));
  expect(ids(made)).toEqual([one.id, two.id, three.id]);
  expect(made.replica.exchanges.get(one.id)?.tabId).toBe(9);
});

test('what was dropped leaves', () => {
  expect(ids(applied(snapshot(1, [one, two]), changed(2, [], [one.id])))).toEqual([two.id]);
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

  test('and then leaves everything as it was', () => {
    const { replica } = applied(snapshot(1, [one, two]));
    expect(applyAll(replica, [changed(2, [three], [one.id]), changed(4, [])])).toBe('resync');
    expect([...replica.exchanges.keys()]).toEqual([one.id, two.id]);
  });
});

test('a snapshot mends whatever came before it', () => {
  const { replica } = applied(snapshot(1, [one]));
  const mended = applyAll(replica, [snapshot(7, [three], 'b')]) as Applied;
  expect(ids(mended)).toEqual([three.id]);
  expect(mended).toMatchObject({ told: [three], gone: 'all' });
});

test('says what is new and what left', () => {
  const { replica } = applied(snapshot(1, [one, two]));
  const next = applyAll(replica, [changed(2, [three], [one.id]), changed(3, [two])]);
  expect(next).toMatchObject({ told: [three, two], gone: [one.id] });
});

test('a burst at once is the same as one by one', () => {
  const messages = [
    snapshot(1, [one, two]),
    changed(2, [three], [one.id]),
    changed(3, [one]),
    { type: 'cleared', cursor: at(4), state, because: 'user' } as const,
    changed(5, [two]),
  ];
  let { replica } = applied(messages[0]!);
  for (const message of messages.slice(1)) ({ replica } = applyAll(replica, [message]) as Applied);
  expect(applied(...messages).replica).toEqual(replica);
});
