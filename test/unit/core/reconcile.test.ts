// A remembered check against a lock that moved on.
import { describe, expect, it } from 'vitest';
import { reconcile } from '../../../main/core/reconcile.ts';
import type { InputReport } from '../../../preload/contract/input.ts';

const a = 'a'.repeat(40);
const b = 'b'.repeat(40);
const c = 'c'.repeat(40);

function behind(name: string): InputReport {
  return {
    name,
    type: 'github',
    source: `github:o/${name}`,
    upstream: `https://github.com/o/${name}`,
    ref: null,
    flake: true,
    status: 'behind',
    reason: null,
    held: false,
    skipped: false,
    locked: { rev: a, lastModified: 1 },
    latest: { rev: b, lastModified: 2 },
    follows: null,
  };
}

const locked = (rev: string) => new Map([['x', { rev, lastModified: 3 }]]);

describe('a remembered check and the lock of now', () => {
  it('leaves what did not move', () => {
    expect(reconcile([behind('x')], locked(a))).toEqual([behind('x')]);
  });

  it('calls current what has arrived at the revision that was newest', () => {
    const [input] = reconcile([behind('x')], locked(b));
    expect(input).toMatchObject({ status: 'current', locked: { rev: b } });
  });

  it('claims nothing of a revision that nobody was asked about', () => {
    const [input] = reconcile([behind('x')], locked(c));
    expect(input).toMatchObject({ status: 'unknown', reason: 'lock-changed', latest: null });
  });

  it('drops an input that left the flake', () => {
    expect(reconcile([behind('gone')], locked(a))).toEqual([]);
  });

  it('keeps a pin a pin', () => {
    const pin = { ...behind('x'), status: 'pinned' as const, latest: null };
    expect(reconcile([pin], locked(c))[0]?.status).toBe('pinned');
  });
});
