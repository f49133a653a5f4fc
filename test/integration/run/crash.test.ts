// Killed at every step: the next start tells what happened, and flake.lock fits the system that is set.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { run as command, findProgram } from '../../../main/process/command.ts';
import { type RunFile, runFolder } from '../../../main/store/run-file.ts';
import { isRunLockHeld } from '../../../main/store/run-lock.ts';
import { nixBin } from '../../rig/nix.ts';
import { makeNodeProgram, type NodeProgram } from '../../rig/node-program.ts';
import type { Moment, Work } from './dying-program.ts';
import { ended, makeWorld, type World } from './world.ts';

const nix = nixBin();

describe.skipIf(nix === null)('a run that is killed', () => {
  let world: World;
  let program: NodeProgram;
  const told: string[][] = [];
  beforeAll(async () => {
    program = await makeNodeProgram('test/integration/run/dying-program.ts');
    world = await makeWorld(nix ?? '');
    // From the newest on, so that each test has one small step before it.
    await world.activate(ended(await world.prepare()));
  });
  afterAll(async () => {
    await program?.remove();
    await world?.remove();
    const rows = told.map((row) =>
      row.map((cell, index) => cell.padEnd([46, 18, 18, 0][index] ?? 0)),
    );
    process.stdout.write(`\n${rows.map((row) => `  ${row.join('  ').trimEnd()}`).join('\n')}\n`);
  });
  beforeEach(() => world.endsWith(null));

  /** Runs `work` in a process of its own until it kills itself at `moment`. */
  async function killed(work: Work, moment: Moment): Promise<void> {
    const child = spawn(
      process.execPath,
      [program.file, JSON.stringify(work), JSON.stringify(moment)],
      { stdio: ['ignore', 'ignore', 'inherit'] },
    );
    expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
    expect(await isRunLockHeld(world.machine.stateDir)).toBe(false);
  }

  async function ready(): Promise<RunFile> {
    await world.advance();
    return ended(await world.prepare());
  }

  /** What a next start makes of it, and a row of the table. */
  async function nextStart(when: string, run?: RunFile) {
    await world.settled();
    const { history, decision, ready: waiting, problems } = await world.ledger();
    const record = run === undefined ? history[0] : history.find((one) => one.id === run.record.id);
    if (record === undefined) throw new Error('the run is forgotten');
    const here = await world.where();
    const locked = run !== undefined && world.lock() === world.candidate(run);
    const set = here.default === record.storePath;
    told.push([
      when,
      String(record.outcome),
      `lock ${locked ? 'written' : 'untouched'}`,
      `system ${set ? 'new' : 'old'}${decision === null ? '' : `, asks: ${decision.kind}`}`,
    ]);
    expect(problems).toEqual([]);
    expect(record.endedAt).not.toBeNull();
    // Never ahead of a system that failed, nor behind one that switched, unless that is what is asked.
    if (decision === null && run !== undefined) expect(locked).toBe(set);
    expect(await world.recover()).toEqual({ kind: 'settled', changed: [] });
    return { record, decision, waiting, here, locked };
  }

  it.each<[string, Moment]>([
    ['before it resolves', { kind: 'phase', phase: 'resolving' }],
    ['before it builds', { kind: 'phase', phase: 'building' }],
    ['while it builds', { kind: 'log', text: "building '" }],
    ['while it compares', { kind: 'log', text: 'Comparing with' }],
  ])('%s was interrupted, and nothing has changed', async (when, moment) => {
    await world.advance();
    const before = { lock: world.lock(), ...(await world.where()) };
    await killed({ kind: 'prepare', run: 'upgrade' }, moment);
    const { record, waiting, decision } = await nextStart(when);
    expect(record.outcome).toBe('interrupted');
    expect(waiting).toBeNull();
    expect(decision).toBeNull();
    expect({ lock: world.lock(), ...(await world.where()) }).toEqual(before);
    const { result } = runFolder(world.machine.stateDir, record.id);
    expect(existsSync(result)).toBe(false);
  });

  it('leaves nothing of its build running', async (context) => {
    const ps = findProgram('ps');
    if (ps === null || findProgram('setpriv') === null) return context.skip('no ps or setpriv');
    await world.advance('endless');
    await killed({ kind: 'prepare', run: 'upgrade' }, { kind: 'log', text: 'CC      src/curl' });
    await world.settled();
    await expect
      .poll(
        async () => {
          const list = await command([ps, '-e', '-o', 'args=']);
          if (list.kind !== 'exited') return ['ps failed'];
          return list.stdout
            .split('\n')
            .filter((line) => line.includes(world.folder) && !line.startsWith('git'));
        },
        { timeout: 20_000 },
      )
      .toEqual([]);
    await world.advance();
  });

  it('while the password is asked was interrupted; what is built is still ready', async () => {
    const run = await ready();
    const before = { lock: world.lock(), ...(await world.where()) };
    await killed(
      { kind: 'activate', runId: run.record.id, verb: 'switch' },
      { kind: 'phase', phase: 'activating' },
    );
    const { record, waiting } = await nextStart('while the password is asked', run);
    expect(record.outcome).toBe('interrupted');
    expect(waiting).toMatchObject({ record: { id: run.record.id }, stale: null });
    expect({ lock: world.lock(), ...(await world.where()) }).toEqual(before);
    expect(ended(await world.activate(run)).record.outcome).toBe('succeeded');
  });

  it.each<[string, Moment]>([
    ['during the activation', { kind: 'log', text: 'activating the configuration' }],
    ['before flake.lock is written', { kind: 'saved', lock: 'to-write' }],
    ['after flake.lock is written', { kind: 'saved', lock: 'written' }],
  ])('%s has succeeded all the same, and the lock is written', async (when, moment) => {
    const run = await ready();
    await killed({ kind: 'activate', runId: run.record.id, verb: 'switch' }, moment);
    const { record, here, locked, decision } = await nextStart(when, run);
    expect(record).toMatchObject({ outcome: 'succeeded', generation: here.generation });
    expect(here.default).toBe(run.record.storePath);
    expect(locked).toBe(true);
    expect(decision).toBeNull();
    expect(await world.onDisk(run)).toMatchObject({ built: 'used', lock: 'written' });
  });

  it.each<[number, string, string, string[]]>([
    [4, 'units-failed', 'used', ['sshd.service']],
    [2, 'activation-failed', 'kept', []],
    [1, 'refused', 'kept', []],
  ])(
    'during an activation that ends with %i is settled so',
    async (code, outcome, built, units) => {
      const run = await ready();
      const lock = world.lock();
      world.endsWith(code);
      // The words that come before an exit with 1 are others.
      const text = code === 1 ? 'Failed to install' : 'activating the configuration';
      await killed(
        { kind: 'activate', runId: run.record.id, verb: 'switch' },
        { kind: 'log', text },
      );
      const { record, decision } = await nextStart(
        `during an activation that ends with ${code}`,
        run,
      );
      expect(record).toMatchObject({ outcome, failedUnits: units });
      expect(await world.onDisk(run)).toMatchObject({ built });
      expect(world.lock()).toBe(built === 'used' ? world.candidate(run) : lock);
      expect(decision?.kind).toBe(code === 2 ? 'activation-failed' : undefined);
      world.endsWith(null);
      if (code === 2) ended(await world.decide(run, 'go-back'));
    },
  );

  it('remembers failed units when it is settled a second time', async () => {
    const run = await ready();
    world.endsWith(4);
    await killed(
      { kind: 'activate', runId: run.record.id, verb: 'switch' },
      { kind: 'saved', lock: 'to-write' },
    );
    const { record } = await nextStart('before the lock, units failed', run);
    expect(record).toMatchObject({ outcome: 'units-failed', failedUnits: ['sshd.service'] });
  });

  it('while the helper goes on is running; cut off as by a power cut, it asks what shall be', async () => {
    const run = await ready();
    const before = await world.where();
    const lock = world.lock();
    // A code that never comes: the new system's own program waits for it, with the profile set.
    const held = join(world.root, 'switch-exit');
    expect(await command(['mkfifo', held])).toMatchObject({ code: 0 });
    const { runsDir } = await world.site.elevation();
    const work: Work = { kind: 'activate', runId: run.record.id, verb: 'switch' };
    const never: Moment = { kind: 'log', text: 'this is never said' };
    const child = spawn(
      process.execPath,
      [program.file, JSON.stringify(work), JSON.stringify(never)],
      { stdio: 'ignore' },
    );
    const gone = once(child, 'exit');
    let record = { pid: 0, step: '' };
    await expect
      .poll(
        async () => {
          const id = (await world.onDisk(run)).activation?.id;
          const file = join(runsDir, `${id}.result`);
          if (existsSync(file)) record = JSON.parse(readFileSync(file, 'utf8'));
          return record.step;
        },
        { timeout: 20_000 },
      )
      .toBe('activating');
    child.kill('SIGKILL');
    await gone;

    expect(await world.recover()).toEqual({ kind: 'activating', runId: run.record.id });
    expect(await world.prepare()).toEqual({ kind: 'busy' });
    expect(await world.decide(run, 'discard')).toEqual({ kind: 'busy' });
    expect(await world.activate(run)).toEqual({ kind: 'busy' });
    expect((await world.where()).default).toBe(run.record.storePath);

    process.kill(-record.pid, 'SIGKILL');
    rmSync(held);
    const after = await nextStart('together with the helper', run);
    expect(after.record.outcome).toBe('interrupted');
    expect(after.decision).toMatchObject({ kind: 'activation-failed', runId: run.record.id });
    expect(world.lock()).toBe(lock);
    expect(ended(await world.decide(run, 'go-back')).record.outcome).toBe('succeeded');
    expect(await world.where()).toEqual(before);
    expect((await world.ledger()).decision).toBeNull();
  });

  it('while a kept system gets its lock is finished by the next start', async () => {
    const run = await ready();
    world.endsWith(2);
    ended(await world.activate(run));
    await killed(
      { kind: 'decide', runId: run.record.id, choice: 'keep' },
      { kind: 'saved', lock: 'to-write' },
    );
    const { record, decision, locked } = await nextStart('while a kept system gets its lock', run);
    expect(record.outcome).toBe('activation-failed');
    expect(decision).toBeNull();
    expect(locked).toBe(true);
    expect(await world.onDisk(run)).toMatchObject({ built: 'used', lock: 'written' });
  });

  it('while it updates the lock alone is finished by the next start', async () => {
    await world.advance();
    await killed({ kind: 'prepare', run: 'update' }, { kind: 'saved', lock: 'to-write' });
    await world.settled();
    const [record] = (await world.ledger()).history;
    expect(record).toMatchObject({ kind: 'update', outcome: 'succeeded' });
    const { candidate } = runFolder(world.machine.stateDir, record?.id ?? '');
    expect(world.lock()).toBe(readFileSync(candidate, 'utf8'));
    told.push(['while it updates the lock alone', 'succeeded', 'lock written', 'system old']);
  });

  it('is settled by the next run too, without a start in between', async () => {
    const run = await ready();
    await killed(
      { kind: 'activate', runId: run.record.id, verb: 'switch' },
      { kind: 'saved', lock: 'to-write' },
    );
    // Discarding what became the system would leave its lock behind.
    expect(await world.decide(run, 'discard')).toMatchObject({ failure: { kind: 'not-ready' } });
    expect(await world.onDisk(run)).toMatchObject({ lock: 'written', built: 'used' });
    expect(world.lock()).toBe(world.candidate(run));
  });

  it('leaves no file of its own beside flake.lock', () => {
    const files = readdirSync(world.flake).filter((name) => name.startsWith('.flake'));
    expect(files).toEqual([]);
    rmSync(join(world.root, 'switch-exit'), { force: true });
  });
});
