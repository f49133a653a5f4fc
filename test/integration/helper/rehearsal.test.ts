// The helper as a plain user meets it in a rehearsal: arguments, handshake, settle table, survival.
import { execFileSync, spawn } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findProgram } from '../../../main/process/command.ts';
import { nixBin } from '../../rig/nix.ts';
import { makeRehearsalWorld, type RehearsalWorld, until } from './rehearsal-world.ts';

const nix = nixBin();
const shells = ['dash', 'bash'].map((name) => [name, findProgram(name)] as const);
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const frame = (text: string) => `go\n${String(Buffer.byteLength(text)).padStart(10, '0')}\n${text}`;

describe.each(shells)('under %s', (_name, shell) => {
  describe.skipIf(nix === null || shell === null)('the helper', () => {
    let world: RehearsalWorld;
    let id: string;
    beforeEach(() => {
      world = makeRehearsalWorld(nix ?? '', shell ?? '');
      id = randomUUID();
    });
    afterEach(() => world.remove());

    const activate = (verb: string, ...more: string[]) =>
      world.through('activate', verb, world.after, world.before, id, ...more);
    const untouched = () => {
      expect(world.generation()).toBe('system-1-link');
      expect(world.generations()).toEqual(['1']);
      expect(world.active()).toBe(world.before);
      expect(world.calls()).toEqual([]);
    };

    it('says its protocol', async () => {
      const end = await world.start('--protocol').end;
      expect(end).toEqual({ code: 0, stdout: '1\n', stderr: '' });
    });

    it('switches, records and logs', async () => {
      expect((await activate('switch')).code).toBe(0);
      expect(world.generation()).toBe('system-2-link');
      expect(world.active()).toBe(world.after);
      expect(world.calls()).toEqual(['check', 'switch']);
      expect(world.log(id)).toContain('activating the configuration...');
      expect(world.record(id)).toMatchObject({
        protocol: 1,
        state: 'ended',
        verb: 'switch',
        storePath: world.after,
        before: world.before,
        after: world.after,
        exit: 0,
        refused: null,
        previousGeneration: 1,
        generation: 2,
        profileRestored: false,
        lock: null,
      });
      expect(statSync(world.runs).mode & 0o777).toBe(0o755);
      for (const name of ['log', 'result']) {
        const info = statSync(join(world.runs, `${id}.${name}`));
        expect(info.mode & 0o777).toBe(0o600);
        expect(info.uid).toBe(process.getuid?.());
      }
      expect(readdirSync(world.runs).sort()).toEqual(['.lock', `${id}.log`, `${id}.result`].sort());
    });

    it.each([
      // verb, exit, the helper's own exit, profile, active system changed, restored
      ['switch', '0', 0, 'system-2-link', true, false],
      ['switch', '4', 4, 'system-2-link', true, false],
      ['switch', '100', 100, 'system-2-link', true, false],
      ['switch', '2', 2, 'system-2-link', true, false],
      ['switch', '1', 70, 'system-1-link', false, true],
      ['switch', '11', 70, 'system-1-link', false, true],
      ['switch', '126', 70, 'system-1-link', false, true],
      ['switch', '127', 70, 'system-1-link', false, true],
      ['switch', 'KILL', 70, 'system-1-link', false, true],
      ['boot', '0', 0, 'system-2-link', false, false],
      ['boot', '1', 70, 'system-1-link', false, true],
      ['boot', '4', 4, 'system-1-link', false, true],
      ['test', '0', 0, 'system-1-link', true, false],
      ['test', '4', 4, 'system-1-link', true, false],
      ['test', '1', 70, 'system-1-link', false, false],
    ] as const)('settles %s that ends with %s', async (verb, told, code, link, moved, restored) => {
      world.steer('exit', told);
      expect((await activate(verb)).code).toBe(code);
      expect(world.generation()).toBe(link);
      expect(world.active()).toBe(moved ? world.after : world.before);
      expect(world.record(id)).toMatchObject({
        state: 'ended',
        exit: told === 'KILL' ? 137 : Number(told),
        generation: link === 'system-2-link' ? 2 : 1,
        profileRestored: restored,
      });
    });

    it('keeps the generation that a failed boot loader may name', async () => {
      world.steer('exit', '1');
      await activate('boot');
      expect(world.generations()).toEqual(['1', '2']);
    });

    it('leaves the profile alone when somebody else moved it meanwhile', async () => {
      world.steer('exit', '1');
      world.steer('hold', '');
      const running = activate('switch');
      await until(() => existsSync(join(world.control, 'started')));
      const other = world.addSystem('nixos-system-toy-3');
      world.nixRun('nix-env', '-p', world.profile, '--set', other);
      world.release();
      expect((await running).code).toBe(70);
      expect(world.generation()).toBe('system-3-link');
      expect(world.record(id)).toMatchObject({ profileRestored: false, generation: 3 });
    });

    it('lets the system refuse before the profile is touched', async () => {
      world.steer('check-exit', '1');
      expect((await activate('switch')).code).toBe(71);
      expect(world.generations()).toEqual(['1']);
      expect(world.calls()).toEqual(['check']);
      expect(world.record(id)).toMatchObject({ refused: 'switch-inhibited', exit: null });
      expect(world.log(id)).toContain('Pre-switch checks failed');
    });

    it('asks no check before a boot, nor of a system that has none', async () => {
      world.steer('check-exit', '1');
      expect((await activate('boot')).code).toBe(0);
      expect(world.calls()).toEqual(['boot']);
      const old = world.addSystem('nixos-system-toy-old', false);
      const end = await world.through('activate', 'switch', old, world.before, randomUUID());
      expect(end.code).toBe(0);
      expect(world.calls()).toEqual(['boot', 'switch']);
    });

    it('goes back to an earlier generation, and forward again when that fails', async () => {
      await activate('switch');
      const back = randomUUID();
      expect((await world.through('rollback', '1', world.after, back)).code).toBe(0);
      expect(world.generation()).toBe('system-1-link');
      expect(world.active()).toBe(world.before);
      expect(world.record(back)).toMatchObject({ verb: 'rollback', generation: 1 });
      world.steer('exit', '1');
      expect((await world.through('rollback', '2', world.before, randomUUID())).code).toBe(70);
      expect(world.generation()).toBe('system-1-link');
      expect(world.generations()).toEqual(['1', '2']);
      expect((await world.through('rollback', '9', world.before, randomUUID())).code).toBe(65);
    });

    describe('with eight generations, of which the sixth is the default', () => {
      const make = (name: string, specialisation?: string) => {
        const system = world.addSystem(name, true, specialisation);
        world.nixRun('nix-env', '-p', world.profile, '--set', system);
        return system;
      };
      const point = (link: string, system: string) => {
        rmSync(link);
        symlinkSync(system, link);
      };
      let systems: readonly string[];
      let specialisation: string;
      beforeEach(() => {
        specialisation = world.addSystem('nixos-system-toy-special');
        systems = [
          world.before,
          ...['2', '3', '4', '5', '6', '7', '8'].map((number) =>
            make(`nixos-system-toy-number-${number}`, number === '3' ? specialisation : undefined),
          ),
        ];
        world.nixRun('nix-env', '-p', world.profile, '--switch-generation', '6');
        point(world.current, systems[5] ?? '');
        point(world.booted, systems[5] ?? '');
      });

      it('keeps the newest, and lets the default one make the boot menu anew', async () => {
        expect((await world.through('prune', '2', id)).code).toBe(0);
        expect(world.generations()).toEqual(['6', '7', '8']);
        expect(world.generation()).toBe('system-6-link');
        expect(world.calls()).toEqual(['boot']);
        expect(readFileSync(join(world.control, 'environment'), 'utf8')).toContain(
          'NIXOS_INSTALL_BOOTLOADER=0',
        );
        expect(world.record(id)).toMatchObject({
          verb: 'prune',
          state: 'ended',
          exit: 0,
          bootMenu: 0,
          generation: 6,
          previousGeneration: 6,
          refused: null,
          storePath: systems[5],
          profileRestored: false,
          lock: null,
        });
        expect(world.active()).toBe(systems[5]);
      });

      it('keeps what runs and what was started, also as a specialisation', async () => {
        point(world.current, systems[1] ?? '');
        point(world.booted, specialisation);
        expect((await world.through('prune', '1', id)).code).toBe(0);
        expect(world.generations()).toEqual(['2', '3', '6', '8']);
      });

      it('deletes nothing where all are to stay, and still makes the boot menu anew', async () => {
        expect((await world.through('prune', '8', id)).code).toBe(0);
        expect((await world.through('prune', '999999999', randomUUID())).code).toBe(0);
        expect(world.generations()).toHaveLength(8);
        expect(world.calls()).toEqual(['boot', 'boot']);
      });

      it.each(['1', '2', '4', 'KILL'])(
        'says of its own when the boot menu fails with %s; what is deleted stays so',
        async (told) => {
          world.steer('exit', told);
          expect((await world.through('prune', '1', id)).code).toBe(75);
          expect(world.generations()).toEqual(['6', '8']);
          expect(world.record(id)).toMatchObject({
            exit: 0,
            bootMenu: told === 'KILL' ? 137 : Number(told),
          });
        },
      );

      it('says so when a generation cannot be deleted, and makes the boot menu of what is left', async () => {
        const program = join(world.root, 'bin/nix-env');
        mkdirSync(join(world.root, 'bin'));
        writeFileSync(program, '#!/bin/sh\necho "error: read-only" >&2\nexit 1\n', { mode: 0o755 });
        const helper = readFileSync(world.helper, 'utf8');
        const path = world.env.PATH.replaceAll("'", "'\\''");
        const broken = join(world.root, 'bin').replaceAll("'", "'\\''");
        writeFileSync(world.helper, helper.replace(`path='${path}'`, `path='${broken}:${path}'`));
        expect((await world.through('prune', '1', id)).code).toBe(70);
        expect(world.generations()).toHaveLength(8);
        expect(world.calls()).toEqual(['boot']);
        expect(world.record(id)).toMatchObject({ exit: 1, bootMenu: 0 });
        expect(world.log(id)).toContain('error: read-only');
      });

      it('does nothing where the running system cannot be told', async () => {
        rmSync(world.current);
        expect((await world.start('prune', '1', id).end).code).toBe(69);
        expect(world.generations()).toHaveLength(8);
      });

      it('withholds without a go', async () => {
        const running = world.start('prune', '1', id);
        await running.authorised;
        running.child.stdin?.end();
        expect((await running.end).code).toBe(68);
        expect(world.generations()).toHaveLength(8);
        expect(world.calls()).toEqual([]);
      });

      it('refuses while another switch holds the lock', async () => {
        const holder = spawn('flock', [world.switchLock, 'sh', '-c', 'echo held; read -r _'], {
          stdio: ['pipe', 'pipe', 'ignore'],
        });
        await new Promise((resolve) => holder.stdout.once('data', resolve));
        expect((await world.through('prune', '1', id)).code).toBe(67);
        holder.stdin.end('\n');
        await new Promise((resolve) => holder.once('close', resolve));
        expect(world.generations()).toHaveLength(8);
        expect(world.calls()).toEqual([]);
      });

      it('lets one of two at once do it, or an activation, never both', async () => {
        const second = randomUUID();
        const words = ['activate', 'boot', systems[7] ?? '', systems[5] ?? '', second];
        const one = world.start('prune', '1', id);
        const two = world.start(...words);
        await Promise.all([one.authorised, two.authorised]);
        world.steer('hold', '');
        one.child.stdin?.write('go\n');
        two.child.stdin?.write('go\n');
        const loser = await Promise.race([one.end, two.end]);
        world.release();
        const codes = (await Promise.all([one.end, two.end])).map((end) => end.code);
        expect(loser.code).toBe(67);
        expect([...codes].sort()).toEqual([0, 67]);
        expect(world.calls()).toEqual(['boot']);
        const pruned = codes[0] === 0;
        expect(world.generations()).toHaveLength(pruned ? 2 : 8);
      });
    });

    it.each([
      ['end of file', ''],
      ['another word', 'no\n'],
      ['no end of line', 'go'],
      ['a longer word', 'gone\n'],
    ])('withholds on %s', async (_what, said) => {
      const running = world.start('activate', 'switch', world.after, world.before, id);
      await running.authorised;
      running.child.stdin?.end(said);
      expect((await running.end).code).toBe(68);
      untouched();
      expect(existsSync(join(world.runs, `${id}.log`))).toBe(false);
    });

    it('refuses what is not in its shape', async () => {
      const good = ['activate', 'switch', world.after, world.before, id];
      const attacks: string[][] = [
        [],
        ['activate'],
        ['frobnicate'],
        ['--perform'],
        ['--perform', id],
        ['--perform', '../../etc/passwd'],
        ['--protocol', 'more'],
        [...good, 'more'],
        [...good, '--lock', world.root],
        [...good, '--lock', world.root, 'xyz'],
        [...good, '--lock', `${world.root}/../etc`, sha256('')],
        [...good, '--lock', 'etc', sha256('')],
        [...good, '--lock', `${world.root}\nx`, sha256('')],
        ['activate', 'test', world.after, world.before, id, '--lock', world.root, sha256('')],
        ['activate', 'dry-activate', world.after, world.before, id],
        ['activate', 'switch;id', world.after, world.before, id],
        ...[
          `${world.after}/../x`,
          `${world.after}/`,
          `${world.after}\n`,
          `${world.store}/..`,
          world.store,
          '/etc/passwd',
          `${world.after}$(id)`,
          `${world.store}/aaaa-name`,
          `${world.store}/${'e'.repeat(32)}-letter-not-in-base32`,
          `${world.store}/${'a'.repeat(32)}-`,
          `${world.store}/${'a'.repeat(32)}-..`,
          '-p',
        ].map((path) => ['activate', 'switch', path, world.before, id]),
        ['activate', 'switch', world.after, '/run/current-system', id],
        ...['', 'x', `${id}x`, id.toUpperCase().replace(/^./, 'A'), '../../x', `${id}\n`].map(
          (run) => ['activate', 'switch', world.after, world.before, run],
        ),
        ...['', '0', '01', '-1', '1;id', '1\n', '99999999999', 'x'].flatMap((number) => [
          ['rollback', number, world.before, id],
          ['prune', number, id],
        ]),
      ];
      for (const words of attacks) {
        const end = await world.start(...words).end;
        expect({ words, code: end.code, stdout: end.stdout }).toEqual({
          words,
          code: 64,
          stdout: '',
        });
      }
      untouched();
    });

    it('refuses a path that is not a valid system', async () => {
      const missing = `${world.store}/${'a'.repeat(32)}-nixos-system-missing`;
      const loose = `${world.store}/${'b'.repeat(32)}-nixos-system-loose`;
      execFileSync('cp', ['-r', world.after, loose]);
      const linked = `${world.store}/${'c'.repeat(32)}-nixos-system-linked`;
      symlinkSync(world.after, linked);
      const plain = world.nixRun('nix-store', '--add', join(world.root, 'etc'));
      for (const path of [missing, loose, linked, plain]) {
        const end = await world.start('activate', 'switch', path, world.before, id).end;
        expect({ path, code: end.code }).toEqual({ path, code: 65 });
      }
      untouched();
    });

    it('refuses when the current system is another one, before and after the password', async () => {
      const end = await world.start('activate', 'switch', world.after, world.after, id).end;
      expect(end.code).toBe(66);
      const running = world.start('activate', 'switch', world.after, world.before, id);
      await running.authorised;
      rmSync(world.current);
      symlinkSync(world.after, world.current);
      running.child.stdin?.write('go\n');
      expect((await running.end).code).toBe(66);
      expect(world.generation()).toBe('system-1-link');
      expect(world.calls()).toEqual([]);
    });

    it('refuses while another switch holds the lock', async () => {
      const holder = spawn('flock', [world.switchLock, 'sh', '-c', 'echo held; read -r _'], {
        stdio: ['pipe', 'pipe', 'ignore'],
      });
      await new Promise((resolve) => holder.stdout.once('data', resolve));
      expect((await activate('switch')).code).toBe(67);
      untouched();
      holder.stdin.end('\n');
      await new Promise((resolve) => holder.once('close', resolve));
      expect((await activate('switch')).code).toBe(0);
    });

    it('does one of two at once, whole', async () => {
      const second = randomUUID();
      const one = world.start('activate', 'switch', world.after, world.before, id);
      const two = world.start('activate', 'switch', world.after, world.before, second);
      await Promise.all([one.authorised, two.authorised]);
      world.steer('hold', '');
      one.child.stdin?.write('go\n');
      two.child.stdin?.write('go\n');
      const codes: (number | null)[] = [];
      const loser = Promise.race([one.end, two.end]).then((end) => codes.push(end.code));
      await loser;
      world.release();
      await Promise.all([one.end, two.end]).then((ends) =>
        codes.push(...ends.map((end) => end.code)),
      );
      expect(codes[0]).toBe(67);
      expect(codes.slice(1).sort()).toEqual([0, 67]);
      expect(world.calls()).toEqual(['check', 'switch']);
      expect(world.generations()).toEqual(['1', '2']);
    });

    it('uses a run id once', async () => {
      await activate('switch');
      const again = await world.start('activate', 'switch', world.before, world.after, id).end;
      expect(again.code).toBe(72);
    });

    it('goes on when its caller is killed and all its ends are closed', async () => {
      world.steer('hold', '');
      const running = world.start('activate', 'switch', world.after, world.before, id);
      await running.authorised;
      running.child.stdin?.write('go\n');
      await until(() => existsSync(join(world.control, 'started')));
      expect(world.record(id)).toMatchObject({ state: 'running', step: 'activating' });
      running.child.stdin?.destroy();
      running.child.stdout?.destroy();
      running.child.stderr?.destroy();
      running.child.kill('SIGKILL');
      await running.end;
      world.release();
      await until(() => world.record(id).state === 'ended');
      expect(world.record(id)).toMatchObject({ exit: 0, generation: 2 });
      expect(world.active()).toBe(world.after);
    });

    it('keeps its runs few and its logs short', async () => {
      mkdirSync(world.runs, { recursive: true });
      const old = Array.from({ length: 60 }, () => randomUUID());
      for (const [index, name] of old.entries()) {
        const path = join(world.runs, `${name}.log`);
        writeFileSync(path, 'x');
        writeFileSync(join(world.runs, `${name}.result`), '{}');
        utimesSync(path, 1_000_000 + index, 1_000_000 + index);
      }
      await activate('switch');
      const left = readdirSync(world.runs).filter((name) => name.endsWith('.log'));
      expect(left).toHaveLength(50);
      expect(left).toContain(`${id}.log`);
      expect(left).toContain(`${old[59]}.log`);
      expect(existsSync(join(world.runs, `${old[0]}.result`))).toBe(false);
    });

    it('refuses a runs folder that is a link', async () => {
      mkdirSync(join(world.root, 'elsewhere'));
      symlinkSync(join(world.root, 'elsewhere'), world.runs);
      expect((await activate('switch')).code).toBe(69);
      untouched();
    });

    describe('with a lock file to write', () => {
      let dir: string;
      const old = '{"old":true}\n';
      const candidate = '{"new":"ä"}\n';
      beforeEach(() => {
        dir = join(world.root, 'flake');
        mkdirSync(dir);
        writeFileSync(join(dir, 'flake.nix'), '{}');
        writeFileSync(join(dir, 'flake.lock'), old, { mode: 0o640 });
      });
      const withLock = async (verb: string, sha: string, said: string) => {
        const words = ['activate', verb, world.after, world.before, id, '--lock', dir, sha];
        const running = world.start(...words);
        await running.authorised.catch(() => undefined);
        running.child.stdin?.end(said);
        return running.end;
      };
      const lockNow = () => readFileSync(join(dir, 'flake.lock'), 'utf8');

      it.each([
        ['switch', '0', 'written'],
        ['switch', '4', 'written'],
        ['switch', '100', 'written'],
        ['boot', '0', 'written'],
        ['switch', '2', 'refused:not-activated'],
        ['switch', '1', 'refused:not-activated'],
      ])('%s that ends with %s: %s', async (verb, told, said) => {
        world.steer('exit', told);
        await withLock(verb, sha256(old), frame(candidate));
        expect(world.record(id)).toMatchObject({ lock: said });
        expect(lockNow()).toBe(said === 'written' ? candidate : old);
        expect(statSync(join(dir, 'flake.lock')).mode & 0o777).toBe(0o640);
        expect(readdirSync(dir).sort()).toEqual(['flake.lock', 'flake.nix']);
        expect(existsSync(join(world.runs, `${id}.candidate`))).toBe(false);
      });

      it('refuses when the file has changed, before the prompt and while it switches', async () => {
        expect((await withLock('switch', sha256('else'), frame(candidate))).code).toBe(73);
        untouched();
        world.steer('hold', '');
        const running = withLock('switch', sha256(old), frame(candidate));
        await until(() => existsSync(join(world.control, 'started')));
        writeFileSync(join(dir, 'flake.lock'), 'an edit');
        world.release();
        expect((await running).code).toBe(0);
        expect(world.record(id)).toMatchObject({ lock: 'refused:changed', generation: 2 });
        expect(lockNow()).toBe('an edit');
      });

      it.each([
        ['none', 'go\n'],
        ['half of one', frame(candidate).slice(0, -3)],
        ['one without a length', `go\n${candidate}`],
        ['one that is too long', `go\n9999999999\n${candidate}`],
        ['an empty one', 'go\n0000000000\n'],
      ])('withholds when the candidate is %s', async (_what, said) => {
        expect((await withLock('switch', sha256(old), said)).code).toBe(68);
        untouched();
        expect(lockNow()).toBe(old);
        expect(readdirSync(world.runs).filter((name) => name.startsWith(id))).toEqual([]);
      });

      it('refuses links', async () => {
        const real = join(dir, 'real.lock');
        writeFileSync(real, old);
        rmSync(join(dir, 'flake.lock'));
        symlinkSync(real, join(dir, 'flake.lock'));
        expect((await withLock('switch', sha256(old), frame(candidate))).code).toBe(73);
        const alias = join(world.root, 'alias');
        symlinkSync(dir, alias);
        dir = alias;
        expect((await withLock('switch', sha256(old), frame(candidate))).code).toBe(73);
        untouched();
      });

      it('makes a lock file where there is none', async () => {
        rmSync(join(dir, 'flake.lock'));
        expect((await withLock('switch', 'absent', frame(candidate))).code).toBe(0);
        expect(lockNow()).toBe(candidate);
      });
    });
  });
});

describe.skipIf(nix === null)('the patience of the helper', () => {
  it('ends, and nothing has changed', async () => {
    const world = makeRehearsalWorld(nix ?? '', '/bin/sh', 1);
    const running = world.start('activate', 'switch', world.after, world.before, randomUUID());
    await running.authorised;
    expect((await running.end).code).toBe(68);
    expect(world.generation()).toBe('system-1-link');
    expect(world.calls()).toEqual([]);
    world.remove();
  });
});
