// A flake of root's in /etc/nixos, upgraded by somebody who may only read it: real nix-daemon, pkexec and helper.
import { type ChildProcess, execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RunFile } from '../../../main/store/run-file.ts';
import { nixBin } from '../../rig/nix.ts';
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

const missing = polkitMissing();
const nix = nixBin() ?? '';
const machine = execFileSync('uname', ['-m'], { encoding: 'utf8' }).trim();

const flakeNix = `{
  inputs.toy = { url = "path:/srv/toy"; flake = false; };
  outputs = { self, toy }: {
    nixosConfigurations.toy.config.system.build.toplevel = derivation {
      name = "nixos-system-toy";
      system = "${machine}-linux";
      builder = "/bin/sh";
      PATH = "/bin:/usr/bin";
      args = [ "-c" "cp -r \${toy} $out && chmod -R u+w $out && cp \${./note} $out/note" ];
    };
  };
}
`;

describe.skipIf(missing !== null)('a flake of root’s', () => {
  let world: PolkitWorld;
  let before: string;
  const dir = '/etc/nixos';
  const inside = (name: string) => world.path(join(dir, name));
  const running: ChildProcess[] = [];

  const asRoot = (...argv: string[]) =>
    world.run('root', ['env', `PATH=${nix}:/usr/sbin:/usr/bin:/sbin:/bin`, 'HOME=/root', ...argv]);
  const nixCommand = ['nix', '--extra-experimental-features', 'nix-command flakes'];

  beforeAll(async () => {
    world = await makePolkitWorld();
    mkdirSync(world.path('/tmp/control'), { mode: 0o755 });
    mkdirSync(world.path('/srv/toy'), { recursive: true });
    writeToySystem({
      folder: world.path('/srv/toy'),
      control: '/tmp/control',
      current: '/run/current-system',
    });
    mkdirSync(world.path('/tmp/first'));
    cpSync(world.path('/srv/toy'), world.path('/tmp/first/nixos-system-toy'), { recursive: true });
    before = asRoot('nix-store', '--add', '/tmp/first/nixos-system-toy');
    const daemon = world.start('root', ['env', `PATH=${nix}:/usr/bin:/bin`, 'nix-daemon']);
    daemon.on('error', () => undefined);
    running.push(daemon);
    await until(() => existsSync(world.path('/nix/var/nix/daemon-socket/socket')));
  });
  afterAll(() => {
    for (const child of running) child.kill('SIGKILL');
    world?.close();
  });

  beforeEach(() => {
    for (const path of ['/nix/var/nix/profiles', '/etc/nixos', '/home/alice/.local']) {
      rmSync(world.path(path), { recursive: true, force: true });
    }
    mkdirSync(world.path('/nix/var/nix/profiles'));
    asRoot('nix-env', '-p', '/nix/var/nix/profiles/system', '--set', before);
    asRoot('ln', '-sfn', before, '/run/current-system');
    asRoot('ln', '-sfn', before, '/run/booted-system');
    mkdirSync(world.path(dir), { mode: 0o755 });
    writeFileSync(inside('flake.nix'), flakeNix);
    writeFileSync(inside('note'), 'a file of the flake\n');
    asRoot('chmod', '0644', '/etc/nixos/flake.nix', '/etc/nixos/note');
    writeFileSync(world.path('/srv/toy/nixos-version'), '26.05.toy');
    asRoot('env', '-C', dir, ...nixCommand, 'flake', 'lock', 'path:.');
    writeFileSync(world.path('/srv/toy/nixos-version'), '26.05.toy2');
  });
  const apps: ChildProcess[] = [];
  afterEach(() => {
    for (const child of apps.splice(0)) child.kill('SIGKILL');
  });

  const begin = async (task: AppTask, password: 'right' | 'wrong' | 'wait') => {
    const child = world.start('alice', [
      'env',
      `PATH=${nix}:/usr/bin:/bin`,
      'NIX_REMOTE=daemon',
      ...world.program('polkit-app'),
      JSON.stringify(task),
    ]);
    apps.push(child);
    const app = listen(child);
    const { pid } = await app.hear('pid');
    const asking = world.start('alice', [
      'env',
      `PASSWORD=${alicePassword}`,
      ...world.program('polkit-agent'),
      String(pid),
      password,
    ]);
    apps.push(asking);
    const agent = listen(asking);
    await agent.hear('registered');
    app.say('start');
    return { app, agent };
  };
  const upgrade = async (password: 'right' | 'wrong' = 'right', flake = dir) => {
    const { app, agent } = await begin({ upgrade: { flake, host: 'toy' } }, password);
    const { end } = await app.hear('end');
    return { end, agent, lines: app.told.map((one) => one.line) };
  };
  const version = () => readFileSync(world.path(`${realCurrent()}/nixos-version`), 'utf8');
  const realCurrent = () => readlinkSync(world.path('/run/current-system'));
  const hashOf = (text: string) =>
    (JSON.parse(text) as { nodes: { toy: { locked: { narHash: string } } } }).nodes.toy.locked
      .narHash;

  it.each(['plain', 'git'] as const)(
    'in a %s folder is switched and locked with one prompt',
    async (how) => {
      if (how === 'git') {
        const git = [
          'git',
          '-C',
          dir,
          '-c',
          'user.name=root',
          '-c',
          'user.email=root@here.invalid',
        ];
        asRoot(...git, 'init', '--quiet');
        asRoot(...git, 'add', '--all');
        asRoot(...git, 'commit', '--quiet', '--message=first');
      }
      chmodSync(inside('flake.lock'), 0o644);
      const old = readFileSync(inside('flake.lock'), 'utf8');
      const { end, agent } = await upgrade();
      expect(end).toMatchObject({
        done: {
          kind: 'ended',
          run: { lock: 'written', record: { outcome: 'succeeded', generation: 2 } },
        },
      });
      const { notices } = (end as { review: { notices: { kind: string }[] } }).review;
      expect(notices.map((notice) => notice.kind)).toEqual([
        ...(how === 'git' ? ['path-flake-copies-ignored-files'] : []),
        'lock-folder-of-root',
      ]);
      expect(agent.told.filter((one) => one.event === 'asked')).toHaveLength(1);
      expect(version()).toBe('26.05.toy2');
      expect(realCurrent()).not.toBe(before);
      const now = readFileSync(inside('flake.lock'), 'utf8');
      expect(hashOf(now)).not.toBe(hashOf(old));
      const info = statSync(inside('flake.lock'));
      expect([info.uid, info.mode & 0o777]).toEqual([0, 0o644]);
      expect(readdirSync(world.path(dir)).filter((name) => name.startsWith('.flake'))).toEqual([]);
    },
  );

  it('in a folder of a repository reaches what lies beside it', async () => {
    const sub = join(dir, 'hosts/a b');
    mkdirSync(world.path(sub), { recursive: true, mode: 0o755 });
    for (const name of ['flake.nix', 'flake.lock']) {
      cpSync(inside(name), world.path(join(sub, name)));
      rmSync(inside(name));
    }
    writeFileSync(world.path(join(sub, 'flake.nix')), flakeNix.replace('./note', '../../note'));
    asRoot('chmod', '-R', 'a+rX', dir);
    asRoot('git', '-C', dir, 'init', '--quiet');
    const { end } = await upgrade('right', sub);
    expect(end).toMatchObject({
      done: { run: { lock: 'written', record: { outcome: 'succeeded', generation: 2 } } },
      review: { notices: [{ kind: 'path-flake-copies-ignored-files', detail: dir }, {}] },
    });
    expect(readFileSync(world.path(`${realCurrent()}/note`), 'utf8')).toBe('a file of the flake\n');
    expect(statSync(world.path(join(sub, 'flake.lock'))).uid).toBe(0);
  });

  it('without a lock file gets one', async () => {
    rmSync(inside('flake.lock'));
    const { end } = await upgrade();
    expect(end).toMatchObject({
      done: { run: { lock: 'written', record: { outcome: 'succeeded' } } },
    });
    expect(statSync(inside('flake.lock')).uid).toBe(0);
    expect(hashOf(readFileSync(inside('flake.lock'), 'utf8'))).toMatch(/^sha256-/);
  });

  it('that the helper did not write is not tried as the user', async () => {
    const { end } = await upgrade();
    const { run } = (end as { done: { run: RunFile } }).done;
    const runId = run.record.id;
    const journal = world.path(`/home/alice/.local/state/snowbell/runs/${runId}/run.json`);
    const refused = { ...run, lock: 'write-failed', lockDetail: 'the disk did not take it' };
    writeFileSync(journal, JSON.stringify(refused));
    const old = '{"nodes":{},"root":"root","version":7}';
    writeFileSync(inside('flake.lock'), old);
    const { app } = await begin({ decide: { runId, choice: 'write-lock' } }, 'right');
    expect((await app.hear('end')).end).toEqual({
      kind: 'not-begun',
      failure: {
        kind: 'lock-of-root',
        detail: `sudo install -m 644 /home/alice/.local/state/snowbell/runs/${runId}/candidate.lock /etc/nixos/flake.lock`,
      },
    });
    // Why it was refused stays said, and the question open.
    expect(JSON.parse(readFileSync(journal, 'utf8'))).toEqual(JSON.parse(JSON.stringify(refused)));
    expect(readFileSync(inside('flake.lock'), 'utf8')).toBe(old);
  });

  it('whose activation script failed is kept once root has put its lock in place', async () => {
    writeFileSync(world.path('/tmp/control/exit'), '2');
    const { end } = await upgrade();
    rmSync(world.path('/tmp/control/exit'));
    const { run } = (end as { done: { run: RunFile } }).done;
    expect(run).toMatchObject({ lock: 'untouched', record: { outcome: 'activation-failed' } });
    const old = readFileSync(inside('flake.lock'), 'utf8');
    const keep = async () => {
      const { app } = await begin({ decide: { runId: run.record.id, choice: 'keep' } }, 'right');
      return (await app.hear('end')).end;
    };
    const line = `sudo install -m 644 /home/alice/.local/state/snowbell/runs/${run.record.id}/candidate.lock /etc/nixos/flake.lock`;
    expect(await keep()).toEqual({
      kind: 'not-begun',
      failure: { kind: 'keep-needs-root', detail: line },
    });
    expect(readFileSync(inside('flake.lock'), 'utf8')).toBe(old);
    const journal = world.path(`/home/alice/.local/state/snowbell/runs/${run.record.id}/run.json`);
    // Nothing was decided: it is asked as before.
    expect(JSON.parse(readFileSync(journal, 'utf8'))).toEqual(JSON.parse(JSON.stringify(run)));

    asRoot(...line.split(' ').slice(1));
    expect(await keep()).toMatchObject({ kind: 'ended', run: { built: 'used', lock: 'written' } });
    expect(statSync(inside('flake.lock')).uid).toBe(0);
  });

  describe('but a user’s, where only nixos-rebuild --flake is left', () => {
    const own = '/home/alice/flake';
    const lock = () => readFileSync(world.path(`${own}/flake.lock`), 'utf8');
    let system: string;
    let old: string;
    beforeAll(() => {
      const folder = world.path('/tmp/older/bin');
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'nixos-rebuild'), standInRebuild(false), { mode: 0o755 });
      copyFileSync(world.path('/usr/bin/env'), join(folder, 'env'));
      chmodSync(join(folder, 'env'), 0o755);
      system = `${asRoot('nix-store', '--add', '/tmp/older')}/bin`;
    });
    beforeEach(() => {
      rmSync(world.path(own), { recursive: true, force: true });
      rmSync(world.path('/tmp/control'), { recursive: true, force: true });
      mkdirSync(world.path('/tmp/control'));
      cpSync(world.path(dir), world.path(own), { recursive: true });
      // The group stays root's, in which alice is not: she can write the file, not give it to them.
      asRoot('chown', '-R', 'alice', own);
      old = lock();
    });
    const task = (
      more: { readonly evaluateAsRoot?: true } = { evaluateAsRoot: true },
    ): AppTask => ({
      places: { pointer: '/nowhere', system },
      upgrade: { flake: own, host: 'toy', ...more },
    });
    const reviewed = () => {
      const runs = world.path('/home/alice/.local/state/snowbell/runs');
      const [name] = readdirSync(runs);
      const run = JSON.parse(readFileSync(join(runs, name ?? '', 'run.json'), 'utf8')) as RunFile;
      return { run, candidate: readFileSync(join(runs, name ?? '', 'candidate.lock'), 'utf8') };
    };
    /** up to the open dialog: everything that root would find then */
    const asked = async () => {
      const { app, agent } = await begin(task(), 'wait');
      await agent.hear('asked');
      const { run, candidate } = reviewed();
      expect(lock()).toBe(candidate);
      expect(candidate).not.toBe(old);
      expect(run).toMatchObject({ lock: 'ahead', activation: { way: 'rebuild' } });
      return { app, agent, run, candidate };
    };

    it('is never begun before that was agreed to', async () => {
      const { app, agent } = await begin(task({}), 'right');
      expect((await app.hear('end')).end).toMatchObject({
        done: { kind: 'not-begun', failure: { kind: 'evaluates-as-root' } },
      });
      expect(agent.told.filter((one) => one.event === 'asked')).toEqual([]);
      expect(lock()).toBe(old);
    });

    it('has its lock ahead while root builds, and written once it has switched', async () => {
      const { app, agent, run, candidate } = await asked();
      writeFileSync(world.path('/tmp/control/builds'), run.record.storePath ?? '');
      agent.say('now');
      expect((await app.hear('end')).end).toMatchObject({
        done: {
          kind: 'ended',
          run: {
            lock: 'written',
            built: 'used',
            record: { outcome: 'succeeded', generation: 2, storePath: run.record.storePath },
          },
        },
      });
      expect(agent.told.filter((one) => one.event === 'asked')).toHaveLength(1);
      expect(lock()).toBe(candidate);
      expect(realCurrent()).toBe(run.record.storePath);
      expect(readFileSync(world.path('/tmp/control/rebuild'), 'utf8')).toContain(
        `switch --flake ${own}#toy\n`,
      );
    });

    it('has its lock put back where root builds nothing', async () => {
      const { app, agent } = await asked();
      agent.say('now');
      expect((await app.hear('end')).end).toMatchObject({
        done: {
          kind: 'ended',
          run: { lock: 'untouched', built: 'kept', record: { outcome: 'failed' } },
        },
      });
      expect(lock()).toBe(old);
      expect(realCurrent()).toBe(before);
    });

    it('has its lock put back when the person cancels', async () => {
      const { app, agent } = await asked();
      app.say('cancel');
      await agent.hear('cancelled');
      expect((await app.hear('end')).end).toMatchObject({
        done: { kind: 'ended', run: { lock: 'untouched', built: 'kept' } },
      });
      expect(lock()).toBe(old);
    });
  });

  it('is left as it is when the password is wrong', async () => {
    const old = readFileSync(inside('flake.lock'), 'utf8');
    const { end } = await upgrade('wrong');
    expect(end).toMatchObject({
      done: { run: { built: 'kept', lock: 'untouched', record: { outcome: 'auth-failed' } } },
    });
    expect(readFileSync(inside('flake.lock'), 'utf8')).toBe(old);
    expect(realCurrent()).toBe(before);
  });
});
