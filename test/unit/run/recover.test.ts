// What a start makes of an activation whose helper was cut off, by where the machine stands.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readLedger } from '../../../main/run/ledger.ts';
import { recover } from '../../../main/run/recover.ts';
import { createRunFolder, listRuns, runFolder, saveRun } from '../../../main/store/run-file.ts';
import type { Machine } from '../../../main/system/machine.ts';
import { Review } from '../../../preload/contract/run.ts';
import { defaultSettings } from '../../../preload/contract/settings.ts';
import { temporaryFolder } from '../store/folder.ts';
import { runFile, runId } from '../store/run-samples.ts';

const quiet = {
  phase: () => undefined,
  saved: () => undefined,
  progress: () => undefined,
  log: () => undefined,
};
const review = Review.parse({
  inputs: [],
  packages: [],
  sizeDelta: null,
  restart: [],
  services: [],
  differences: [],
  notices: [],
  builtInMs: 1,
});

/** A machine whose profile and current system are `profile` and `current`. */
function machineAt(profile: 'old' | 'new', current: 'old' | 'new') {
  const folder = temporaryFolder();
  const system = (name: string) => join(folder, `store/${name}`);
  for (const name of ['store/old', 'store/new', 'runs', 'state']) {
    mkdirSync(join(folder, name), { recursive: true });
  }
  symlinkSync(system(profile), join(folder, 'system-1-link'));
  symlinkSync('system-1-link', join(folder, 'system'));
  symlinkSync(system(current), join(folder, 'current'));
  const machine: Machine = {
    kind: 'rehearsal',
    storeDir: join(folder, 'store'),
    profile: join(folder, 'system'),
    currentSystem: join(folder, 'current'),
    bootedSystem: join(folder, 'current'),
    nixEnv: {},
    stateDir: join(folder, 'state'),
    cacheDir: join(folder, 'cache'),
    configDir: join(folder, 'config'),
    runtimeDir: null,
  };
  const runsDir = join(folder, 'runs');
  const parts = {
    machine,
    elevation: async () => ({
      kind: 'unavailable' as const,
      reason: 'no-helper' as const,
      detail: '',
      runsDir,
    }),
    settings: () => defaultSettings,
    now: () => Date.UTC(2026, 0, 2),
    newId: () => runId(50),
    terminal: false,
  };
  const asked = async (verb: 'switch' | 'test') => {
    const run = runFile(
      1,
      {
        built: 'kept',
        review,
        flake: folder,
        expectedCurrent: system('old'),
        activation: { id: runId(99), verb, exit: null },
      },
      { outcome: null, endedAt: null, storePath: system('new') },
    );
    await createRunFolder(machine.stateDir, run.record.id);
    await saveRun(machine.stateDir, run);
  };
  const cutOff = async (verb: 'switch' | 'test') => {
    await asked(verb);
    const record = {
      ...{ protocol: 1, state: 'running', step: 'profile', verb, storePath: system('new') },
      ...{ before: system('old'), previousGeneration: 1, pid: 1, start: 0, boot: 'before' },
    };
    writeFileSync(join(runsDir, `${runId(99)}.result`), JSON.stringify(record));
  };
  const left = (name: string, text: string) =>
    writeFileSync(join(runsDir, `${runId(99)}.${name}`), text);
  return { machine, parts, asked, cutOff, left };
}

