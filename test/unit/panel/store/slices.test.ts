import { expect, test } from 'vitest';
import { inSlices, type Work } from '../../../../src/panel/store/slices';

/** A clock that goes on by a millisecond at every look, and frames that come when told to. */
function bench(slice: number) {
  const frames: (() => void)[] = [];
  let clock = 0;
  const slices = inSlices({ later: (run) => void frames.push(run), now: () => clock++, slice });
  return { slices, frames, frame: () => frames.shift()?.() };
}

const counting = (steps: number, log: string[], name: string): Work => {
  let left = steps;
  return {
    step() {
      log.push(name);
      left -= 1;
      return left > 0 ? 'go on' : 'done';
    },
  };
};

test('a little work is done at once', () => {
  const { slices, frames } = bench(100);
  const log: string[] = [];
  slices.add(counting(3, log, 'a'))();
  expect(log).toEqual(['a', 'a', 'a']);
  expect(frames).toHaveLength(0);
});

test('much work stops when the slice is over and goes on in the next frame', () => {
  const { slices, frames, frame } = bench(5);
  const log: string[] = [];
  slices.add(counting(12, log, 'a'))();
  const first = log.length;
  expect(first).toBeLessThan(12);
  expect(frames).toHaveLength(1);
  while (frames.length > 0) frame();
  expect(log).toHaveLength(12);
});

test('what was added first goes first, also when it is woken by the other', () => {
  const { slices } = bench(100);
  const log: string[] = [];
  const wake = slices.add(counting(1, log, 'first'));
  const other: Work = {
    step() {
      log.push('second');
      if (log.length > 2) return 'done';
      wake();
      return 'go on';
    },
  };
  slices.add(other)();
  expect(log).toEqual(['second', 'first', 'second']);
});

test('work that waits for the next frame does not fill this one', () => {
  const { slices, frames, frame } = bench(100);
  let steps = 0;
  slices.add({ step: () => (++steps < 3 ? 'next frame' : 'done') })();
  expect(steps).toBe(1);
  frame();
  frame();
  expect(steps).toBe(3);
  expect(frames).toHaveLength(0);
});
