// After every outcome a person has a next thing to do, and none that would fail.
import { describe, expect, it } from 'vitest';
import { type Outcome, outcomes } from '../../../preload/contract/words.ts';
import { nextSteps, sameAgain } from '../../../renderer/parts/next-steps.ts';
import { ready, record } from '../../component/snapshots.ts';

const kinds = (outcome: Outcome, kept: boolean) => {
  const run = record(1, { outcome });
  return nextSteps(run, kept ? ready({ record: run }) : null).map((step) => step.kind);
};

describe('next steps', () => {
  it.each(['ready', 'denied', 'auth-failed', 'dismissed', 'no-agent', 'no-pkexec'] as const)(
    '%s leads to the kept build while there is one, else to a new run',
    (outcome) => {
      expect(kinds(outcome, true)).toEqual(['review']);
      expect(kinds(outcome, false)).toEqual(['retry']);
    },
  );

  it('never offers a kept build that is not this run’s, or is gone', () => {
    const run = record(1, { outcome: 'dismissed' });
    expect(nextSteps(run, ready()).some((step) => step.kind === 'review')).toBe(false);
    const gone = ready({ record: run, stale: 'result-missing' });
    expect(nextSteps(run, gone).some((step) => step.kind === 'review')).toBe(false);
  });

  it('offers to update and retry after a hash mismatch', () => {
    const diagnosis = { kind: 'hash-mismatch', summary: '', remedy: '' };
    const [first] = nextSteps(record(1, { outcome: 'failed', diagnosis }), null);
    expect(first).toEqual({ kind: 'update-and-retry', intent: { kind: 'upgrade', inputs: null } });
  });

  it('has an answer for every outcome', () => {
    for (const outcome of outcomes) expect(Array.isArray(kinds(outcome, false))).toBe(true);
  });

  it('repeats the same kind of run', () => {
    expect(sameAgain(record(1))).toEqual({ kind: 'upgrade', inputs: ['nixpkgs'] });
    expect(sameAgain(record(1, { inputs: [] }))).toEqual({ kind: 'upgrade', inputs: null });
    expect(sameAgain(record(1, { kind: 'update' }))).toEqual({
      kind: 'update-lock',
      inputs: ['nixpkgs'],
    });
    expect(sameAgain(record(1, { kind: 'rebuild' }))).toEqual({ kind: 'rebuild' });
    expect(sameAgain(record(1, { kind: 'rollback' }))).toBeNull();
  });
});