describe('an activation that was cut off', () => {
  it.each([
    ['old', 'old', 'switch', null, true],
    ['new', 'old', 'switch', 'activation-failed', false],
    ['new', 'new', 'switch', 'activation-failed', false],
    ['old', 'new', 'test', 'test-active', true],
    ['old', 'old', 'test', null, true],
  ] as const)(
    'with the profile %s and the system %s after %s: decision %s, ready: %s',
    async (profile, current, verb, decision, ready) => {
      const { machine, parts, cutOff } = machineAt(profile, current);
      await cutOff(verb);
      expect(await recover(parts, quiet)).toEqual({ kind: 'settled', changed: [runId(1)] });
      const [run] = (await listRuns(machine.stateDir)).runs;
      expect(run?.record).toMatchObject({ outcome: 'interrupted', step: 'activate' });
      const ledger = await readLedger(machine);
      expect(ledger.decision?.kind ?? null).toBe(decision);
      expect(ledger.ready !== null).toBe(ready);
      expect(await recover(parts, quiet)).toEqual({ kind: 'settled', changed: [] });
    },
  );

  it.each([
    ['unreadable', 'result', '{"state":"run', 'new', 'activation-failed'],
    ['unreadable', 'result', '', 'old', null],
    ['not there yet, but its log is', 'log', '', 'new', 'activation-failed'],
    ['not there yet, but its log is', 'log', '', 'old', null],
    ['not there yet, but its job is', 'job', 'switch', 'new', 'activation-failed'],
  ] as const)(
    'whose record is %s (%s: %j): the system %s decides',
    async (_what, name, text, at, decision) => {
      const { machine, parts, asked, left } = machineAt(at, at);
      await asked('switch');
      left(name, text);
      expect(await recover(parts, quiet)).toEqual({ kind: 'settled', changed: [runId(1)] });
      const [run] = (await listRuns(machine.stateDir)).runs;
      expect(run?.record).toMatchObject({ outcome: 'interrupted', step: 'activate' });
      expect((await readLedger(machine)).decision?.kind ?? null).toBe(decision);
    },
  );

  it('waits for a helper that has heard its go and not yet written a record', async () => {
    const { machine, parts, asked } = machineAt('old', 'old');
    await asked('switch');
    const helper = spawn('sh', ['-c', 'read line', 'helper', '--perform', runId(99)]);
    onTestFinished(() => void helper.kill());
    await new Promise((resolve) => helper.once('spawn', resolve));
    expect(await recover(parts, quiet)).toEqual({ kind: 'activating', runId: runId(1) });
    const over = new Promise((resolve) => helper.once('close', resolve));
    helper.stdin.end();
    await over;
    expect(await recover(parts, quiet)).toEqual({ kind: 'settled', changed: [runId(1)] });
    const [run] = (await listRuns(machine.stateDir)).runs;
    expect(run).toMatchObject({ activation: null, record: { outcome: 'interrupted' } });
  });

  it.each([
    ['old', 'old', null],
    ['new', 'new', 'activation-failed'],
  ] as const)(
    'by nixos-rebuild, which keeps no record, with profile %s and system %s: decision %s, and the lock put back',
    async (profile, current, decision) => {
      const { machine, parts, asked } = machineAt(profile, current);
      await asked('switch');
      const [begun] = (await listRuns(machine.stateDir)).runs;
      if (begun === undefined) throw new Error('no run');
      const hash = (text: string) => createHash('sha256').update(text).digest('hex');
      const { candidate, earlierLock } = runFolder(machine.stateDir, begun.record.id);
      writeFileSync(candidate, 'new lock');
      writeFileSync(earlierLock, 'old lock');
      writeFileSync(join(begun.flake, 'flake.lock'), 'new lock');
      await saveRun(machine.stateDir, {
        ...begun,
        lock: 'ahead',
        baseLock: hash('old lock'),
        candidateLock: hash('new lock'),
        activation: { id: runId(99), verb: 'switch', exit: null, way: 'rebuild' },
      });
      const system = begun.record.storePath ?? '';
      const rebuild = spawn('sh', ['-c', 'read line', 'nixos-rebuild', '--store-path', system]);
      onTestFinished(() => void rebuild.kill());
      await new Promise((resolve) => rebuild.once('spawn', resolve));
      expect(await recover(parts, quiet)).toEqual({ kind: 'activating', runId: runId(1) });
      const over = new Promise((resolve) => rebuild.once('close', resolve));
      rebuild.stdin.end();
      await over;
      expect(await recover(parts, quiet)).toEqual({ kind: 'settled', changed: [runId(1)] });
      const [run] = (await listRuns(machine.stateDir)).runs;
      expect(run).toMatchObject({ lock: 'untouched', record: { outcome: 'interrupted' } });
      expect(readFileSync(join(begun.flake, 'flake.lock'), 'utf8')).toBe('old lock');
      expect((await readLedger(machine)).decision?.kind ?? null).toBe(decision);
      expect(await recover(parts, quiet)).toEqual({ kind: 'settled', changed: [] });
    },
  );

  it('does not wait for a password dialog that outlived its Snowbell', async () => {
    const { parts, asked } = machineAt('old', 'old');
    await asked('switch');
    const dialog = spawn('bash', [
      '-c',
      'exec -a pkexec sh -c "read line" x activate "$0"',
      runId(99),
    ]);
    onTestFinished(() => void dialog.kill());
    await new Promise((resolve) => dialog.once('spawn', resolve));
    expect(await recover(parts, quiet)).toEqual({ kind: 'settled', changed: [runId(1)] });
  });

  it('leaves a journal alone that cannot be read, and says so to who looks', async () => {
    const { machine, parts } = machineAt('old', 'old');
    await createRunFolder(machine.stateDir, runId(1));
    writeFileSync(join(machine.stateDir, 'runs', runId(1), 'run.json'), '{');
    expect(await recover(parts, quiet)).toEqual({ kind: 'settled', changed: [] });
    expect((await readLedger(machine)).problems).toEqual([expect.stringContaining('run.json')]);
    expect((await readLedger(machine)).problems).toEqual([]);
  });
});
