// That joined log messages keep their numbering, and stay small.
import { expect, it } from 'vitest';
import { joinLog, mostLines } from '../../../main/desktop/log-batch.ts';
import type { LogAppended } from '../../../preload/contract/api.ts';

const lines = (runId: string, first: number, count: number): LogAppended => ({
  runId,
  first,
  total: first + count,
  lines: Array.from({ length: count }, (_, n) => ({
    at: 0,
    level: 'info' as const,
    text: `line ${first + n}`,
  })),
});
const texts = (appended: LogAppended) => appended.lines.map((line) => line.text);

it('joins what follows on one another', () => {
  const joined = joinLog(lines('a', 10, 2), lines('a', 12, 1));
  expect(joined).toMatchObject({ first: 10, total: 13 });
  expect(texts(joined)).toEqual(['line 10', 'line 11', 'line 12']);
});

it.each([
  ['another run', lines('b', 12, 1)],
  ['a gap', lines('a', 20, 1)],
])('keeps only the later one after %s', (_, later) => {
  expect(joinLog(lines('a', 10, 2), later)).toEqual(later);
});

it('carries only the newest lines, rightly numbered', () => {
  let joined = joinLog(null, lines('a', 0, 300));
  for (let first = 300; first < 30_000; first += 300)
    joined = joinLog(joined, lines('a', first, 300));
  expect(joined.lines).toHaveLength(mostLines);
  expect(joined).toMatchObject({ first: 30_000 - mostLines, total: 30_000 });
  expect(texts(joined)[0]).toBe(`line ${30_000 - mostLines}`);
});
