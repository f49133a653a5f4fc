// Which lines of a long log are drawn, and where: exact for a plain list, bounded for any.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentHeight, scrollFor, viewOf } from '../../../renderer/parts/log-window.ts';

const height = 19;
const pad = 8;
const rows = (count: number) => ({ count, height });

/** Where the drawn block puts the upper edge of `row`, in pixels below the view's. */
function topOf(count: number, scrollTop: number, view: number, row: number): number {
  const seen = viewOf(rows(count), pad, scrollTop, view, 10);
  return seen.anchorY - seen.above * height + (row - seen.anchor) * height;
}

describe('the window on a log', () => {
  it('draws rows exactly where a plain list has them', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 30, max: 1_000_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 100, max: 500 }),
        (count, part, view) => {
          const scrollTop = part * (contentHeight(rows(count), pad) - view);
          const { first } = viewOf(rows(count), pad, scrollTop, view, 10);
          expect(topOf(count, scrollTop, view, first)).toBeCloseTo(
            pad + first * height - scrollTop,
            3,
          );
        },
      ),
    );
  });

  it.each([0, 1, 5, 21, 10_000, 1_000_000, 40_000_000])(
    'reaches both ends of %d rows, and never draws many',
    (count) => {
      const view = 400;
      const furthest = Math.max(0, contentHeight(rows(count), pad) - view);
      const start = viewOf(rows(count), pad, 0, view, 10);
      const end = viewOf(rows(count), pad, furthest, view, 10);
      expect(start.first).toBe(0);
      expect(end.end).toBe(count);
      expect(start.end - start.first).toBeLessThan(60);
      expect(end.end - end.first).toBeLessThan(60);
      if (furthest > 0)
        expect(topOf(count, furthest, view, count - 1)).toBeCloseTo(view - pad - height, 3);
    },
  );

  it('is never taller than a browser can draw', () => {
    expect(contentHeight(rows(100_000_000), pad)).toBeLessThan(33_000_000);
  });

  it('brings any row to the middle, where there is room', () => {
    const count = 1_000_000;
    const scrollTop = scrollFor(rows(count), pad, 777_777, 400, true);
    expect(topOf(count, scrollTop, 400, 777_777)).toBeCloseTo(200 - height / 2, 3);
    for (const row of [0, 999_999]) {
      const top = topOf(count, scrollFor(rows(count), pad, row, 400, true), 400, row);
      expect(top).toBeGreaterThanOrEqual(0);
      expect(top).toBeLessThanOrEqual(400 - height);
    }
  });

  it('keeps a row of unequal height in view', () => {
    for (const row of [0, 1, 500, 998, 999]) {
      const top = topOf(1000, scrollFor(rows(1000), pad, row, 400, false), 400, row);
      expect(top).toBeGreaterThan(-height);
      expect(top).toBeLessThan(400);
    }
  });
});
