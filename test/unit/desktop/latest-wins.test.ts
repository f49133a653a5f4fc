// That the newest value always arrives, and never more often than agreed.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { latestWins } from '../../../main/desktop/latest-wins.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('delivers the first at once, then only the latest of each stretch', () => {
  const got: number[] = [];
  const gate = latestWins<number>(100, (value) => got.push(value));
  for (let value = 1; value <= 1050; value += 1) {
    gate.offer(value);
    vi.advanceTimersByTime(1);
  }
  expect(got).toEqual([1, 100, 200, 300, 400, 500, 600, 700, 800, 900, 1000]);
  vi.advanceTimersByTime(100);
  expect(got.at(-1)).toBe(1050);
});

it('keeps no timer once nothing waits', () => {
  const gate = latestWins<number>(100, () => undefined);
  gate.offer(1);
  vi.advanceTimersByTime(200);
  expect(vi.getTimerCount()).toBe(0);
});

it('forgets what waits when it is stopped, and may start again', () => {
  const got: number[] = [];
  const gate = latestWins<number>(100, (value) => got.push(value));
  gate.offer(1);
  gate.offer(2);
  gate.stop();
  vi.advanceTimersByTime(1000);
  gate.offer(3);
  expect(got).toEqual([1, 3]);
});
