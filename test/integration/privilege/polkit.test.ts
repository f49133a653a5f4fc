// Promise 4 on real parts: pkexec, polkit, an agent and the unmodified helper, in a private root.
import type { ChildProcess } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  alicePassword,
  makePolkitWorld,
  type PolkitWorld,
  polkitMissing,
  type WorldUser,
} from '../../rig/polkit.ts';
import type { AppTask } from '../../rig/polkit-app.ts';
import { helperSource, until } from '../helper/rehearsal-world.ts';
import { writeToySystem } from '../helper/toy-system.ts';
import { listen } from './told.ts';

const missing = polkitMissing();
if (missing !== null) console.log(`polkit tests are skipped: ${missing}`);

describe.skipIf(missing !== null)('becoming root', () => {
  let world: PolkitWorld;
  let before: string;
  let after: string;
  let spare: string;
  let id: string;
  const profile = '/nix/var/nix/profiles/system';
  const runs = '/var/lib/snowbell/runs';

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
    spare = add('nixos-system-toy-spare');
  });
  afterAll(() => world?.close());

  beforeEach(() => {
    id = randomUUID();
    rmSync(world.path('/nix/var/nix/profiles'), { recursive: true, force: true });
    mkdirSync(world.path('/nix/var/nix/profiles'));
    rmSync(world.path('/tmp/control'), { recursive: true });
    mkdirSync(world.path('/tmp/control'));
    rmSync(world.path('/var/lib/snowbell'), { recursive: true, force: true });
    world.run('root', ['nix-env', '-p', profile, '--set', before]);
    world.run('root', ['ln', '-sfn', before, '/run/current-system']);
  });

  const running: ChildProcess[] = [];
  afterEach(() => {
    for (const child of running.splice(0)) child.kill('SIGKILL');
  });

  const startApp = async (user: WorldUser, task: AppTask) => {
    const child = world.start(user, [...world.program('polkit-app'), JSON.stringify(task)]);
    running.push(child);
    const app = listen(child);
    return { ...app, pid: Number((await app.hear('pid')).pid) };
  };
  const startAgent = async (
    pid: number,
    mode: 'right' | 'wrong' | 'dismiss' | 'wait',
    user: WorldUser = 'alice',
  ) => {
    const child = world.start(user, [
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
  const switching = (): AppTask => ({
    activate: { verb: 'switch', storePath: after, expectedCurrent: before, runId: id },
  });
  const untouched = () => {
    expect(readlinkSync(world.path(profile))).toBe('system-1-link');
    expect(readlinkSync(world.path('/run/current-system'))).toBe(before);
    expect(readdirSync(world.path('/tmp/control'))).toEqual([]);
  };

  it('switches once the password is right, and asks in plain words', async () => {
    const app = await startApp('alice', switching());
    const agent = await startAgent(app.pid, 'right');
    app.say('start');
    expect((await app.hear('elevation')).elevation).toMatchObject({
      kind: 'helper',
      helper: world.helper,
    });
    expect((await app.hear('end')).end).toEqual({
      kind: 'ended',
      exit: 0,
      generation: 2,
      previousGeneration: 1,
      profileRestored: false,
      lock: null,
    });
    expect(agent.told.filter((one) => one.event === 'asked')).toEqual([
      {
        event: 'asked',
        action: 'org.snowbell.activate',
        message: 'Snowbell wants to switch this computer to the system you have just reviewed.',
      },
    ]);
    expect(app.told).toContainEqual({ event: 'line', line: 'activating the configuration...' });
    expect(readlinkSync(world.path('/run/current-system'))).toBe(after);
    const alice = Number(world.run('alice', ['id', '-u']));
    for (const name of ['log', 'result']) {
      const info = statSync(world.path(`${runs}/${id}.${name}`));
      expect([info.uid, info.mode & 0o777]).toEqual([alice, 0o600]);
    }
    const folder = statSync(world.path(runs));
    expect([folder.uid, folder.mode & 0o777]).toEqual([0, 0o755]);
    const environment = readFileSync(world.path('/tmp/control/environment'), 'utf8');
    expect(environment).toContain('NIXOS_INSTALL_BOOTLOADER=0');
    expect(environment).not.toMatch(/^(LC_ALL|NIX_STORE_DIR|NIX_REMOTE)=/m);
  });

  it('goes back to an earlier generation with words of its own', async () => {
    world.run('root', ['nix-env', '-p', profile, '--set', after]);
    world.run('root', ['ln', '-sfn', after, '/run/current-system']);
    const app = await startApp('alice', {
      rollback: { generation: 1, expectedCurrent: after, runId: id },
    });
    const agent = await startAgent(app.pid, 'right');
    app.say('start');
    expect((await app.hear('end')).end).toMatchObject({ kind: 'ended', exit: 0, generation: 1 });
    expect(await agent.hear('asked')).toMatchObject({ action: 'org.snowbell.rollback' });
    expect(readlinkSync(world.path('/run/current-system'))).toBe(before);
  });

  describe('to remove old generations', () => {
    const generations = () =>
      readdirSync(world.path('/nix/var/nix/profiles'))
        .flatMap((name) => /^system-(\d+)-link$/.exec(name)?.[1] ?? [])
        .sort();
    beforeEach(() => {
      // 1 and 3 are the same system, which was started; the default one runs.
      for (const system of [after, before, spare]) {
        world.run('root', ['nix-env', '-p', profile, '--set', system]);
      }
      world.run('root', ['ln', '-sfn', spare, '/run/current-system']);
      world.run('root', ['ln', '-sfn', before, '/run/booted-system']);
    });
    afterEach(() => rmSync(world.path('/run/booted-system'), { force: true }));
    const removing = (): AppTask => ({ prune: { keep: 1, runId: id } });

    it('asks in words of its own, and keeps what runs, was started and comes next', async () => {
      const app = await startApp('alice', removing());
      const agent = await startAgent(app.pid, 'right');
      app.say('start');
      expect((await app.hear('end')).end).toMatchObject({
        kind: 'ended',
        exit: 0,
        generation: 4,
        previousGeneration: 4,
        bootMenu: 0,
      });
      expect(agent.told.filter((one) => one.event === 'asked')).toEqual([
        {
          event: 'asked',
          action: 'org.snowbell.prune',
          message: "Snowbell wants to delete old generations of this computer's system.",
        },
      ]);
      expect(generations()).toEqual(['1', '3', '4']);
      expect(readFileSync(world.path('/tmp/control/calls'), 'utf8')).toBe('boot\n');
      expect(readFileSync(world.path('/tmp/control/environment'), 'utf8')).toContain(
        'NIXOS_INSTALL_BOOTLOADER=0',
      );
    });

    it('tells a boot menu that failed from what is deleted', async () => {
      writeFileSync(world.path('/tmp/control/exit'), '1');
      const app = await startApp('alice', removing());
      await startAgent(app.pid, 'right');
      app.say('start');
      expect((await app.hear('end')).end).toMatchObject({ kind: 'ended', exit: 0, bootMenu: 1 });
      expect(generations()).toEqual(['1', '3', '4']);
    });

    it.each([
      ['denied', 'denied', null],
      ['alice', 'auth-failed', 'wrong'],
      ['alice', 'dismissed', 'dismiss'],
      ['alice', 'no-agent', null],
    ] as const)('by %s ends %s, and all of them are left', async (user, kind, agent) => {
      const app = await startApp(user, removing());
      if (agent !== null) await startAgent(app.pid, agent);
      app.say('start');
      expect((await app.hear('end')).end).toEqual({ kind });
      expect(generations()).toEqual(['1', '2', '3', '4']);
      expect(existsSync(world.path('/tmp/control/calls'))).toBe(false);
    });
  });

  it('lets somebody who is no administrator type an administrator’s password', async () => {
    const app = await startApp('bob', switching());
    await startAgent(app.pid, 'right', 'bob');
    app.say('start');
    expect((await app.hear('end')).end).toMatchObject({ kind: 'ended', exit: 0, generation: 2 });
    const bob = Number(world.run('bob', ['id', '-u']));
    expect(statSync(world.path(`${runs}/${id}.log`)).uid).toBe(bob);
  });

  it('says denied where a rule says no, and asks nobody', async () => {
    const app = await startApp('denied', switching());
    app.say('start');
    expect((await app.hear('end')).end).toEqual({ kind: 'denied' });
    untouched();
  });

  it('says auth-failed after a wrong password', async () => {
    const app = await startApp('alice', switching());
    const agent = await startAgent(app.pid, 'wrong');
    app.say('start');
    expect((await app.hear('end')).end).toEqual({ kind: 'auth-failed' });
    expect(agent.told).toContainEqual({ event: 'answered', right: false });
    untouched();
  });

  it('says dismissed when the dialog was closed', async () => {
    const app = await startApp('alice', switching());
    await startAgent(app.pid, 'dismiss');
    app.say('start');
    expect((await app.hear('end')).end).toEqual({ kind: 'dismissed' });
    untouched();
  });

  it('says no-agent where nobody could ask', async () => {
    const app = await startApp('alice', switching());
    app.say('start');
    expect((await app.hear('end')).end).toEqual({ kind: 'no-agent' });
    untouched();
  });

  it('says that pkexec is missing, or powerless', async () => {
    copyFileSync(world.path('/usr/bin/pkexec'), world.path('/tmp/pkexec'));
    chmodSync(world.path('/tmp/pkexec'), 0o755);
    for (const [path, reason] of [
      ['/nowhere', 'missing'],
      ['/nowhere:/tmp', 'not-setuid'],
    ] as const) {
      const app = await startApp('alice', { ...switching(), places: { path } });
      app.say('start');
      expect((await app.hear('end')).end).toEqual({ kind: 'no-pkexec', reason });
    }
    rmSync(world.path('/tmp/pkexec'));
    untouched();
  });

  it('never runs a helper that is not root’s own, or not in the store', async () => {
    copyFileSync(world.path(world.helper), world.path('/tmp/loose'));
    chmodSync(world.path('/tmp/loose'), 0o755);
    writeFileSync(world.path('/tmp/pointer'), '/tmp/loose\n');
    symlinkSync('/tmp/loose', world.path('/nix/store/helper-link'));
    writeFileSync(world.path('/tmp/pointer-2'), '/nix/store/helper-link\n');
    world.run('root', ['chown', 'alice', '/tmp/loose']);
    for (const places of [
      { pointer: '/tmp/pointer' },
      { pointer: '/tmp/pointer-2' },
      { pointer: '/tmp/pointer', trusted: '/tmp' },
      { pointer: '/nowhere' },
    ]) {
      const app = await startApp('alice', { ...switching(), places });
      app.say('start');
      expect((await app.hear('end')).end).toMatchObject({ kind: 'refused', reason: 'no-helper' });
    }
    untouched();
  });

  it('asks on the terminal where there is no other agent', async ({
    onTestFailed,
    onTestFinished,
  }) => {
    const task = { ...switching(), places: { textPrompt: true }, atOnce: true };
    const words = [...world.program('polkit-app'), JSON.stringify(task)];
    const quoted = words.map((word) => `'${word}'`).join(' ');
    const child = world.start('alice', ['script', '--quiet', '--command', quoted, '/dev/null']);
    running.push(child);
    let seen = '';
    onTestFailed(() => console.log(seen));
    child.stdout?.on('data', (chunk) => {
      seen += chunk;
    });
    await until(() => /Password: *$/.test(seen));
    // What is typed between the prompt and the end of the echo is thrown away: type until it is taken.
    const typing = setInterval(() => child.stdin?.write(`${alicePassword}\n`), 250);
    onTestFinished(() => clearInterval(typing));
    await until(() => seen.includes('"event":"end"'));
    expect(seen).toContain('Snowbell wants to switch this computer');
    expect(seen).toContain('"kind":"ended","exit":0,"generation":2');
  });

  it('knows nothing beforehand where the bus cannot be reached, and survives that', async () => {
    const child = world.start('alice', [
      'env',
      'DBUS_SYSTEM_BUS_ADDRESS=unix:path=/nowhere',
      ...world.program('polkit-app'),
      JSON.stringify({ foreknow: 'org.snowbell.activate', atOnce: true }),
    ]);
    running.push(child);
    expect((await listen(child).hear('end')).end).toBe('unknown');
  });

  it('closes the dialog when the person cancels', async () => {
    const app = await startApp('alice', switching());
    const agent = await startAgent(app.pid, 'wait');
    app.say('start');
    await agent.hear('asked');
    app.say('cancel');
    expect((await app.hear('end')).end).toEqual({ kind: 'cancelled' });
    await agent.hear('cancelled');
    untouched();
  });

  it('changes nothing when the app finds something changed after the password', async () => {
    const app = await startApp('alice', { ...switching(), confirm: 'no' });
    await startAgent(app.pid, 'right');
    app.say('start');
    expect((await app.hear('end')).end).toEqual({ kind: 'withheld' });
    untouched();
  });

  it('changes nothing when cancelled between the password and the go', async () => {
    const app = await startApp('alice', { ...switching(), confirm: 'never' });
    await startAgent(app.pid, 'right');
    app.say('start');
    await app.hear('authorised');
    app.say('cancel');
    expect((await app.hear('end')).end).toEqual({ kind: 'cancelled' });
    expect(helperRuns()).toBe(false);
    untouched();
  });

  const helperRuns = () =>
    world
      .run('root', ['ps', '-eo', 'args'])
      .split('\n')
      .some((line) => line.includes('snowbell-helper') && !line.includes('polkit-a'));

  it('changes nothing when the app dies while the dialog is open and it is answered then', async () => {
    const app = await startApp('alice', switching());
    const agent = await startAgent(app.pid, 'wait');
    app.say('start');
    await agent.hear('asked');
    world.run('root', ['kill', '-KILL', String(app.pid)]);
    await app.end;
    agent.say('now');
    await agent.hear('answered');
    await until(() => !helperRuns());
    untouched();
    expect(existsSync(world.path(`${runs}/${id}.log`))).toBe(false);
  });

  it('goes on when the app dies after the go, and the next start finds how it ended', async () => {
    writeFileSync(world.path('/tmp/control/hold'), '');
    const app = await startApp('alice', switching());
    await startAgent(app.pid, 'right');
    app.say('start');
    await until(() => existsSync(world.path('/tmp/control/started')));
    world.run('root', ['kill', '-KILL', String(app.pid)]);
    await app.end;

    const between = await startApp('alice', { recorded: id });
    between.say('start');
    expect((await between.hear('end')).end).toEqual({ kind: 'running' });
    const next = await startApp('alice', { follow: id });
    next.say('start');
    await next.hear('line');
    rmSync(world.path('/tmp/control/hold'));
    const ended = { kind: 'ended', exit: 0, generation: 2, profileRestored: false };
    expect((await next.hear('end')).end).toMatchObject(ended);
    const later = await startApp('alice', { recorded: id });
    later.say('start');
    expect((await later.hear('end')).end).toMatchObject(ended);
    expect(readlinkSync(world.path('/run/current-system'))).toBe(after);
  });

  it('tells an activation that was killed itself from one that ended', async () => {
    writeFileSync(world.path('/tmp/control/hold'), '');
    const app = await startApp('alice', switching());
    await startAgent(app.pid, 'right');
    app.say('start');
    await until(() => existsSync(world.path('/tmp/control/started')));
    const record = JSON.parse(readFileSync(world.path(`${runs}/${id}.result`), 'utf8'));
    world.run('root', ['kill', '-KILL', String(record.pid)]);
    expect((await app.hear('end')).end).toMatchObject({ kind: 'lost' });
    rmSync(world.path('/tmp/control/hold'));
    const later = await startApp('alice', { recorded: id });
    later.say('start');
    expect((await later.hear('end')).end).toEqual({
      kind: 'interrupted',
      step: 'activating',
      previousGeneration: 1,
    });
  });

  it('puts the profile back when the switch fails', async () => {
    writeFileSync(world.path('/tmp/control/exit'), '1');
    const app = await startApp('alice', switching());
    await startAgent(app.pid, 'right');
    app.say('start');
    expect((await app.hear('end')).end).toMatchObject({
      kind: 'ended',
      exit: 1,
      generation: 1,
      profileRestored: true,
    });
  });

  describe('a flake of root’s', () => {
    const old = '{"old":true}\n';
    const sha256 = createHash('sha256').update(old).digest('hex');
    beforeEach(() => {
      const dir = world.path('/etc/nixos');
      rmSync(dir, { recursive: true, force: true });
      mkdirSync(dir, { mode: 0o755 });
      writeFileSync(`${dir}/flake.nix`, '{}');
      writeFileSync(`${dir}/flake.lock`, old);
    });
    const withLock = (): AppTask => {
      const lock = { dir: '/etc/nixos', sha256, text: '{"new":true}\n' };
      return {
        activate: { verb: 'switch', storePath: after, expectedCurrent: before, runId: id, lock },
      };
    };

    it('gets its lock file with the same prompt', async () => {
      const app = await startApp('alice', withLock());
      const agent = await startAgent(app.pid, 'right');
      app.say('start');
      expect((await app.hear('end')).end).toMatchObject({ exit: 0, lock: 'written' });
      expect(agent.told.filter((one) => one.event === 'asked')).toHaveLength(1);
      expect(readFileSync(world.path('/etc/nixos/flake.lock'), 'utf8')).toBe('{"new":true}\n');
      expect(statSync(world.path('/etc/nixos/flake.lock')).uid).toBe(0);
    });

    it.each([
      ['the file is a user’s', ['chown', 'alice', '/etc/nixos/flake.lock']],
      ['the folder is a user’s', ['chown', 'alice', '/etc/nixos']],
      ['others may write in the folder', ['chmod', '0777', '/etc/nixos']],
      ['the group may write the file', ['chmod', '0664', '/etc/nixos/flake.lock']],
      ['the file is a link', ['ln', '-sfn', '/etc/passwd', '/etc/nixos/flake.lock']],
    ])('is left alone when %s', async (_what, argv) => {
      world.run('root', argv);
      const app = await startApp('alice', withLock());
      await startAgent(app.pid, 'right');
      app.say('start');
      expect((await app.hear('end')).end).toMatchObject({ kind: 'refused', reason: 'lock-file' });
      untouched();
    });

    it('is left alone when its place is below a folder of a user’s', async () => {
      world.run('root', ['cp', '-r', '/etc/nixos', '/home/alice/nixos']);
      const task = withLock();
      const lock = { dir: '/home/alice/nixos', sha256, text: 'x' };
      const app = await startApp('alice', {
        activate: { verb: 'switch', storePath: after, expectedCurrent: before, runId: id, lock },
        ...(task.confirm === undefined ? {} : { confirm: task.confirm }),
      });
      await startAgent(app.pid, 'right');
      app.say('start');
      expect((await app.hear('end')).end).toMatchObject({ kind: 'refused', reason: 'lock-file' });
    });
  });

  it('lets a plain user rehearse, without polkit', async () => {
    const app = await startApp('bob', { rehearse: { source: helperSource() } });
    app.say('start');
    expect((await app.hear('end')).end).toMatchObject({
      code: 0,
      owner: Number(world.run('bob', ['id', '-u'])),
      generation: 'system-2-link',
      record: { state: 'ended', exit: 0, generation: 2 },
    });
    untouched();
  });

  it('runs nothing of the real helper for a plain user', async () => {
    const words = ['activate', 'switch', after, before, id];
    const child = world.start('bob', [world.helper, ...words]);
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect(code).toBe(64);
    untouched();
  });
});
