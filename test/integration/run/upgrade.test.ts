// The main job from click to settled, with real nix and the real helper on a rehearsal's system.
import { execFileSync } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { lockDifference } from '../../../main/run/lock-difference.ts';
import { prepare } from '../../../main/run/prepare.ts';
import { usualDurations } from '../../../main/store/durations-file.ts';
import { readHistory } from '../../../main/store/history-file.ts';
import { type RunFile, runFolder, saveRun } from '../../../main/store/run-file.ts';
import { readRunLog } from '../../../main/store/run-log.ts';
import { listGenerations } from '../../../main/system/generations.ts';
import { nixBin } from '../../rig/nix.ts';
import { ended, makeWorld, quiet, type World } from './world.ts';

const nix = nixBin();

describe.skipIf(nix === null)('a run', () => {
  let world: World;
  beforeAll(async () => {
    world = await makeWorld(nix ?? '');
  });
  afterAll(() => world?.remove());
  beforeEach(() => {
    world.endsWith(null);
    world.set({});
  });

  /** One more commit upstream, built and ready. */
  async function ready(): Promise<RunFile> {
    await world.advance();
    const run = ended(await world.prepare('upgrade', { inputs: ['nixpkgs'] }));
    expect(run.record.outcome).toBe('ready');
    return run;
  }

  it('resolves and builds all inputs and changes nothing', async () => {
    const lock = world.lock();
    const here = await world.where();
    const phases: string[] = [];
    let lines = 0;
    const run = ended(
      await world.prepare('upgrade', {
        observer: {
          phase: (phase) => phases.push(phase),
          log: (_id, first, more) => {
            expect(first).toBe(lines);
            lines += more.length;
          },
        },
      }),
    );
    expect(run).toMatchObject({
      built: 'kept',
      lock: 'untouched',
      expectedCurrent: here.current,
      generationBefore: 1,
      record: { kind: 'upgrade', outcome: 'ready', step: 'review', generation: null },
    });
    expect(run.record.inputs.map((move) => move.name)).toEqual(['home-manager', 'nixpkgs']);
    expect(run.record.packages.changed).toBeGreaterThan(5);
    expect(run.record.restartRecommended).toBe(true);
    expect(run.review?.inputs.every((move) => move.selected)).toBe(true);
    expect(phases).toEqual(['resolving', 'building']);
    expect(world.lock()).toBe(lock);
    expect(await world.where()).toEqual(here);
    expect(await world.git('status', '--porcelain')).toBe('');

    const ledger = await world.ledger();
    expect(ledger).toMatchObject({ ready: { stale: null }, decision: null, problems: [] });
    expect(ledger.history[0]).toEqual(run.record);
    const log = await readRunLog(runFolder(world.machine.stateDir, run.record.id).log).read(
      0,
      5000,
    );
    expect(log.total).toBe(lines);
    expect(log.lines.some((line) => line.source?.startsWith('firefox'))).toBe(true);
  });

  it('switches to exactly what was built, and writes the lock it was built with', async () => {
    const { ready: waiting } = await world.ledger();
    const run = await world.onDisk({ record: waiting?.record } as RunFile);
    const phases: string[] = [];
    const done = ended(
      await world.activate(run, 'switch', { observer: { phase: (phase) => phases.push(phase) } }),
    );
    expect(done).toMatchObject({
      built: 'used',
      lock: 'written',
      record: { outcome: 'succeeded', step: 'settle', generation: 2, failedUnits: [] },
    });
    expect(phases).toEqual(['authorising', 'activating']);
    expect(world.lock()).toBe(world.candidate(run));
    const { storePath } = run.record;
    expect(await world.where()).toEqual({ current: storePath, default: storePath, generation: 2 });
    expect(existsSync(runFolder(world.machine.stateDir, run.record.id).result)).toBe(false);
    expect(await world.ledger()).toMatchObject({ ready: null, decision: null });
    expect((await readHistory(world.machine.stateDir)).records[0]).toEqual(done.record);
    expect(world.log(run)).toContain('activating the configuration...');
  });

  it('that finds nothing newer is unchanged, as is a rebuild of what is running', async () => {
    const lock = world.lock();
    expect(ended(await world.prepare()).record).toMatchObject({ outcome: 'unchanged', inputs: [] });
    const rebuilt = ended(await world.prepare('rebuild'));
    expect(rebuilt).toMatchObject({ built: 'none', candidateLock: null });
    expect(rebuilt.record).toMatchObject({ outcome: 'unchanged', step: 'review' });
    expect(world.lock()).toBe(lock);
    expect((await world.ledger()).ready).toBeNull();
  });

  it.each([
    [4, 'units-failed', 'written', 'used', ['sshd.service']],
    [100, 'restart-required', 'written', 'used', []],
    [1, 'refused', 'untouched', 'kept', []],
    [17, 'failed', 'untouched', 'kept', []],
  ] as const)('that ends with %i: %s, lock %s', async (code, outcome, lock, built, units) => {
    const run = await ready();
    const before = { lock: world.lock(), ...(await world.where()) };
    world.endsWith(code);
    const done = ended(await world.activate(run));
    expect(done).toMatchObject({ lock, built, record: { outcome, failedUnits: units } });
    const after = await world.where();
    const used = built === 'used';
    expect(world.lock()).toBe(used ? world.candidate(run) : before.lock);
    expect(after.default).toBe(used ? run.record.storePath : before.default);
    expect(after.generation !== before.generation).toBe(used);
    expect(done.record.generation).toBe(used ? after.generation : null);
    expect(done.record.diagnosis === null).toBe(code === 100);
    const ledger = await world.ledger();
    expect(ledger.decision).toBeNull();
    expect(ledger.ready?.record.id).toBe(used ? undefined : run.record.id);
    if (!used) expect(ledger.ready?.stale).toBeNull();
    if (code === 100) {
      // What waits for a restart must not be taken for a change by the tests that follow.
      world.endsWith(null);
      const again = ended(await world.prepare('rebuild'));
      expect(ended(await world.activate(again)).record.outcome).toBe('succeeded');
    }
    if (!used) ended(await world.decide(run, 'discard'));
  });

  it('whose activation script fails is kept, and the lock is written then', async () => {
    const run = await ready();
    const lock = world.lock();
    world.endsWith(2);
    const done = ended(await world.activate(run));
    expect(done).toMatchObject({ lock: 'untouched', record: { outcome: 'activation-failed' } });
    expect(world.lock()).toBe(lock);
    expect((await world.where()).default).toBe(run.record.storePath);
    const { decision, ready: waiting } = await world.ledger();
    expect(decision).toEqual({
      kind: 'activation-failed',
      runId: run.record.id,
      previous: done.generationBefore,
    });
    expect(waiting).toBeNull();

    expect(await world.activate(run)).toMatchObject({ failure: { kind: 'not-ready' } });
    expect(await world.decide(run, 'discard')).toMatchObject({ failure: { kind: 'not-ready' } });
    expect(await world.decide(run, 'write-lock')).toMatchObject({
      failure: { kind: 'no-decision' },
    });
    expect(ended(await world.decide(run, 'keep'))).toMatchObject({
      built: 'used',
      lock: 'written',
    });
    expect(world.lock()).toBe(world.candidate(run));
    expect(await world.ledger()).toMatchObject({ decision: null, ready: null });
    expect(await world.decide(run, 'keep')).toMatchObject({ failure: { kind: 'no-decision' } });
  });

  it('whose activation script fails goes back to the generation before', async () => {
    const run = await ready();
    const lock = world.lock();
    const before = await world.where();
    world.endsWith(2);
    ended(await world.activate(run));
    world.endsWith(null);
    // Deleted by hand, the generation before is no way back.
    const link = `${world.machine.profile}-${before.generation}-link`;
    renameSync(link, `${link}.deleted`);
    expect((await world.ledger()).decision).toMatchObject({
      kind: 'activation-failed',
      previous: null,
    });
    expect(await world.decide(run, 'go-back')).toEqual({
      kind: 'not-begun',
      failure: { kind: 'no-generation', detail: String(before.generation) },
    });
    renameSync(`${link}.deleted`, link);
    const back = ended(await world.decide(run, 'go-back'));
    expect(back.record).toMatchObject({
      kind: 'rollback',
      outcome: 'succeeded',
      generation: before.generation,
    });
    expect(await world.where()).toEqual(before);
    expect(world.lock()).toBe(lock);
    expect(await world.onDisk(run)).toMatchObject({ built: 'discarded' });
    expect(await world.ledger()).toMatchObject({ decision: null, ready: null });
    // Nobody waits for that system any more, so the garbage collector may have it.
    const { folder } = runFolder(world.machine.stateDir, run.record.id);
    expect(readdirSync(folder)).not.toContain('result');
  });

  it('is tried, made permanent or gone back from', async () => {
    const run = await ready();
    const before = { lock: world.lock(), ...(await world.where()) };
    const tried = ended(await world.activate(run, 'test'));
    expect(tried).toMatchObject({ built: 'kept', lock: 'untouched' });
    expect(tried.record).toMatchObject({ outcome: 'succeeded', generation: null });
    expect(await world.where()).toEqual({
      current: run.record.storePath,
      default: before.default,
      generation: before.generation,
    });
    expect(world.lock()).toBe(before.lock);
    expect(await world.ledger()).toMatchObject({
      ready: { stale: null },
      decision: { kind: 'test-active', runId: run.record.id, previous: before.generation },
    });

    expect(ended(await world.decide(run, 'go-back')).record.outcome).toBe('succeeded');
    expect((await world.where()).current).toBe(before.current);
    expect(await world.ledger()).toMatchObject({ ready: { stale: null }, decision: null });

    ended(await world.activate(run, 'test'));
    // What comes of nothing leaves the trial, and the way back from it.
    const onTrial = { decision: { kind: 'test-active', previous: before.generation } };
    const gone = { signal: AbortSignal.abort() };
    expect(ended(await world.activate(run, 'switch', gone)).record.outcome).toBe('ready');
    expect(await world.ledger()).toMatchObject(onTrial);
    world.endsWith(1);
    expect(ended(await world.activate(run, 'switch')).record.outcome).toBe('refused');
    world.endsWith(null);
    expect(await world.ledger()).toMatchObject(onTrial);
    const kept = ended(await world.activate(run, 'switch'));
    expect(kept).toMatchObject({ lock: 'written', record: { outcome: 'succeeded' } });
    expect((await world.where()).default).toBe(run.record.storePath);
    expect(world.lock()).toBe(world.candidate(run));
  });

  it('is for the next boot', async () => {
    const run = await ready();
    const before = await world.where();
    const done = ended(await world.activate(run, 'boot'));
    expect(done).toMatchObject({ lock: 'written', record: { outcome: 'succeeded' } });
    expect(await world.where()).toMatchObject({
      current: before.current,
      default: run.record.storePath,
    });
    expect(world.lock()).toBe(world.candidate(run));
    // As a restart would.
    const again = ended(await world.prepare('rebuild'));
    expect(again.record.outcome).toBe('ready');
    ended(await world.activate(again));
  });

  it('is discarded and superseded for nothing', async () => {
    const lock = world.lock();
    const first = await ready();
    const second = await ready();
    expect(await world.onDisk(first)).toMatchObject({
      built: 'superseded',
      record: { outcome: 'discarded', discardedFor: 'newer' },
    });
    expect(world.log(first)).toContain('A newer system was built');
    expect(await world.activate(first)).toMatchObject({ failure: { kind: 'not-ready' } });
    expect(ended(await world.decide(second, 'discard'))).toMatchObject({
      built: 'discarded',
      record: { outcome: 'discarded' },
    });
    expect((await world.onDisk(second)).record.discardedFor).toBeUndefined();
    for (const run of [first, second]) {
      expect(existsSync(runFolder(world.machine.stateDir, run.record.id).result)).toBe(false);
    }
    expect(await world.activate(second)).toMatchObject({ failure: { kind: 'not-ready' } });
    expect(world.lock()).toBe(lock);
    expect((await world.ledger()).ready).toBeNull();
  });

  it('that was prepared ahead gives way, says so, and goes when it is stale', async () => {
    const asked = await ready();
    const edit = (text: string) => writeFileSync(join(world.flake, 'extra.nix'), text);
    edit('1');
    await world.git('add', 'extra.nix');
    ended(await world.throwAway(asked));
    expect((await world.ledger()).ready).toMatchObject({
      stale: 'flake-changed',
      record: { id: asked.record.id },
    });
    await world.advance();
    const made = ended(await world.prepare('upgrade', { ahead: true }));
    expect(made.record).toMatchObject({ outcome: 'ready', ahead: true });
    expect(world.log(made)).toContain('Building gently');
    ended(await world.throwAway(made));
    expect((await world.ledger()).ready?.record.id).toBe(made.record.id);
    edit('2');
    ended(await world.throwAway(made));
    expect((await world.ledger()).ready).toBeNull();
    expect(await world.onDisk(made)).toMatchObject({
      built: 'discarded',
      record: { outcome: 'discarded', ahead: true },
    });
    expect(existsSync(runFolder(world.machine.stateDir, made.record.id).result)).toBe(false);
    await world.git('rm', '-qf', 'extra.nix');
  });

  it('that another system has overtaken from outside is let go at the next start', async () => {
    const run = await ready();
    const here = await world.where();
    const switchTo = (system: string) => {
      rmSync(world.machine.currentSystem);
      symlinkSync(system, world.machine.currentSystem);
    };
    onTestFinished(() => switchTo(here.current ?? ''));
    expect(await world.recover()).toEqual({ kind: 'settled', changed: [] });
    expect(await world.onDisk(run)).toMatchObject({ built: 'kept' });

    switchTo(run.record.storePath ?? '');
    expect((await world.ledger()).ready?.stale).toBe('system-changed');
    await world.recover();
    expect(await world.onDisk(run)).toMatchObject({
      built: 'discarded',
      record: { outcome: 'discarded', discardedFor: 'system-changed' },
    });
    expect(world.log(run)).toContain('Another system runs by now');
    expect(existsSync(runFolder(world.machine.stateDir, run.record.id).result)).toBe(false);
    expect((await world.ledger()).ready).toBeNull();
  });

  it('whose flake.lock has moved on waits while that may be taken back, and no longer', async () => {
    const run = await ready();
    const lock = world.lock();
    writeFileSync(world.lockFile, `${lock}\n`);
    await world.recover();
    expect((await world.ledger()).ready).toMatchObject({ stale: 'flake-changed' });
    writeFileSync(world.lockFile, lock);
    await world.recover();
    expect((await world.ledger()).ready).toMatchObject({ stale: null });
    expect(ended(await world.prepare('update', { inputs: ['nixpkgs'] })).lock).toBe('written');
    expect(await world.onDisk(run)).toMatchObject({
      built: 'discarded',
      record: { outcome: 'discarded', discardedFor: 'flake-changed' },
    });
  });

  it('that is being tried is kept while that is asked about, and waits again after a restart', async () => {
    const run = await ready();
    const before = await world.where();
    ended(await world.activate(run, 'test'));
    const newer = await ready();
    expect(await world.onDisk(run)).toMatchObject({ built: 'kept' });
    expect((await world.ledger()).decision).toMatchObject({
      kind: 'test-active',
      runId: run.record.id,
    });
    ended(await world.decide(newer, 'discard'));
    expect((await world.onDisk(newer)).record.discardedFor).toBeUndefined();
    const newest = await ready();
    // As a restart would.
    rmSync(world.machine.currentSystem);
    symlinkSync(before.current ?? '', world.machine.currentSystem);
    await world.recover();
    expect(await world.ledger()).toMatchObject({
      decision: null,
      ready: { stale: null, record: { id: run.record.id } },
    });
    expect(await world.onDisk(newest)).toMatchObject({
      record: { discardedFor: 'system-changed' },
    });
    expect(ended(await world.activate(run)).record.outcome).toBe('succeeded');
    expect((await world.where()).default).toBe(run.record.storePath);
  });

  it('is thrown away for good where a crash came between record and root', async () => {
    const run = await ready();
    await saveRun(world.machine.stateDir, {
      ...run,
      built: 'discarded',
      record: { ...run.record, outcome: 'discarded' },
    });
    const { result } = runFolder(world.machine.stateDir, run.record.id);
    expect(existsSync(result)).toBe(true);
    await world.recover();
    expect(existsSync(result)).toBe(false);
  });

  it('whose inputs move for nothing says so, and leaves the lock to who wants it', async () => {
    await world.activate(await ready());
    const upstream = join(world.root, 'upstreams/nixpkgs.git');
    const git = ['-C', upstream, '-c', 'user.name=a', '-c', 'user.email=a@b'];
    const made = ['commit-tree', 'HEAD^{tree}', '-p', 'HEAD', '-m', 'nothing'];
    const commit = execFileSync('git', [...git, ...made], { encoding: 'utf8' }).trim();
    execFileSync('git', [...git, 'update-ref', 'HEAD', commit]);
    const lock = world.lock();
    const run = ended(await world.prepare());
    expect(run.record).toMatchObject({ outcome: 'unchanged', inputs: [{ name: 'nixpkgs' }] });
    expect(world.log(run)).toContain('1 input moved, the system is the same');
    expect(run.record.leftLock).toEqual({ why: 'same-system', inputs: ['nixpkgs'] });
    expect(world.lock()).toBe(lock);

    writeFileSync(world.lockFile, `${lock}\n`);
    expect(await world.decide(run, 'write-lock')).toMatchObject({
      failure: { kind: 'lock-moved-on' },
    });
    expect(world.lock()).toBe(`${lock}\n`);
    writeFileSync(world.lockFile, lock);
    const written = ended(await world.decide(run, 'write-lock'));
    expect(written).toMatchObject({ lock: 'written', record: { outcome: 'unchanged' } });
    expect(written.record.leftLock).toBeUndefined();
    expect(world.lock()).toBe(world.candidate(run));
    expect(await world.decide(run, 'write-lock')).toMatchObject({
      failure: { kind: 'no-decision' },
    });
  });

  it('for which nix moves other inputs than were chosen says which, and leaves it to the person', async () => {
    const file = join(world.flake, 'flake.nix');
    const text = readFileSync(file, 'utf8');
    onTestFinished(() => writeFileSync(file, text));
    await world.advance('home-manager');
    await world.advance();
    // Another reference than the locked one: nix has to lock this input anew, chosen or not.
    writeFileSync(
      file,
      text.replace('home-manager.git?ref=main', 'home-manager.git?ref=refs/heads/main'),
    );
    const lock = world.lock();
    const built = ended(await world.prepare('upgrade', { inputs: ['nixpkgs'] }));
    expect(built.review?.inputs).toMatchObject([
      { name: 'home-manager', selected: false },
      { name: 'nixpkgs', selected: true },
    ]);
    expect(built.review?.notices).toContainEqual({
      kind: 'input-moved-unselected',
      detail: 'home-manager',
    });
    expect(built.record).toMatchObject({ outcome: 'ready', unchosen: ['home-manager'] });
    ended(await world.decide(built, 'discard'));

    const left = ended(await world.prepare('update', { inputs: ['nixpkgs'] }));
    expect(left).toMatchObject({
      lock: 'untouched',
      record: {
        outcome: 'unchanged',
        leftLock: { why: 'other-inputs', inputs: ['home-manager'] },
      },
    });
    expect(world.log(left)).toContain('nix moved other inputs than were chosen: home-manager');
    expect(world.lock()).toBe(lock);
    const kept = ended(await world.decide(left, 'keep-my-lock'));
    expect(kept.record.leftLock).toBeUndefined();
    expect(world.lock()).toBe(lock);

    const again = ended(await world.prepare('update', { inputs: ['nixpkgs'] }));
    const written = ended(await world.decide(again, 'write-lock'));
    expect(written).toMatchObject({ lock: 'written', record: { outcome: 'succeeded' } });
    expect(world.lock()).toBe(world.candidate(again));
  });

  it('takes what was written into flake.nix, or out of it, for chosen', async () => {
    const file = join(world.flake, 'flake.nix');
    const text = readFileSync(file, 'utf8');
    const lock = world.lock();
    onTestFinished(() => {
      writeFileSync(file, text);
      writeFileSync(world.lockFile, lock);
    });
    const extra = `inputs.extra = { url = "path:${world.root}/extra"; flake = false; };`;
    mkdirSync(join(world.root, 'extra'), { recursive: true });
    writeFileSync(join(world.root, 'extra/a'), 'a');
    writeFileSync(file, text.replace('{', `{\n  ${extra}\n`));
    await world.advance();
    const come = ended(await world.prepare('update', { inputs: ['nixpkgs'] }));
    expect(come).toMatchObject({ lock: 'written', record: { outcome: 'succeeded' } });
    expect(come.record.inputs.map(({ name }) => name)).toEqual(['extra', 'nixpkgs']);
    expect(come.record.unchosen).toBeUndefined();
    expect(world.log(come)).toContain('New in flake.nix, now locked: extra');

    writeFileSync(file, text);
    await world.advance();
    const gone = ended(await world.prepare('update', { inputs: ['nixpkgs'] }));
    expect(gone).toMatchObject({ lock: 'written', record: { outcome: 'succeeded' } });
    expect(world.log(gone)).toContain('No longer in flake.nix: extra');
  });

  it('of the lock alone writes it, and commits it where that is wished', async () => {
    await world.advance('home-manager');
    const before = await world.where();
    world.set({ commitLock: true });
    writeFileSync(join(world.flake, 'staged.nix'), '1');
    await world.git('add', 'staged.nix');
    const run = ended(await world.prepare('update', { inputs: ['home-manager'] }));
    expect(run).toMatchObject({ lock: 'written', built: 'none', record: { outcome: 'succeeded' } });
    expect(run.record.inputs.map((move) => move.name)).toEqual(['home-manager']);
    expect(world.lock()).toBe(world.candidate(run));
    expect(await world.where()).toEqual(before);
    expect(await world.git('show', '--name-only', '--format=%s', 'HEAD')).toMatch(
      /^flake\.lock: update home-manager\n+flake\.lock$/,
    );
    expect(await world.git('diff', '--cached', '--name-only')).toBe('staged.nix');
    await world.git('rm', '--quiet', '--force', 'staged.nix');
  });

  it('of an input that is not there fails and says so', async () => {
    const lock = world.lock();
    expect(await world.prepare('upgrade', { inputs: ['nowhere'] })).toMatchObject({
      kind: 'not-begun',
      failure: { kind: 'unknown-input', detail: expect.stringMatching(/^nowhere .*nixpkgs/) },
    });
    // A word of flake.nix may be an input that is not locked yet: only nix can tell.
    const run = ended(await world.prepare('upgrade', { inputs: ['outputs'] }));
    expect(run.record).toMatchObject({ outcome: 'failed', step: 'resolve', chosen: ['outputs'] });
    expect(world.log(run)).toContain('The flake has no input named');
    expect(world.lock()).toBe(lock);
  });

  it('of an input that flake.lock has and flake.nix no longer has names those there are', async () => {
    const file = join(world.flake, 'flake.nix');
    const text = readFileSync(file, 'utf8');
    const lock = world.lock();
    const whole = JSON.parse(lock) as { nodes: { root: { inputs: Record<string, string> } } };
    whole.nodes.root.inputs.gone = whole.nodes.root.inputs.nixpkgs ?? '';
    writeFileSync(world.lockFile, JSON.stringify(whole));
    onTestFinished(() => writeFileSync(world.lockFile, lock));
    expect(text).not.toContain('gone');
    const run = ended(await world.prepare('upgrade', { inputs: ['gone'] }));
    expect(run.record).toMatchObject({
      outcome: 'failed',
      step: 'resolve',
      diagnosis: { summary: expect.stringContaining('has no input named "gone" (there are') },
    });
    expect(world.log(run)).toContain(
      'The flake has no input named \\"gone\\" (there are dotfiles, home-manager, nixos-hardware, nixpkgs, wallpapers).',
    );
  });

  it('for a host that the flake does not have names those there are', async () => {
    const run = ended(
      await prepare(
        world.parts,
        { kind: 'rebuild', inputs: null, flake: world.flake, host: 'elsewhere' },
        quiet,
        new AbortController().signal,
      ),
    );
    expect(run.record).toMatchObject({
      outcome: 'failed',
      step: 'build',
      diagnosis: {
        kind: 'undefined-variable-or-attribute',
        reason: 'no-such-host',
        detail: world.host,
        remedy: expect.stringContaining(`It has ${world.host}.`),
      },
    });
    expect(world.log(run)).toContain('The flake has no host \\"elsewhere\\"');
  });

  it('whose build fails names the cause and leaves all as it was', async () => {
    const before = { lock: world.lock(), ...(await world.where()) };
    writeFileSync(join(world.root, 'build-fail'), '');
    onTestFinished(() => rmSync(join(world.root, 'build-fail')));
    await world.advance();
    const run = ended(await world.prepare('upgrade', { inputs: ['nixpkgs'] }));
    expect(run).toMatchObject({ built: 'none', lock: 'untouched' });
    expect(run.record).toMatchObject({
      outcome: 'failed',
      step: 'build',
      diagnosis: { kind: 'build-failed' },
    });
    expect(world.log(run)).toContain('collision between two packages');
    // What nix says in several lines is several lines of the log.
    const { lines } = await readRunLog(runFolder(world.machine.stateDir, run.record.id).log).read(
      0,
      10_000,
    );
    expect(lines.filter((line) => line.text.includes('\n'))).toEqual([]);
    expect({ lock: world.lock(), ...(await world.where()) }).toEqual(before);
    expect((await world.ledger()).ready).toBeNull();
  });

  it('says an error of nix once', async () => {
    const file = join(world.flake, 'flake.nix');
    const text = readFileSync(file, 'utf8');
    onTestFinished(() => writeFileSync(file, text));
    writeFileSync(
      file,
      text.replace('outputs = inputs: {', 'outputs = inputs: throw "told once" {'),
    );
    const run = ended(await world.prepare('rebuild'));
    expect(run.record).toMatchObject({ outcome: 'failed', step: 'build' });
    const { lines } = await readRunLog(runFolder(world.machine.stateDir, run.record.id).log).read(
      0,
      10_000,
    );
    expect(lines.filter((line) => /^(?:error: )?told once$/.test(line.text.trim()))).toHaveLength(
      1,
    );
  });

  it('is refused when flake.lock or the configuration was edited since the review', async () => {
    const run = await ready();
    const lock = world.lock();
    const before = await world.where();
    const file = join(world.flake, 'configuration.nix');
    const configuration = readFileSync(file, 'utf8');
    for (const [path, text, whole] of [
      [world.lockFile, `${lock}\n`, lock],
      [file, `${configuration}# edited\n`, configuration],
    ] as const) {
      writeFileSync(path, text);
      expect((await world.ledger()).ready?.stale).toBe('flake-changed');
      expect(await world.activate(run)).toEqual({
        kind: 'not-begun',
        failure: { kind: 'stale', detail: 'flake-changed' },
      });
      expect(readFileSync(path, 'utf8')).toBe(text);
      writeFileSync(path, whole);
      expect((await world.ledger()).ready?.stale).toBeNull();
    }
    expect(await world.where()).toEqual(before);
  });

  it('is withheld when flake.lock is edited while the password is asked', async () => {
    const { ready: waiting } = await world.ledger();
    const run = await world.onDisk({ record: waiting?.record } as RunFile);
    const lock = world.lock();
    const before = await world.where();
    const done = ended(
      await world.activate(run, 'switch', {
        observer: {
          phase: (phase) => phase === 'activating' && writeFileSync(world.lockFile, 'x'),
        },
      }),
    );
    expect(done).toMatchObject({ built: 'kept', activation: null, record: { outcome: 'ready' } });
    expect(world.lock()).toBe('x');
    expect(await world.where()).toEqual(before);
    writeFileSync(world.lockFile, lock);
  });

  it('is cancelled while the password is asked, and nothing has changed', async () => {
    const { ready: waiting } = await world.ledger();
    const run = await world.onDisk({ record: waiting?.record } as RunFile);
    const before = await world.where();
    const cancel = new AbortController();
    const done = ended(
      await world.activate(run, 'switch', {
        signal: cancel.signal,
        observer: { phase: (phase) => phase === 'activating' && cancel.abort() },
      }),
    );
    expect(done).toMatchObject({ built: 'kept', activation: null, record: { outcome: 'ready' } });
    expect(await world.where()).toEqual(before);
  });

  it('whose flake.lock is edited during the activation asks whose shall stay', async () => {
    const editing = (text: string) => ({
      log: (_id: string, _first: number, lines: readonly { text: string }[]) => {
        if (lines.some((line) => line.text.includes('setting up /etc'))) {
          writeFileSync(world.lockFile, text);
        }
      },
    });
    for (const choice of ['keep-my-lock', 'write-lock'] as const) {
      const run = await ready();
      const before = world.lock();
      const done = ended(await world.activate(run, 'switch', { observer: editing('mine') }));
      expect(done).toMatchObject({ lock: 'changed-meanwhile', record: { outcome: 'succeeded' } });
      expect(world.lock()).toBe('mine');
      expect((await world.ledger()).decision).toEqual({
        kind: 'lock-changed-meanwhile',
        runId: run.record.id,
      });
      const damaged = await lockDifference(world.machine, run.record.id);
      expect(damaged).toMatchObject({ ok: false, failure: { kind: 'malformed' } });
      writeFileSync(world.lockFile, before);
      const apart = await lockDifference(world.machine, run.record.id);
      expect(apart).toMatchObject({
        ok: true,
        value: [
          {
            path: ['nixpkgs'],
            yours: { shown: run.record.inputs[0]?.from },
            switched: { shown: run.record.inputs[0]?.to },
          },
        ],
      });
      writeFileSync(world.lockFile, 'mine');
      ended(await world.decide(run, choice));
      expect((await world.ledger()).decision).toBeNull();
      expect(world.lock()).toBe(choice === 'write-lock' ? world.candidate(run) : 'mine');
      const { folder } = runFolder(world.machine.stateDir, run.record.id);
      if (choice === 'write-lock') {
        expect(readFileSync(join(folder, 'flake.lock.replaced'), 'utf8')).toBe('mine');
      } else {
        writeFileSync(world.lockFile, before);
      }
    }
  });

  it('is one at a time', async () => {
    const other: unknown[] = [];
    const run = ended(
      await world.prepare('rebuild', {
        observer: {
          phase: () => {
            other.push(world.prepare(), world.prepare('update'), world.recover());
          },
        },
      }),
    );
    expect(await Promise.all(other)).toEqual([
      { kind: 'busy' },
      { kind: 'busy' },
      { kind: 'busy' },
    ]);
    expect(run.record.outcome).toBe('unchanged');
  });

  it('is cancelled during the build, and nothing of it stays', async () => {
    await world.advance('endless');
    const lock = world.lock();
    const cancel = new AbortController();
    const run = ended(
      await world.prepare('upgrade', {
        signal: cancel.signal,
        observer: { progress: (progress) => progress.builds.running > 0 && cancel.abort() },
      }),
    );
    expect(run).toMatchObject({ built: 'none', record: { outcome: 'cancelled', step: 'build' } });
    expect(world.lock()).toBe(lock);
    expect((await world.ledger()).ready).toBeNull();
  });

  it('is cancelled while it compares, rather than ready with nothing to compare', async () => {
    await world.advance();
    const cancel = new AbortController();
    const run = ended(
      await world.prepare('upgrade', {
        signal: cancel.signal,
        observer: {
          log: (_id, _first, lines) => {
            if (lines.some(({ text }) => text.startsWith('Comparing with'))) cancel.abort();
          },
        },
      }),
    );
    expect(run).toMatchObject({ built: 'none', record: { outcome: 'cancelled' } });
    expect(existsSync(runFolder(world.machine.stateDir, run.record.id).result)).toBe(false);
  });

  it('says before it builds what git thinks of the flake, and again in the review', async () => {
    const file = join(world.flake, 'configuration.nix');
    const configuration = readFileSync(file, 'utf8');
    const fresh = join(world.flake, 'fresh.nix');
    onTestFinished(() => {
      writeFileSync(file, configuration);
      rmSync(fresh);
    });
    writeFileSync(file, `${configuration}# edited\n`);
    writeFileSync(fresh, '1');
    const run = await ready();
    expect(run.review?.notices).toEqual([
      { kind: 'dirty-tree', detail: 'configuration.nix' },
      { kind: 'untracked-files', detail: 'fresh.nix' },
    ]);
    const log = world.log(run);
    const told = ['Built with changes', 'fresh.nix', 'Asking for', 'to build here', 'Built /'];
    const places = told.map((text) => log.indexOf(text));
    expect(places).not.toContain(-1);
    expect([...places].sort((a, b) => a - b)).toEqual(places);
    expect(run.review?.space?.storeFree).toBeGreaterThan(0);
    ended(await world.decide(run, 'discard'));
  });

  it.skipIf(process.getuid?.() !== 0)(
    'builds a repository of another owner as a path, and writes its lock as theirs',
    async () => {
      const own = (id: number) => {
        for (const name of ['', '.git', 'flake.lock']) chownSync(join(world.flake, name), id, id);
      };
      own(65534);
      onTestFinished(() => own(0));
      const run = await ready();
      expect(run.review?.notices).toContainEqual({
        kind: 'path-flake-copies-ignored-files',
        detail: world.flake,
      });
      const done = ended(await world.activate(run));
      expect(done).toMatchObject({ lock: 'written', record: { outcome: 'succeeded' } });
      expect(world.lock()).toBe(world.candidate(run));
      expect(statSync(world.lockFile).uid).toBe(65534);
    },
  );

  it('gives way to everything else where that is wished', async () => {
    await world.advance('endless');
    world.set({ gentleBuilds: true });
    const cancel = new AbortController();
    let seen: readonly string[] = [];
    const run = ended(
      await world.prepare('upgrade', {
        inputs: ['nixpkgs'],
        signal: cancel.signal,
        observer: {
          progress: ({ builds }) => {
            if (builds.running === 0 || cancel.signal.aborted) return;
            seen = execFileSync('ps', ['-eo', 'ni=,args='], { encoding: 'utf8' })
              .split('\n')
              .filter((line) => line.includes('--out-link') && line.includes(world.folder));
            cancel.abort();
          },
        },
      }),
    );
    expect(run.record.outcome).toBe('cancelled');
    expect(seen.length).toBeGreaterThan(0);
    for (const line of seen) expect(line).toMatch(/^\s*19 .*--max-jobs 1 --cores \d+$/);
    expect(world.log(run)).toContain('Building gently');
  });

  it('has learned how long its builds take', async () => {
    const usual = await usualDurations(world.machine.stateDir);
    expect(usual('firefox-1')).toBeGreaterThanOrEqual(0);
    expect(usual('nothing-like-it-1')).toBeNull();
  });

  it('has left a history that tells every one of them', async () => {
    const { history } = await world.ledger();
    expect(history.every((record) => record.outcome !== null && record.endedAt !== null)).toBe(
      true,
    );
    expect((await readHistory(world.machine.stateDir)).records).toEqual(history);
    const generations = await listGenerations(world.machine);
    expect(generations[0]?.default).toBe(true);
  });
});
