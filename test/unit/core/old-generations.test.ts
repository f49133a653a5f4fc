// Which generations go: the program, the window and (in test/integration/helper) the helper agree on it.
import { describe, expect, it } from 'vitest';
import { oldGenerations } from '../../../main/core/old-generations.ts';
import type { GenerationView } from '../../../preload/contract/details.ts';
import { inRanges, removalOf } from '../../../renderer/parts/old-generations.ts';

const list = (marks: { readonly default: number; readonly inUse: readonly number[] }) =>
  [8, 7, 6, 5, 4, 3, 2, 1].map(
    (number): GenerationView => ({
      number,
      at: number,
      storePath: `/nix/store/${number}`,
      nixosVersion: null,
      kernel: null,
      current: false,
      booted: false,
      default: number === marks.default,
      inUse: marks.inUse.includes(number),
    }),
  );

describe.each([
  ['the default one stays', { default: 6, inUse: [6] }, 2, [1, 2, 3, 4, 5]],
  ['what runs and what was started stay', { default: 6, inUse: [2, 3] }, 1, [1, 4, 5, 7]],
  ['all stay', { default: 8, inUse: [8] }, 8, []],
  ['more than there are stay', { default: 8, inUse: [] }, 999, []],
] as const)('%s', (_what, marks, keep, goes) => {
  it('as the program works it out', () => {
    expect(oldGenerations(list(marks), keep)).toEqual(goes);
    expect(oldGenerations(list(marks).reverse(), keep)).toEqual(goes);
  });

  it('as the window shows it', () => {
    const shown = removalOf(list(marks), keep);
    expect(shown.goes).toEqual(goes);
    expect([...shown.goes, ...shown.stays].sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });
});

it.each([
  [[], ''],
  [[4], '4'],
  [[4, 5], '4, 5'],
  [[1, 2, 3, 5, 8, 9, 10], '1–3, 5, 8–10'],
] as const)('names %j as "%s"', (numbers, said) => {
  expect(inRanges(numbers)).toBe(said);
});
