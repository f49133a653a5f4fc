// Becoming root where a real systemd runs: the activation's own unit, its inhibitor, and run0 in pkexec's place.
import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AppTask } from '../../rig/polkit-app.ts';
import {
  alicePassword,
  type BootedUser,
  type BootedWorld,
  bootWorld,
  systemdMissing,
} from '../../rig/systemd.ts';
import { until } from '../helper/rehearsal-world.ts';
import { writeToySystem } from '../helper/toy-system.ts';
import { standInRebuild } from './stand-in-rebuild.ts';
import { listen } from './told.ts';

const profile = '/nix/var/nix/profiles/system';
const missing = systemdMissing();
if (missing !== null) console.log(`tests with a real systemd are skipped: ${missing}`);

describe.skipIf(missing !== null)('where systemd runs', () => {
  let world: BootedWorld;
  let before: string;
  let after: string;
  /** a system's programs: run0 as NixOS has it, a link to systemd-run; and a nixos-rebuild */
  let system: string;
  let id: string;
  const running: number[] = [];

  beforeAll(async () => {
    world = await bootWorld(['polkit-app', 'polkit-agent']);
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
    const programs = world.path('/tmp/programs/bin');
    mkdirSync(programs, { recursive: true });
    for (const name of ['systemd-run', 'env'])
      copyFileSync(world.path(`/usr/bin/${name}`), join(programs, name));
    symlinkSync('systemd-run', join(programs, 'run0'));
    writeFileSync(join(programs, 'nixos-rebuild'), standInRebuild(true));
    for (const name of ['systemd-run', 'env', 'nixos-rebuild'])
      chmodSync(join(programs, name), 0o755);
    system = `${world.run('root', ['nix-store', '--add', '/tmp/programs'])}/bin`;
  });
  afterAll(() => world?.close());

  beforeEach(() => {
    id = randomUUID();
    for (const path of ['/nix/var/nix/profiles', '/tmp/control', '/var/lib/snowbell'])
      rmSync(world.path(path), { recursive: true, force: true });
    mkdirSync(world.path('/nix/var/nix/profiles'));
    mkdirSync(world.path('/tmp/control'));
    world.run('root', ['nix-env', '-p', profile, '--set', before]);
    world.run('root', ['ln', '-sfn', before, '/run/current-system']);
  });
  afterEach(() => {
    const pids = running.splice(0).map(String);
    if (pids.length > 0) world.run('root', ['sh', '-c', `kill -KILL ${pids.join(' ')}; true`]);
  });

  const startApp = async (user: BootedUser, task: AppTask) => {
    const child = world.start(user, [...world.program('polkit-app'), JSON.stringify(task)]);
    const app = listen(child);
    const pid = Number((await app.hear('pid')).pid);
    running.push(pid);
    return { ...app, pid };
  };
  /** As a desktop's: for all of alice's session. */
  const startAgent = async (mode: 'right' | 'wrong' | 'dismiss' | 'wait') => {
    const child = world.start('alice', [
      'env',
      `PASSWORD=${alicePassword}`,
      `XDG_SESSION_ID=${world.session('alice')}`,
      ...world.program('polkit-agent'),
      'session',
      mode,
    ]);
    const agent = listen(child);
    running.push(Number((await agent.hear('registered')).pid));
    return agent;
  };
  const switching = (): AppTask => ({
    activate: { verb: 'switch', storePath: after, expectedCurrent: before, runId: id },
  });
  const active = () => readlinkSync(world.path('/run/current-system'));
  const untouched = () => {
    expect(readlinkSync(world.path(profile))).toBe('system-1-link');
    expect(active()).toBe(before);
    expect(existsSync(world.path('/tmp/control/calls'))).toBe(false);
  };
  const ended = { kind: 'ended', exit: 0, generation: 2, profileRestored: false };
  const stateOf = (unit: string) =>
    world.run('root', ['systemctl', 'show', '--property=ActiveState', '--value', unit]);
  const logind = [
    'org.freedesktop.login1',
    '/org/freedesktop/login1',
    'org.freedesktop.login1.Manager',
  ];
  const inhibitors = () => world.run('root', ['busctl', 'call', ...logind, 'ListInhibitors']);
  const hold = () => writeFileSync(world.path('/tmp/control/hold'), '');
  const release = () => rmSync(world.path('/tmp/control/hold'));
  const begun = () => until(() => existsSync(world.path('/tmp/control/started')));

  describe('the helper', () => {
    it('switches in a unit of its own, and holds back sleep and shutdown meanwhile', async () => {
      hold();
      const app = await startApp('alice', switching());
      await startAgent('right');
      app.say('start');
      await begun();
      expect(stateOf(`snowbell-activation-${id}.service`)).toBe('active');
      expect(inhibitors()).toMatch(
        /"(?:sleep:shutdown|shutdown:sleep)" "Snowbell" "switching" "block" 0 /,
      );
      release();
      expect((await app.hear('end')).end).toMatchObject(ended);
      expect(stateOf(`snowbell-activation-${id}.service`)).toBe('inactive');
      expect(inhibitors()).not.toContain('Snowbell');
      expect(active()).toBe(after);
    });

    const ends = {
      'the app dies': async (pid: number) => {
        world.run('root', ['kill', '-KILL', String(pid)]);
      },
      'its session ends': async () => {
        world.run('root', ['loginctl', 'terminate-session', world.session('alice')]);
        await world.login('alice');
      },
      'systemd starts itself anew': async () => {
        world.run('root', ['systemctl', 'daemon-reexec']);
      },
    };
    it.each([
      ['the app dies', false],
      ['its session ends', false],
      ['systemd starts itself anew', true],
    ] as const)('goes on when %s, and its end is found', async (what, lives) => {
      hold();
      const app = await startApp('alice', switching());
      await startAgent('right');
      app.say('start');
      await begun();
      await ends[what](app.pid);
      if (!lives) await app.end;
      const next = await startApp('alice', { follow: id });
      next.say('start');
      await next.hear('line');
      release();
      expect((await next.hear('end')).end).toMatchObject(ended);
      if (lives) expect((await app.hear('end')).end).toMatchObject(ended);
      expect(active()).toBe(after);
    });

    it('leaves the way to a switch that holds the lock in a unit of its own', async () => {
      const lock = '/run/nixos/switch-to-configuration.lock';
      const unit = 'nixos-rebuild-switch-to-configuration';
      const held = `flock ${lock} sh -c "echo held >/tmp/control/held; sleep infinity"`;
      world.run('root', [
        'systemd-run',
        '--quiet',
        '--collect',
        `--unit=${unit}`,
        'sh',
        '-c',
        held,
      ]);
      await until(() => existsSync(world.path('/tmp/control/held')));
      const app = await startApp('alice', switching());
      await startAgent('right');
      app.say('start');
      expect((await app.hear('end')).end).toMatchObject({ kind: 'refused', reason: 'lock-held' });
      world.run('root', ['systemctl', 'stop', unit]);
      untouched();
    });
  });

  describe('run0 in the place of a pkexec that is not there', () => {
    const places = () => ({ path: '/nowhere', wrapper: '/nowhere', system });
    const byRun0 = (): AppTask => ({ ...switching(), places: places() });

    it('switches for somebody to whom a rule says yes', async () => {
      const app = await startApp('allowed', byRun0());
      app.say('start');
      expect((await app.hear('elevation')).elevation).toMatchObject({
        kind: 'helper',
        by: { kind: 'run0', path: `${system}/run0` },
      });
      expect((await app.hear('end')).end).toMatchObject(ended);
      expect(active()).toBe(after);
    });

    it.each([
      ['denied', null, { kind: 'denied' }],
      ['alice', null, { kind: 'no-agent' }],
      ['alice', 'wrong', { kind: 'auth-failed' }],
      ['alice', 'dismiss', { kind: 'auth-failed' }],
    ] as const)('tells %s with the agent %s', async (user, mode, end) => {
      const app = await startApp(user, byRun0());
      if (mode !== null) await startAgent(mode);
      app.say('start');
      expect((await app.hear('end')).end).toEqual(end);
      untouched();
    });

    it('switches once the password is right', async () => {
      const app = await startApp('alice', byRun0());
      const agent = await startAgent('right');
      app.say('start');
      expect((await app.hear('end')).end).toMatchObject(ended);
      expect(agent.told.filter((one) => one.event === 'asked')).toHaveLength(1);
      const alice = Number(world.run('alice', ['id', '-u']));
      expect(readFileSync(world.path(`/var/lib/snowbell/runs/${id}.result`), 'utf8')).toContain(
        '"exit":0',
      );
      expect(alice).toBeGreaterThan(0);
    });

    it('asks on the terminal where there is no other agent', async ({ onTestFinished }) => {
      const task: AppTask = {
        ...byRun0(),
        places: { ...places(), textPrompt: true },
        atOnce: true,
      };
      const words = [...world.program('polkit-app'), JSON.stringify(task)];
      const child = world.startOnTerminal('alice', words);
      let seen = '';
      child.stdout?.on('data', (chunk) => {
        seen += chunk;
      });
      onTestFinished(() => void child.kill());
      await until(() => /Password: *$/.test(seen) || seen.includes('"event":"end"'));
      // What is typed between the prompt and the end of the echo is thrown away: type until it is taken.
      const typing = setInterval(() => child.stdin?.write(`${alicePassword}\n`), 250);
      onTestFinished(() => clearInterval(typing));
      await until(() => seen.includes('"event":"end"'));
      expect(seen).toContain('"kind":"ended","exit":0,"generation":2');
    });

    describe.each(['the helper', 'nixos-rebuild'])('with %s', (what) => {
      const asked = async () => {
        const pointer = what === 'nixos-rebuild' ? { pointer: '/nowhere' } : {};
        const app = await startApp('alice', {
          ...switching(),
          places: { ...places(), ...pointer },
        });
        const agent = await startAgent('wait');
        app.say('start');
        await agent.hear('asked');
        return { app, agent };
      };
      /** Whether somebody works or asks who would still become root. */
      const somebodyWorks = () =>
        world
          .run('root', ['ps', '-eo', 'args'])
          .split('\n')
          .some(
            (line) => /snowbell-helper|nixos-rebuild|run0/.test(line) && !/polkit-a/.test(line),
          );
      const answeredLate = async (agent: Awaited<ReturnType<typeof startAgent>>) => {
        agent.say('now');
        await Promise.race([agent.hear('answered'), agent.hear('cancelled')]);
        await until(() => !somebodyWorks());
        untouched();
      };

      it('changes nothing when the app dies while the dialog is open and it is answered then', async () => {
        const { app, agent } = await asked();
        world.run('root', ['kill', '-KILL', String(app.pid)]);
        await app.end;
        await answeredLate(agent);
      });

      it('changes nothing when the person cancels and the dialog is answered then', async () => {
        const { app, agent } = await asked();
        app.say('cancel');
        expect((await app.hear('end')).end).toEqual({ kind: 'cancelled' });
        await answeredLate(agent);
      });
    });

    describe('without the helper', () => {
      const byRebuild = (): AppTask => ({
        ...switching(),
        places: { ...places(), pointer: '/nowhere' },
      });
      const taken = async (unit: string) => {
        world.run('root', [
          'systemd-run',
          '--quiet',
          '--collect',
          `--unit=${unit}`,
          'sleep',
          '600',
        ]);
        const app = await startApp('allowed', byRebuild());
        app.say('start');
        const { end } = await app.hear('end');
        world.run('root', ['systemctl', 'stop', unit]);
        return end;
      };

      it.each(['0', '4'])('gives nixos-rebuild the path, and passes exit %s on', async (code) => {
        writeFileSync(world.path('/tmp/control/exit'), code);
        const app = await startApp('allowed', byRebuild());
        app.say('start');
        expect((await app.hear('end')).end).toMatchObject({ ...ended, exit: Number(code) });
        expect(active()).toBe(after);
      });

      it.each([
        ['denied', { kind: 'denied' }],
        ['alice', { kind: 'no-agent' }],
      ] as const)('tells %s why not', async (user, end) => {
        const app = await startApp(user, byRebuild());
        app.say('start');
        expect((await app.hear('end')).end).toEqual(end);
        untouched();
      });

      it('goes on when the app dies, and can say what it does', async () => {
        hold();
        const app = await startApp('allowed', byRebuild());
        app.say('start');
        await begun();
        world.run('root', ['kill', '-KILL', String(app.pid)]);
        await app.end;
        release();
        const unit = 'nixos-rebuild-switch-to-configuration.service';
        await until(() => stateOf(unit) === 'inactive');
        expect(active()).toBe(after);
      });

      it('does not begin while another nixos-rebuild switches: it would move the profile', async () => {
        const unit = 'nixos-rebuild-switch-to-configuration.service';
        const refused = { kind: 'refused', reason: 'lock-held', detail: unit };
        expect(await taken(unit)).toEqual(refused);
        untouched();
        expect(await taken('nixos-rebuild-switch-to-configuration-0badcafe.service')).toMatchObject(
          {
            kind: 'refused',
            reason: 'lock-held',
          },
        );
        untouched();
      });
    });
  });
});
