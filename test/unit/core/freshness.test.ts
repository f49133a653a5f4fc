// What an earlier answer still says of the lock as it is now.
import { expect, it } from 'vitest';
import { lastGoodOf } from '../../../main/core/freshness.ts';
import type { LockEntry } from '../../../main/core/outdated.ts';

const entry = (rev: string | null): LockEntry => ({
  name: 'a',
  type: 'git',
  source: 's',
  upstream: 'u',
  ref: null,
  flake: true,
  follows: null,
  pinned: false,
  local: false,
  locked: { rev, lastModified: 1 },
  problem: null,
});
const revision = {
  at: 5,
  answer: { kind: 'revision', rev: 'new', lastModified: null },
  locked: null,
} as const;
const content = {
  at: 6,
  answer: { kind: 'content', changed: true, rev: null, lastModified: null },
  locked: 'hash-1',
} as const;

it.each([
  [entry('old'), 'any', revision, { at: 5, status: 'behind', rev: 'new' }],
  [entry('new'), 'any', revision, { at: 5, status: 'current', rev: 'new' }],
  [entry(null), 'any', revision, null],
  [entry('old'), 'any', undefined, null],
  [entry(null), 'hash-1', content, { at: 6, status: 'behind', rev: null }],
  [entry(null), 'hash-2', content, null],
])('%#', (of, locked, given, expected) => {
  expect(lastGoodOf(of, locked, given)).toEqual(expected);
});
