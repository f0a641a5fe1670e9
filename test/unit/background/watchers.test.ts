import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { watchers } from '../../../src/background/watchers';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('tabs that an earlier life of the worker watched', () => {
  const restored = (isAnyOpen: boolean | null) => {
    const told: (readonly number[])[] = [];
    const pages = watchers((tabIds) => told.push(tabIds));
    pages.restore([1, 2], async () => isAnyOpen);
    return { pages, told };
  };

  test('are given up soon when no DevTools is open any more', async () => {
    const { pages, told } = restored(false);
    expect(pages.tabIds).toEqual([1, 2]);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(told).toEqual([[]]);
  });

  test.each([true, null])('may take their time while one is open, or nobody knows (%s)', async (isAnyOpen) => {
    const { pages, told } = restored(isAnyOpen);
    await vi.advanceTimersByTimeAsync(85_000);
    expect(pages.tabIds).toEqual([1, 2]);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(told).toEqual([[]]);
  });

  test('stay when they came back', async () => {
    const { pages, told } = restored(false);
    pages.join(2, () => {});
    await vi.advanceTimersByTimeAsync(200_000);
    expect(told.at(-1)).toEqual([2]);
    expect(pages.tabIds).toEqual([2]);
  });
});
