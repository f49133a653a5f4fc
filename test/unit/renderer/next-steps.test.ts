// After every outcome a person has a next thing to do, and none that would fail.
import { describe, expect, it } from 'vitest';
import { type Outcome, outcomes } from '../../../preload/contract/words.ts';
import { fileOnButton, nextSteps, sameAgain } from '../../../renderer/parts/next-steps.ts';
import { ready, record } from '../../component/snapshots.ts';

const kinds = (outcome: Outcome, kept: boolean) => {
  const run = record(1, { outcome });
  return nextSteps(run, kept ? ready({ record: run }) : null, null).map((step) => step.kind);
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
    expect(nextSteps(run, ready(), null).some((step) => step.kind === 'review')).toBe(false);
    const gone = ready({ record: run, stale: 'result-missing' });
    expect(nextSteps(run, gone, null).some((step) => step.kind === 'review')).toBe(false);
  });

  const failed = record(1, { outcome: 'failed' });
  const explained = (action: string | null, file: string | null = null) =>
    nextSteps(failed, null, { evidence: [], subject: 'services.foo', file, action });

  it.each(['update-and-retry', 'git-add', 'free-space', 'retry'] as const)(
    'offers %s in one click',
    (action) => {
      expect(explained(action, 'disk.nix')[0]).toEqual({
        kind: 'remedy',
        remedy: action,
        file: 'disk.nix',
        intent: { kind: 'remedy', runId: failed.id },
      });
    },
  );

  it('opens a file that is one, and offers to try again besides', () => {
    expect(explained('open-file', 'hosts/atlas.nix:12:3').map((step) => step.kind)).toEqual([
      'remedy',
      'retry',
      'log',
    ]);
    expect(explained('open-file')[0]?.kind).not.toBe('remedy');
  });

  it.each([null, 'delete-generations', 'show-log', 'sing'])(
    'tries again where there is no remedy: %s',
    (action) => {
      expect(explained(action)[0]).toEqual({
        kind: 'retry',
        intent: { kind: 'upgrade', inputs: ['nixpkgs'] },
      });
    },
  );

  it.each([
    ['flake.nix', 'flake.nix'],
    ['/etc/nixos/hardware-configuration.nix:4', '…/hardware-configuration.nix:4'],
    ['hosts/atlas/disk.nix:12:3', 'hosts/atlas/disk.nix:12:3'],
  ])('names the file %j', (file, name) => expect(fileOnButton(file)).toBe(name));

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
    expect(sameAgain(record(1, { kind: 'prune' }))).toBeNull();
  });
});

describe('a full boot partition', () => {
  const diagnosis = { kind: 'disk-full-boot', summary: '', remedy: '' };
  const kindsOf = (more: Parameters<typeof record>[1]) =>
    nextSteps(record(1, more), null, null).map((step) => step.kind);

  it.each(['failed', 'refused', 'activation-failed'] as const)(
    'offers the removal of old generations first when a run ended %s',
    (outcome) => {
      expect(kindsOf({ outcome, diagnosis })[0]).toBe('prune');
      expect(kindsOf({ outcome, diagnosis: { ...diagnosis, kind: 'other' } })).not.toContain(
        'prune',
      );
    },
  );

  it('is followed by the garbage, once they are gone', () => {
    const done = record(1, { kind: 'prune', outcome: 'succeeded' });
    expect(nextSteps(done, null, null)).toMatchObject([
      { kind: 'remedy', remedy: 'collect-garbage', intent: { kind: 'remedy', runId: done.id } },
    ]);
    expect(kindsOf({ kind: 'upgrade', outcome: 'succeeded' })).toEqual([]);
    expect(kindsOf({ kind: 'prune', outcome: 'failed' })).toEqual(['log']);
  });
});
