// Which generations a removal of old ones would take, as the program works it out too, and how they are named.
import type { GenerationView } from '../../preload/contract/details.ts';

export interface Removal {
  /** oldest first */
  readonly goes: readonly number[];
  readonly stays: readonly number[];
}

/** The newest `keep` stay, and whatever runs, was started or comes next. */
export function removalOf(list: readonly GenerationView[], keep: number): Removal {
  const newest = [...list].sort((a, b) => b.number - a.number).slice(0, keep);
  const all = [...list].sort((a, b) => a.number - b.number);
  const isKept = (one: GenerationView) => newest.includes(one) || one.default || one.inUse;
  return {
    goes: all.filter((one) => !isKept(one)).map((one) => one.number),
    stays: all.filter(isKept).map((one) => one.number),
  };
}

/** `1–3, 5`: ascending numbers with their runs drawn together. */
export function inRanges(numbers: readonly number[]): string {
  const ranges: { first: number; last: number }[] = [];
  for (const number of numbers) {
    const before = ranges.at(-1);
    if (before !== undefined && before.last === number - 1) before.last = number;
    else ranges.push({ first: number, last: number });
  }
  return ranges
    .map(({ first, last }) =>
      first === last
        ? String(first)
        : last === first + 1
          ? `${first}, ${last}`
          : `${first}–${last}`,
    )
    .join(', ');
}
