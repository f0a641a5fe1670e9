import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tabLog } from '../../../src/exchange/tab-log';
import type { LogMessage } from '../../../src/protocol/messages';
import { applyAll, emptyReplica } from '../../../src/protocol/replica';
import { simpleRequest } from '../../support/observations';

const newLog = (capacity?: number) =>
  tabLog({ browser: 'chromium', epoch: 'e', ...(capacity !== undefined && { capacity }) });

const idsOf = (message: LogMessage | null): string[] =>
  message === null || message.type === 'cleared' ? [] : message.exchanges.map(({ id }) => id);

describe('is bounded', () => {
  test('the oldest make room, and how many did is told', () => {
    const log = newLog(100);
    for (let i = 0; i < 250; i++) log.observe(simpleRequest(String(i)));
    log.takeChanges();
    const snapshot = log.snapshot();
    expect(idsOf(snapshot).length).toBeLessThanOrEqual(100);
    expect(idsOf(snapshot)).toContain('249');
    expect(idsOf(snapshot)).not.toContain('0');
    expect(snapshot.state.droppedCount).toBe(250 - idsOf(snapshot).length);
  });

  test('later events of what was dropped make no new row', () => {
    const log = newLog(10);
    const [start, ...rest] = simpleRequest('old');
    if (start) log.observe([start]);
    for (let i = 0; i < 30; i++) log.observe(simpleRequest(String(i)));
    log.observe(rest);
    expect(idsOf(log.snapshot())).not.toContain('old');
  });
});

describe('whose requests', () => {
  test('those of shared and service workers belong to the tabs that know their origin', () => {
    const log = newLog();
    const worker = { tabId: -1, frameId: -1, documentId: null };
    log.observe(simpleRequest('1', worker));
    log.observe(simpleRequest('2', { initiator: 'https://app.example' }));
    log.observe(simpleRequest('3', worker));
    log.observe(simpleRequest('4', { ...worker, initiator: 'https://other.example' }));
    expect(idsOf(log.snapshot())).toEqual(['2', '3']);
  });

  test('navigations meet no CORS check, fonts are probed by requests nobody made', () => {
    const log = newLog();
    log.observe(simpleRequest('1', { resourceType: 'main_frame', initiator: null }));
    log.observe(simpleRequest('2', { resourceType: 'font', error: 'net::ERR_CACHE_MISS' }));
    expect(idsOf(log.snapshot())).toEqual([]);
  });
});

describe('on navigation', () => {
  const navigation = simpleRequest('n', { resourceType: 'main_frame', initiator: null, at: 5_000 }).map((o) =>
    o.kind === 'response headers received'
      ? { ...o, kind: 'response started' as const, fromCache: false, ip: null }
      : o,
  );

  test('what the page before did is cleared, what the new page did before DevTools told of it stays', () => {
    const log = newLog();
    log.observe(simpleRequest('before', { at: 1_000 }));
    log.observe(navigation);
    log.observe(simpleRequest('after', { at: 5_010 }));
    const cleared = log.navigated('https://app.example/', 5_100);
    expect(cleared?.type).toBe('cleared');
    expect(idsOf(log.takeChanges())).toEqual(['after']);
  });

  test('everything stays when the reader keeps the log', () => {
    const log = newLog();
    log.keep(true);
    log.observe(simpleRequest('before', { at: 1_000 }));
    expect(log.navigated('https://app.example/', 5_100)).toBeNull();
    expect(idsOf(log.snapshot())).toEqual(['before']);
    expect(log.snapshot().state.navigations).toEqual([{ at: 5_100, url: 'https://app.example/' }]);
  });
});

test('a long recording is told the newest first, in messages of bounded size', () => {
  const log = newLog();
  for (let i = 0; i < 2_500; i++) log.observe(simpleRequest(String(i)));
  const messages = [log.snapshot()];
  for (let message = log.takeChanges(); message !== null; message = log.takeChanges()) messages.push(message);
  expect(messages.map((message) => idsOf(message).length)).toEqual([...Array(12).fill(200), 100]);
  expect(idsOf(messages[0] ?? null)).toContain('2499');
  let replica = emptyReplica;
  for (const message of messages) {
    const next = applyAll(replica, [message]);
    if (next === 'resync') throw new Error('each message follows the one before');
    ({ replica } = next);
  }
  expect(replica.exchanges.size).toBe(2_500);
});

test('a panel that misses any of the messages ends with the same list', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: 20, maxLength: 20 }), fc.nat(19), (arrives, clearAt) => {
      const log = newLog(15);
      let replica = emptyReplica;
      const receive = (message: LogMessage | null): void => {
        if (message === null) return;
        const next = applyAll(replica, [message]);
        if (next !== 'resync') {
          ({ replica } = next);
          return;
        }
        // What a panel does: it subscribes, and the log answers with everything.
        const again = applyAll(replica, [log.snapshot()]);
        if (again === 'resync') throw new Error('a snapshot always fits');
        ({ replica } = again);
      };
      receive(log.snapshot());
      for (const [i, here] of arrives.entries()) {
        log.observe(simpleRequest(String(i)));
        const message = i === clearAt ? log.clear('user') : log.takeChanges();
        if (here) receive(message);
      }
      receive(log.takeChanges());
      log.observe(simpleRequest('last'));
      receive(log.takeChanges());
      expect([...replica.exchanges.keys()].sort()).toEqual(idsOf(log.snapshot()).sort());
    }),
  );
});
