// Becoming root without the module: real pkexec, polkit and agent; nixos-rebuild is a stand-in at the edge.
import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  alicePassword,
  makePolkitWorld,
  type PolkitWorld,
  polkitMissing,
} from '../../rig/polkit.ts';
import type { AppTask } from '../../rig/polkit-app.ts';
import { until } from '../helper/rehearsal-world.ts';
import { writeToySystem } from '../helper/toy-system.ts';
import { standInRebuild } from './stand-in-rebuild.ts';
import { listen } from './told.ts';

const profile = '/nix/var/nix/profiles/system';

const missing = polkitMissing();

describe.skipIf(missing !== null)('becoming root without the helper', () => {
  let world: PolkitWorld;
  let before: string;
  let after: string;
  let id: string;
  let newer: string;
  let older: string;
  const running: ChildProcess[] = [];

  beforeAll(async () => {
    world = await makePolkitWorld();
    mkdirSync(world.path('/tmp/control'), { mode: 0o755 });
    const add = (name: string) => {
      writeToySystem({
        folder: world.path(`/tmp/${name}`),
        control: '/tmp/control',
        current: '/run/current-system',
      });
      return world.run('root', ['nix-store', '--add', `/tmp/${name}`]);
    };
    before = add('nixos-system-toy-1');
    after = add('nixos-system-toy-2');
    const programs = (name: string, knows: boolean) => {
      const folder = world.path(`/tmp/${name}/bin`);
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'nixos-rebuild'), standInRebuild(knows));
      copyFileSync(world.path('/usr/bin/env'), join(folder, 'env'));
      for (const file of ['nixos-rebuild', 'env']) chmodSync(join(folder, file), 0o755);
      return `${world.run('root', ['nix-store', '--add', `/tmp/${name}`])}/bin`;
    };
    newer = programs('newer', true);
    older = programs('older', false);
  });
  afterAll(() => world?.close());
  beforeEach(() => {
    id = randomUUID();
    rmSync(world.path('/nix/var/nix/profiles'), { recursive: true, force: true });
    mkdirSync(world.path('/nix/var/nix/profiles'));
    rmSync(world.path('/tmp/control'), { recursive: true });
    mkdirSync(world.path('/tmp/control'), { mode: 0o777 });
    chmodSync(world.path('/tmp/control'), 0o1777);
    world.run('root', ['nix-env', '-p', profile, '--set', before]);
    world.run('root', ['ln', '-sfn', before, '/run/current-system']);
  });
  afterEach(() => {
    for (const child of running.splice(0)) child.kill('SIGKILL');
  });

  const startApp = async (task: AppTask) => {
    const child = world.start('alice', [...world.program('polkit-app'), JSON.stringify(task)]);
    running.push(child);
    const app = listen(child);
    return { ...app, pid: Number((await app.hear('pid')).pid) };
  };
  const startAgent = async (pid: number, mode: 'right' | 'wrong' | 'dismiss' | 'wait') => {
    const child = world.start('alice', [
      'env',
      `PASSWORD=${alicePassword}`,
      ...world.program('polkit-agent'),
      String(pid),
      mode,
    ]);
    running.push(child);
    const agent = listen(child);
    await agent.hear('registered');
    return agent;
  };
  const task = (system: string, more: Partial<AppTask['activate']> = {}): AppTask => ({
    places: { pointer: '/nowhere', system },
    activate: { verb: 'switch', storePath: after, expectedCurrent: before, runId: id, ...more },
  });
  const done = async (wanted: AppTask, mode: 'right' | 'wrong' | 'dismiss' = 'right') => {
    const app = await startApp(wanted);
    await startAgent(app.pid, mode);
    app.say('start');
    return { ...app, result: (await app.hear('end')).end };
  };
  const calls = () => {
    const file = world.path('/tmp/control/rebuild');
    const lines = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
    return lines.filter((line) => !line.startsWith('list-generations'));
  };
  const untouched = () => {
    expect(readlinkSync(world.path(profile))).toBe('system-1-link');
    expect(readlinkSync(world.path('/run/current-system'))).toBe(before);
    expect(calls()).toEqual([]);
  };

  it('gives a newer nixos-rebuild exactly the reviewed path, and tells what it says', async () => {
    const { result, told } = await done(task(newer));
    expect(told.find((one) => one.event === 'elevation')?.elevation).toMatchObject({
      kind: 'store-path',
    });
    expect(result).toEqual({
      kind: 'ended',
      exit: 0,
      generation: 2,
      previousGeneration: 1,
      profileRestored: false,
      lock: null,
    });
    expect(calls()).toEqual([`switch --store-path ${after} --no-reexec`]);
    expect(told).toContainEqual({ event: 'line', line: 'activating the configuration...' });
    expect(readlinkSync(world.path('/run/current-system'))).toBe(after);
    const environment = readFileSync(world.path('/tmp/control/rebuild-environment'), 'utf8');
    expect(environment).toContain(`PATH=/run/wrappers/bin:${newer}\n`);
    expect(environment).not.toContain('SUDO_UID');
  });

  it.each([
    ['4', { kind: 'ended', exit: 4, generation: 2 }, 'after'],
    ['2', { kind: 'ended', exit: 2, generation: 2 }, 'after'],
    ['100', { kind: 'ended', exit: 100, generation: 2 }, 'after'],
    // nixos-rebuild has set the profile before and leaves it there: nobody may call that unchanged.
    ['1', { kind: 'lost' }, 'before'],
  ] as const)('passes exit %s on as it is meant', async (code, end, active) => {
    writeFileSync(world.path('/tmp/control/exit'), code);
    expect((await done(task(newer))).result).toMatchObject(end);
    expect(readlinkSync(world.path('/run/current-system'))).toBe(
      active === 'after' ? after : before,
    );
  });

  it.each([
    ['wrong', { kind: 'auth-failed' }],
    ['dismiss', { kind: 'dismissed' }],
  ] as const)('tells a %s password like with the helper', async (mode, end) => {
    expect((await done(task(newer), mode)).result).toEqual(end);
    untouched();
  });

  it('says no-agent where nobody could ask', async () => {
    const app = await startApp(task(newer));
    app.say('start');
    expect((await app.hear('end')).end).toEqual({ kind: 'no-agent' });
    untouched();
  });

  it('closes the dialog when the person cancels', async () => {
    const app = await startApp(task(newer));
    const agent = await startAgent(app.pid, 'wait');
    app.say('start');
    await agent.hear('asked');
    app.say('cancel');
    expect((await app.hear('end')).end).toEqual({ kind: 'cancelled' });
    untouched();
  });

  it('activates nothing when the app died while the dialog was open', async () => {
    const app = await startApp(task(newer));
    const agent = await startAgent(app.pid, 'wait');
    app.say('start');
    await agent.hear('asked');
    world.run('root', ['kill', '-KILL', String(app.pid)]);
    await app.end;
    agent.say('now');
    await Promise.race([agent.hear('answered'), agent.hear('cancelled')]).catch(() => undefined);
    const asks = () =>
      world
        .run('root', ['ps', '-eo', 'args'])
        .split('\n')
        .some((line) => line.includes('--store-path') && !line.includes('polkit-a'));
    await until(() => !asks());
    untouched();
  });

  it('goes back by the store path of the generation', async () => {
    world.run('root', ['nix-env', '-p', profile, '--set', after]);
    world.run('root', ['ln', '-sfn', after, '/run/current-system']);
    const { result } = await done({
      places: { pointer: '/nowhere', system: newer },
      rollback: { generation: 1, expectedCurrent: after, runId: id },
    });
    expect(result).toMatchObject({ kind: 'ended', exit: 0 });
    expect(calls()).toEqual([`switch --store-path ${before} --no-reexec`]);
    expect(readlinkSync(world.path('/run/current-system'))).toBe(before);
  });

  describe('with an older nixos-rebuild', () => {
    it('lets root evaluate the folder, in the name of its owner', async () => {
      writeFileSync(world.path('/tmp/control/builds'), after);
      const flake = { dir: '/home/alice/my flake', host: 'atlas' };
      const { result, told } = await done(task(older, { flake }));
      expect(told.find((one) => one.event === 'elevation')?.elevation).toMatchObject({
        kind: 'flake',
      });
      expect(result).toMatchObject({ kind: 'ended', exit: 0, generation: 2 });
      expect(calls()).toEqual(['switch --flake /home/alice/my flake#atlas']);
      const environment = readFileSync(world.path('/tmp/control/rebuild-environment'), 'utf8');
      expect(environment).toContain(`SUDO_UID=${world.run('alice', ['id', '-u'])}\n`);
    });

    it('tells the units that failed, whatever its exit code', async () => {
      writeFileSync(world.path('/tmp/control/builds'), after);
      writeFileSync(world.path('/tmp/control/exit'), '4');
      const flake = { dir: '/home/alice/my flake', host: 'atlas' };
      const { result } = await done(task(older, { flake }));
      expect(result).toMatchObject({ kind: 'ended', exit: 4, generation: 2 });
    });

    it('goes back also where the configuration does not evaluate', async () => {
      mkdirSync(world.path('/etc/nixos'), { recursive: true });
      writeFileSync(world.path('/etc/nixos/flake.nix'), 'broken');
      world.run('root', ['nix-env', '-p', profile, '--set', after]);
      world.run('root', ['ln', '-sfn', after, '/run/current-system']);
      const { result } = await done({
        places: { pointer: '/nowhere', system: older },
        rollback: { generation: 1, expectedCurrent: after, runId: id },
      });
      expect(result).toMatchObject({ kind: 'ended', exit: 0, generation: 1 });
      expect(calls()).toEqual(['switch --rollback --fast']);
      rmSync(world.path('/etc/nixos'), { recursive: true });
    });

    it('says that nothing changed where it does not get as far as the profile', async () => {
      const flake = { dir: '/home/alice', host: 'atlas' };
      expect((await done(task(older, { flake }))).result).toMatchObject({ kind: 'failed' });
      expect(readlinkSync(world.path(profile))).toBe('system-1-link');
    });

    it('gives it no folder that it would read as something else, and nothing without one', async () => {
      for (const more of [{ flake: { dir: '/home/a#b', host: 'atlas' } }, {}]) {
        const app = await startApp(task(older, more));
        app.say('start');
        expect((await app.hear('end')).end).toMatchObject({ kind: 'refused', reason: 'no-helper' });
      }
      untouched();
    });
  });

  it('runs no nixos-rebuild that a user could have written', async () => {
    mkdirSync(world.path('/tmp/loose'), { recursive: true });
    writeFileSync(world.path('/tmp/loose/nixos-rebuild'), standInRebuild(true));
    chmodSync(world.path('/tmp/loose/nixos-rebuild'), 0o755);
    world.run('root', ['ln', '-sfn', `${newer}/env`, '/tmp/loose/env']);
    const app = await startApp(task('/tmp/loose'));
    app.say('start');
    expect((await app.hear('end')).end).toMatchObject({ kind: 'refused', reason: 'no-helper' });
    untouched();
  });
});
