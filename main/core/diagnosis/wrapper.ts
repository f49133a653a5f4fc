// The last word of a Makefile or justfile that a person rebuilds with: it only repeats that what it called has failed.
import type { Line } from './normalise.ts';

const recipe = /^error: Recipe [`'‘’].{1,100}[`'‘’] failed (?:on line \d{1,6} )?with exit code \d/;
const make = /^make: \*\*\* \[[^\]/]{0,40}[Mm]akefile:\d{1,6}: [^\]]{1,80}\] Error \d/;
/** Signs that make is building a program, and that its last word is that build's own. */
const compiles =
  /^make\[\d|:\d+:(?:\d+:)? (?:fatal )?error\b|^(?:ld|collect2|g?cc|g\+\+|clang|cc1\w*|rustc|ghc)\b|undefined reference|^\s*(?:CC|CXX|LD|AR)\s/;
const nearTheEnd = 40;

export type Wrapped = {
  /** the same lines, without that last word */
  readonly lines: readonly Line[];
  /** where it stood, -1 where there was none */
  readonly at: number;
};

export const withoutWrapper = (lines: readonly Line[]): Wrapped => {
  const at = lines.findLastIndex(({ text }) => text.trim() !== '');
  const last = lines[at];
  if (last === undefined || last.build) return { lines, at: -1 };
  const before = lines.slice(Math.max(0, at - nearTheEnd), at);
  const wraps =
    recipe.test(last.text) ||
    (make.test(last.text) && !before.some(({ text, build }) => !build && compiles.test(text)));
  if (!wraps) return { lines, at: -1 };
  return { lines: lines.map((line, i) => (i === at ? { ...line, text: '' } : line)), at };
};
