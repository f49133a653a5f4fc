// Promise 4 where polkit says no: on real polkit, in a private root, as an account that may not switch.
import { chmodSync, cpSync, existsSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunRecord } from '../../preload/contract/run.ts';
import { nixBin } from '../rig/nix.ts';
import { makePolkitWorld, polkitMissing } from '../rig/polkit.ts';
import { until } from '../rig/until.ts';
import { startSnowbell } from './fixture/snowbell.ts';
import { expect, test } from './fixture/spec.ts';

const missing = polkitMissing();

test('a switch that this account may not do is recorded and told as such', async ({ scene }) => {
  test.skip(missing !== null, missing ?? '');
  const world = await makePolkitWorld();
  try {
    const home = '/home/denied';
    const nix = nixBin() ?? '';
    cpSync(scene.ground.appFolder, world.path('/tmp/app'), { recursive: true });
    world.run('root', ['chmod', '-R', 'a+rX', '/tmp/app']);
    const profile = '/nix/var/nix/profiles/system';
    const env = [
      'env',
      `HOME=${home}`,
      `PATH=${nix}:/usr/bin:/bin`,
      'LANG=C.UTF-8',
      'NIX_REMOTE=daemon',
      'NIX_CONFIG=experimental-features = nix-command flakes\nsubstituters =\nflake-registry =',
      ...Object.entries(scene.ground.display.env).map(([name, value]) => `${name}=${value}`),
    ];
    const cli = [process.execPath, '/tmp/app/out/main/cli.js'];
    const daemon = world.start('root', [`${nix}/nix-daemon`]);
    await until('the nix daemon listens', () =>
      existsSync(world.path('/nix/var/nix/daemon-socket/socket')),
    );

    // A flake to upgrade is what a rehearsal has; here it is the configuration of the (private) machine.
    const quiet = ['sh', '-c', 'exec "$@" 2>/tmp/said', 'sh'];
    world.run('denied', [...env, ...quiet, ...cli, 'history', '--rehearsal']);
    const flake = `${home}/.local/state/snowbell/rehearsal/flake`;
    const before = world.run('denied', [
      ...env,
      ...quiet,
      `${nix}/nix`,
      'build',
      '--no-link',
      '--print-out-paths',
      `git+file://${flake}#nixosConfigurations.rehearsal.config.system.build.toplevel`,
    ]);
    world.run('root', ['nix-env', '-p', profile, '--set', before]);
    world.run('root', ['ln', '-sfn', before, '/run/current-system']);
    world.run('root', ['ln', '-sfn', before, '/run/booted-system']);
    const lock = readFileSync(world.path(`${flake}/flake.lock`), 'utf8');

    const upgrade = ['upgrade', '--yes', '--json', '--flake', flake, '--host', 'rehearsal'];
    // It ends with 1, which `run` would throw away with the record.
    const said = world.run('denied', [...env, 'sh', '-c', '"$@" || :', 'sh', ...cli, ...upgrade]);
    const record = JSON.parse(said) as RunRecord;
    expect(record).toMatchObject({ kind: 'upgrade', outcome: 'denied', generation: null });
    expect(readlinkSync(world.path(profile))).toBe('system-1-link');
    expect(readlinkSync(world.path('/run/current-system'))).toBe(before);
    expect(readFileSync(world.path(`${flake}/flake.lock`), 'utf8')).toBe(lock);

    // The window of the same account tells the same, and the built system is kept for somebody who may.
    const config = `${home}/.config/snowbell`;
    world.run('denied', ['mkdir', '-p', config]);
    writeFileSync(
      world.path(`${config}/settings.json`),
      JSON.stringify({ flake, host: 'rehearsal' }),
    );
    const starter = join(scene.home, 'start');
    const [, holder = ''] = /^\/proc\/(\d+)\//.exec(world.path('/')) ?? [];
    const inside = [
      ...['nsenter', `--target=${holder}`, '--mount', '--pid', '--root', 'env', '--chdir=/'],
      ...['setpriv', '--reuid=denied', '--regid=denied', '--init-groups', '--reset-env'],
      ...[...env, 'DBUS_SESSION_BUS_ADDRESS=disabled:', scene.ground.electron],
    ];
    const quoted = inside.map((word) => `'${word}'`).join(' ');
    writeFileSync(starter, `#!/bin/sh\nexec ${quoted} "$@"\n`);
    chmodSync(starter, 0o755);
    const snowbell = await startSnowbell({
      executable: starter,
      args: ['/tmp/app'],
      env: { PATH: `${process.env.PATH ?? ''}:/usr/sbin:/sbin` },
    });
    try {
      const page = await snowbell.go('History');
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(
        'Last upgrade was not allowed',
      );
      await expect(page.getByText('This account may not switch the system.').first()).toBeVisible();
      await page.getByRole('button', { name: 'Switch to it…' }).first().click();
      await page.getByRole('button', { name: 'Switch now' }).click();
      const last = await until('the second attempt is over, too', async () => {
        const [latest] = (await snowbell.state()).history;
        return latest?.endedAt !== record.endedAt && latest?.endedAt !== null && latest;
      });
      expect(last).toMatchObject({ id: record.id, outcome: 'denied' });
      expect(readlinkSync(world.path(profile))).toBe('system-1-link');
    } finally {
      await snowbell.kill();
      daemon.kill();
    }
  } finally {
    world.close();
  }
});
