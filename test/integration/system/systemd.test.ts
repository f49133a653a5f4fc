// Failed units and the sleep inhibitor where a real systemd and logind answer, and a run of the command line among them.
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SystemTask } from '../../rig/system-app.ts';
import {
  alicePassword,
  type BootedWorld,
  bootWorld,
  type Person,
  systemdMissing,
} from '../../rig/systemd.ts';
import { until } from '../../rig/until.ts';
import { writeToySystem } from '../helper/toy-system.ts';
import { listen } from '../privilege/told.ts';

const missing = systemdMissing();

describe.skipIf(missing !== null)('where systemd and logind run', () => {
  let world: BootedWorld;
  beforeAll(async () => {
    world = await bootWorld(['system-app', 'polkit-agent', 'snowbell']);
    const often = '[Unit]\nStartLimitIntervalSec=0\n';
    // It stays up only where the file is.
    const starts = 'ExecStart=/bin/sh -c "test -e /tmp/%N && exec sleep infinity"';
    for (const name of ['owl', 'crow', 'toy'])
      world.unit(`${name}.service`, `${often}[Service]\nType=simple\n${starts}\n`);
    world.unit('wren.service', `${often}[Service]\nType=oneshot\nExecStart=/bin/sh -c "exit 3"\n`);
  });
  afterAll(() => world?.close());

  const begin = (user: Person, task: SystemTask) =>
    listen(world.start(user, [...world.program('system-app'), JSON.stringify(task)]));
  const ask = async (user: Person, task: SystemTask) => (await begin(user, task).hear('end')).end;
  const logind = ['org.freedesktop.login1', '/org/freedesktop/login1'];
  const inhibitors = () =>
    world.run('root', ['busctl', 'call', ...logind, `${logind[0]}.Manager`, 'ListInhibitors']);
  const fail = (...units: string[]) => {
    world.run('root', ['sh', '-c', `systemctl restart ${units.join(' ')}; true`]);
  };
  const isFailed = (unit: string) =>
    world.run('root', ['systemctl', 'show', '--property=ActiveState', '--value', unit]) ===
    'failed';

  describe('units that failed', () => {
    beforeEach(async () => {
      for (const name of ['owl', 'crow']) rmSync(world.path(`/tmp/${name}`), { force: true });
      fail('owl', 'crow', 'wren');
      await until('all have failed', () => ['owl', 'crow', 'wren'].every(isFailed));
    });
    const names = ['owl.service', 'crow.service'];

    it('are told as systemd has them, and what it does not know is left out', async () => {
      writeFileSync(world.path('/tmp/owl'), '');
      world.run('root', ['systemctl', 'start', 'owl']);
      expect(await ask('alice', { states: [...names, 'wren.service', 'nowhere.service'] })).toEqual(
        [
          { name: 'owl.service', active: 'active', sub: 'running', result: null },
          { name: 'crow.service', active: 'failed', sub: 'failed', result: 'exit-code' },
          { name: 'wren.service', active: 'failed', sub: 'failed', result: 'exit-code' },
        ],
      );
    });

    it('start again for who may', async () => {
      for (const name of ['owl', 'crow']) writeFileSync(world.path(`/tmp/${name}`), '');
      expect(await ask('allowed', { restart: names })).toEqual({ kind: 'restarted' });
      expect(await ask('allowed', { states: names })).toMatchObject([
        { active: 'active' },
        { active: 'active' },
      ]);
    });

    it('that fail again say so', async () => {
      expect(await ask('allowed', { restart: ['wren.service'] })).toEqual({
        kind: 'failed',
        detail: expect.stringMatching(/^Job for wren\.service failed because .*exit/),
      });
    });

    it.each([
      ['denied', /Access denied/],
      ['alice', /Interactive authentication required/],
    ] as const)('stay as they are for %s', async (user, words) => {
      expect(await ask(user, { restart: names })).toEqual({
        kind: 'failed',
        detail: expect.stringMatching(words),
      });
      expect(isFailed('owl.service')).toBe(true);
    });

    it('start again once the password is right', async () => {
      writeFileSync(world.path('/tmp/owl'), '');
      const agent = listen(
        world.start('alice', [
          'env',
          `PASSWORD=${alicePassword}`,
          `XDG_SESSION_ID=${world.session('alice')}`,
          ...world.program('polkit-agent'),
          'session',
          'right',
        ]),
      );
      const { pid } = await agent.hear('registered');
      expect(await ask('alice', { restart: ['owl.service'] })).toEqual({ kind: 'restarted' });
      expect(isFailed('owl.service')).toBe(false);
      world.run('root', ['kill', String(pid)]);
    });
  });

  it('holds sleep back until it lets go, or is killed', async () => {
    const ours = /"sleep" "Snowbell" "upgrade under way" "block"/;
    const first = begin('alice', { hold: 'upgrade under way' });
    await until('it is held', () => ours.test(inhibitors()));
    first.say('now');
    await first.hear('end');
    await until('it is let go', () => !ours.test(inhibitors()));
    const second = begin('alice', { hold: 'upgrade under way' });
    const { pid } = await second.hear('pid');
    await until('it is held', () => ours.test(inhibitors()));
    world.run('root', ['kill', '-KILL', String(pid)]);
    await until('it is let go', () => !ours.test(inhibitors()));
  });

  describe('a run of the command line', () => {
    const flake = '/home/allowed/flake';
    const control = (name: string) => world.path(`/tmp/control/${name}`);
    let before: string;
    beforeAll(async () => {
      mkdirSync(world.path('/tmp/control'));
      const toy = (folder: string) => {
        const places = { control: '/tmp/control', current: '/run/current-system' };
        writeToySystem({ folder: world.path(folder), ...places });
      };
      toy('/tmp/nixos-system-toy');
      before = world.run('root', ['nix-store', '--add', '/tmp/nixos-system-toy']);
      toy(`${flake}/toy`);
      writeFileSync(world.path(`${flake}/flake.nix`), flakeNix);
      world.run('root', ['chown', '-R', 'allowed:', flake]);
      world.run('root', ['nix-env', '-p', '/nix/var/nix/profiles/system', '--set', before]);
      for (const link of ['current', 'booted'])
        world.run('root', ['ln', '-sfn', before, `/run/${link}-system`]);
      const path = `--setenv=PATH=${world.nixPath}`;
      const daemon = `${world.nixPath.split(':')[0]}/nix-daemon`;
      world.run('root', ['systemd-run', '--quiet', '--unit=nix-daemon', path, daemon]);
      await until('nix-daemon listens', () =>
        existsSync(world.path('/nix/var/nix/daemon-socket/socket')),
      );
    });

    it('holds sleep back from building to the end, and tells the units that failed as they are', async () => {
      for (const name of ['building', 'hold']) writeFileSync(control(name), '');
      writeFileSync(control('exit'), '4');
      fail('toy');
      await until('the unit has failed', () => isFailed('toy.service'));
      const child = world.start('allowed', [
        ...['env', `PATH=${world.nixPath}`, 'NIX_REMOTE=daemon'],
        ...[...world.program('snowbell'), 'rebuild', '--yes', '--flake', flake, '--host', 'toy'],
      ]);
      let said = '';
      for (const stream of [child.stdout, child.stderr])
        stream?.on('data', (chunk) => {
          said += chunk;
        });
      const over = new Promise<number | null>((resolve) => child.on('close', resolve));
      const ours = '"sleep" "Snowbell" "A run of Snowbell is under way" "block"';
      await until('it builds', () => existsSync(control('builds')));
      expect(inhibitors()).toContain(ours);
      rmSync(control('building'));
      await until('it switches', () => existsSync(control('started')));
      expect(inhibitors()).toContain(ours);
      expect(inhibitors()).toContain('"Snowbell" "switching" "block"');
      rmSync(control('hold'));
      expect(await over).toBe(1);
      expect(said).toContain('toy.service  failed (failed, exit-code)');
      expect(inhibitors()).not.toContain('Snowbell');
    });
  });
});

const flakeNix = `{
  outputs = _: {
    nixosConfigurations.toy.config.system.build.toplevel = derivation {
      name = "nixos-system-toy";
      system = "${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux";
      builder = "/bin/sh";
      PATH = "/bin:/usr/bin";
      args = [
        "-c"
        ": >/tmp/control/builds; while [ -e /tmp/control/building ]; do sleep 0.05; done; cp -r \${./toy} $out; chmod u+w $out; echo 2 >$out/note"
      ];
    };
  };
}
`;
