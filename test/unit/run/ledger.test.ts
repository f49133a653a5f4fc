// What waits to be activated and what waits to be decided, from journals and from where the machine stands.
import { describe, expect, it } from 'vitest';
import { isReady, pendingDecision } from '../../../main/run/ledger.ts';
import type { RunFile } from '../../../main/store/run-file.ts';
import type { Outcome } from '../../../preload/contract/words.ts';
import { runFile, runId } from '../store/run-samples.ts';

const system = '/nix/store/new';
const old = { current: '/nix/store/old', default: '/nix/store/old' };
const switched = { current: system, default: system };
const tried = { current: system, default: '/nix/store/old' };
const profileOnly = { current: '/nix/store/old', default: system };

const activation = (verb: 'switch' | 'boot' | 'test', exit: number | null = 0) => ({
  id: runId(99),
  verb,
  exit,
});
const kept = (outcome: Outcome, more: Partial<Omit<RunFile, 'record'>> = {}) =>
  runFile(1, { built: 'kept', ...more }, { outcome, storePath: system });

describe('a built system can be activated', () => {
  it.each<[string, RunFile, boolean]>([
    ['when it is ready', kept('ready'), true],
    ['after a closed dialog', kept('dismissed'), true],
    ['after a refusal', kept('refused', { activation: activation('switch', 1) }), true],
    ['after it was tried', kept('succeeded', { activation: activation('test') }), true],
    [
      'after a trial that went half-way',
      kept('activation-failed', { activation: activation('test', 2) }),
      true,
    ],
    ['after an end before anything was activated', kept('interrupted'), true],
    [
      'not after a half-way switch',
      kept('activation-failed', { activation: activation('switch', 2) }),
      false,
    ],
    [
      'not after one that was cut off',
      kept('interrupted', { activation: activation('switch', null) }),
      false,
    ],
    ['not once it was used', kept('succeeded', { built: 'used' }), false],
    ['not once it was discarded', kept('discarded', { built: 'discarded' }), false],
    ['not once a newer one took its place', kept('ready', { built: 'superseded' }), false],
    ['not when nothing was built', kept('failed', { built: 'none' }), false],
  ])('%s', (_when, run, answer) => {
    expect(isReady(run)).toBe(answer);
  });
});

describe('a decision is open', () => {
  it.each<[string, RunFile, typeof old, string | null]>([
    [
      'for a lock that could not be written',
      runFile(1, { lock: 'write-failed', lockDetail: 'EACCES' }),
      switched,
      'lock-not-written',
    ],
    [
      'for a lock that was to be written when the run ended',
      runFile(1, { lock: 'to-write' }),
      switched,
      'lock-not-written',
    ],
    [
      'not while the run is still at it',
      runFile(1, { lock: 'to-write' }, { outcome: null }),
      switched,
      null,
    ],
    [
      'for a lock that somebody else changed',
      runFile(1, { lock: 'changed-meanwhile' }),
      switched,
      'lock-changed-meanwhile',
    ],
    ['not for a written lock', runFile(1, { lock: 'written' }), switched, null],
    [
      'for a half-way switch',
      kept('activation-failed', { activation: activation('switch', 2) }),
      switched,
      'activation-failed',
    ],
    [
      'for a switch that was cut off',
      kept('interrupted', { activation: activation('switch', null) }),
      profileOnly,
      'activation-failed',
    ],
    [
      'for a next boot that was cut off',
      kept('interrupted', { activation: activation('boot', null) }),
      profileOnly,
      'activation-failed',
    ],
    [
      'not when the machine has left that system',
      kept('activation-failed', { activation: activation('switch', 2) }),
      old,
      null,
    ],
    [
      'not when it was kept',
      kept('activation-failed', { built: 'used', activation: activation('switch', 2) }),
      switched,
      null,
    ],
    [
      'for a system that is being tried',
      kept('succeeded', { activation: activation('test') }),
      tried,
      'test-active',
    ],
    [
      'for a trial that went half-way',
      kept('activation-failed', { activation: activation('test', 2) }),
      tried,
      'test-active',
    ],
    [
      'not when the trial is over',
      kept('succeeded', { activation: activation('test') }),
      old,
      null,
    ],
    ['not for what is only ready', kept('ready'), old, null],
  ])('%s', (_when, run, here, kind) => {
    expect(pendingDecision([run], here)?.kind ?? null).toBe(kind);
  });

  it('with what it takes to decide', () => {
    expect(
      pendingDecision([runFile(1, { lock: 'write-failed', lockDetail: 'EACCES' })], switched),
    ).toEqual({
      kind: 'lock-not-written',
      runId: runId(1),
      detail: 'EACCES',
    });
    const failed = kept('activation-failed', {
      activation: activation('switch', 2),
      generationBefore: 7,
    });
    expect(pendingDecision([failed], switched)).toEqual({
      kind: 'activation-failed',
      runId: runId(1),
      previous: 7,
    });
  });

  it('behind newer runs that ask nothing; the newest question comes first', () => {
    const runs = [
      runFile(3, { built: 'none' }, { outcome: 'failed', storePath: null }),
      runFile(2, { lock: 'changed-meanwhile' }),
      runFile(1, { lock: 'write-failed' }),
    ];
    expect(pendingDecision(runs, switched)).toMatchObject({ runId: runId(2) });
    expect(pendingDecision([], switched)).toBeNull();
  });

  it('about no lock once another system was switched to, or the one it describes was left', () => {
    const asks = runFile(1, { lock: 'changed-meanwhile' });
    const later = runFile(2, { lock: 'written' });
    expect(pendingDecision([later, asks], switched)).toBeNull();
    expect(pendingDecision([asks], old)).toBeNull();
    expect(pendingDecision([asks], profileOnly)).toMatchObject({ runId: runId(1) });
  });
});
