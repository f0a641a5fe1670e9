import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openReconnectingPort, type PortLike } from '../../../src/protocol/reconnecting-port';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

interface Opened {
  readonly sent: unknown[];
  drop(): void;
  say(message: unknown): void;
}

/** The worker's side of each port the page opened, oldest first. */
function start(onGone = vi.fn()) {
  const opened: Opened[] = [];
  let alive = true;
  const connect = (): PortLike => {
    if (!alive) throw new Error('Extension context invalidated.');
    const sent: unknown[] = [];
    let drop = (): void => {};
    let say = (_: unknown): void => {};
    opened.push({ sent, drop: () => drop(), say: (message) => say(message) });
    return {
      postMessage: (message) => void sent.push(message),
      disconnect: () => {},
      onMessage: {
        addListener: (listener) => {
          say = listener;
        },
      },
      onDisconnect: {
        addListener: (listener) => {
          drop = listener;
        },
      },
    };
  };
  const uninstall = (): void => {
    alive = false;
  };
  const onMessage = vi.fn();
  openReconnectingPort({ connect, onConnect: (post) => post('watch'), onMessage, onGone });
  return { opened, onMessage, onGone, uninstall };
}

test('says at once again who it is when the worker was stopped', () => {
  const { opened } = start();
  opened[0]?.drop();
  expect(opened.map(({ sent }) => sent)).toEqual([['watch'], ['watch']]);
});

test('waits longer each time when nobody answers, and begins anew once somebody does', () => {
  const { opened } = start();
  opened[0]?.drop();
  opened[1]?.drop();
  vi.advanceTimersByTime(99);
  expect(opened).toHaveLength(2);
  vi.advanceTimersByTime(1);
  expect(opened).toHaveLength(3);
  opened[2]?.drop();
  vi.advanceTimersByTime(199);
  expect(opened).toHaveLength(3);
  vi.advanceTimersByTime(1);
  expect(opened).toHaveLength(4);
  opened[3]?.say('watching');
  opened[3]?.drop();
  expect(opened).toHaveLength(5);
});

test('opens anew when a dying worker took the call and says nothing', () => {
  const { opened } = start();
  opened[0]?.say('watching');
  vi.advanceTimersByTime(60_000);
  expect(opened).toHaveLength(1);
  opened[0]?.drop();
  vi.advanceTimersByTime(1_999);
  expect(opened).toHaveLength(2);
  vi.advanceTimersByTime(200);
  expect(opened.map(({ sent }) => sent)).toEqual([['watch'], ['watch'], ['watch']]);
});

test('stops trying when the extension is gone', () => {
  const { opened, onGone, uninstall } = start();
  uninstall();
  opened[0]?.drop();
  vi.advanceTimersByTime(60_000);
  expect(opened).toHaveLength(1);
  expect(onGone).toHaveBeenCalledOnce();
});
