// What the lock and an answer together say of an input.
import { describe, expect, it } from 'vitest';
import {
  type Answer,
  isCounted,
  type LockEntry,
  needsAnswer,
  reportInput,
  summarise,
} from '../../../main/core/outdated.ts';

const entry = (more: Partial<LockEntry> = {}): LockEntry => ({
  name: 'nixpkgs',
  type: 'github',
  source: 'github:NixOS/nixpkgs',
  upstream: 'https://github.com/NixOS/nixpkgs',
  ref: null,
  flake: true,
  follows: null,
  pinned: false,
  local: false,
  locked: { rev: 'old', lastModified: 100 },
  problem: null,
  ...more,
});
const none = { held: [], skipped: [] };
const newer: Answer = { kind: 'revision', rev: 'new', lastModified: 200 };

describe('reportInput', () => {
  it.each<[string, Partial<LockEntry>, Answer | null, string, string | null]>([
    ['moved', {}, newer, 'behind', null],
    ['same', {}, { kind: 'revision', rev: 'old', lastModified: null }, 'current', null],
    ['failed', {}, { kind: 'unreachable', reason: 'dns' }, 'unreachable', 'dns'],
    ['unknown', {}, { kind: 'unknown', reason: 'indirect' }, 'unknown', 'indirect'],
    ['nothing asked', {}, null, 'unknown', 'not-asked'],
    [
      'no revision locked',
      { locked: { rev: null, lastModified: 1 } },
      newer,
      'unknown',
      'no-locked-revision',
    ],
    ['pinned', { pinned: true }, newer, 'pinned', null],
    ['local', { local: true }, null, 'local', null],
    ['follows', { follows: ['a'] }, newer, 'follows', null],
    [
      'broken follows',
      { follows: ['a'], problem: 'follows-cycle' },
      null,
      'unknown',
      'follows-cycle',
    ],
    [
      'new content',
      {},
      { kind: 'content', changed: true, rev: null, lastModified: null },
      'behind',
      null,
    ],
    [
      'same content',
      {},
      { kind: 'content', changed: false, rev: null, lastModified: null },
      'current',
      null,
    ],
  ])('%s', (_, more, answer, status, reason) => {
    const report = reportInput(entry(more), answer, none);
    expect([report.status, report.reason]).toEqual([status, reason]);
  });

  it('never calls a failure current, and never invents a time', () => {
    expect(reportInput(entry(), { kind: 'unreachable', reason: 'tls' }, none).latest).toBeNull();
    expect(
      reportInput(entry(), { kind: 'revision', rev: 'new', lastModified: null }, none).latest,
    ).toEqual({ rev: 'new', lastModified: null });
    expect(
      reportInput(entry(), { kind: 'revision', rev: 'old', lastModified: null }, none).latest,
    ).toEqual({ rev: 'old', lastModified: 100 });
  });

  it('skips one revision only, and holds for good', () => {
    const skip = (rev: string) => ({ held: [], skipped: [{ name: 'nixpkgs', rev }] });
    expect(reportInput(entry(), newer, skip('new')).skipped).toBe(true);
    expect(reportInput(entry(), newer, skip('older')).skipped).toBe(false);
    expect(reportInput(entry({ name: 'other' }), newer, skip('new')).skipped).toBe(false);
    const held = reportInput(entry(), newer, { held: ['nixpkgs'], skipped: [] });
    expect([held.status, held.held, isCounted(held)]).toEqual(['behind', true, false]);
  });
});

describe('needsAnswer', () => {
  it('is for those that can be behind', () => {
    expect(needsAnswer(entry())).toBe(true);
    for (const more of [{ pinned: true }, { local: true }, { follows: [] }, { problem: 'x' }]) {
      expect(needsAnswer(entry(more))).toBe(false);
    }
  });
});

describe('summarise', () => {
  it('counts each status, but nothing held or skipped as behind', () => {
    const reports = [
      reportInput(entry(), newer, none),
      reportInput(entry(), newer, { held: ['nixpkgs'], skipped: [] }),
      reportInput(entry({ pinned: true }), null, none),
      reportInput(entry(), { kind: 'unreachable', reason: 'dns' }, none),
    ];
    expect(summarise(reports)).toEqual({
      behind: 1,
      current: 0,
      pinned: 1,
      local: 0,
      follows: 0,
      unreachable: 1,
      unknown: 0,
    });
  });
});
