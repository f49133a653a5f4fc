// A file without revisions, looked at again and again: never called current, or behind, on a guess.
import { describe, expect, it } from 'vitest';
import {
  isSameFile,
  look,
  type Mark,
  type Sighting,
} from '../../../../main/flake/upstream/sighting.ts';

const mark = (etag: string | null, modified: string | null = null): Mark => ({
  etag,
  modified,
  length: null,
});

/** Looks at marks and locks in turn: `A 1` is the file A while lock 1 is in place. */
function verdicts(looks: readonly string[], times: Readonly<Record<string, number>> = {}) {
  let before: Sighting | undefined;
  return looks.map((one) => {
    const [etag = '', locked = ''] = one.split(' ');
    before = look(before, mark(etag), { locked, lockedTime: times[locked] ?? Number(locked) });
    return before.verdict;
  });
}

describe('look', () => {
  it.each([
    ['nothing changes', ['A 1', 'A 1'], ['first-seen', 'first-seen']],
    ['the file changes', ['A 1', 'B 1', 'B 1'], ['first-seen', 'behind', 'behind']],
    [
      'the file changes, then the lock follows',
      ['A 1', 'B 1', 'B 2', 'B 2', 'C 2'],
      ['first-seen', 'behind', 'current', 'current', 'behind'],
    ],
    ['the lock alone is made anew', ['A 1', 'A 2'], ['first-seen', 'current']],
    ['both change unseen', ['A 1', 'B 2', 'C 2'], ['first-seen', 'first-seen', 'behind']],
    ['an older lock is taken out', ['A 2', 'A 1'], ['first-seen', 'first-seen']],
    [
      'a lock that held the file gives way to another',
      ['A 1', 'A 2', 'A 3'],
      ['first-seen', 'current', 'first-seen'],
    ],
  ])('%s', (_, looks, expected) => {
    expect(verdicts(looks)).toEqual(expected);
  });
});

it('knows one file by its tag, else by time and size', () => {
  expect(isSameFile(mark('"a"'), mark('"a"', 'then'))).toBe(true);
  expect(isSameFile(mark('"a"', 'then'), mark('"b"', 'then'))).toBe(true);
  expect(isSameFile(mark('"a"', 'then'), mark('"b"', 'now'))).toBe(false);
  expect(isSameFile(mark('"a"'), mark('"b"'))).toBe(false);
  expect(isSameFile(mark(null, 'then'), mark('"b"'))).toBeNull();
});
