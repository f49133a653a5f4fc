// A rehearsal with real nix and real processes, on which operations are carried out as a person, a machine and Snowbell do.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { findProgram } from '../../../main/process/command.ts';
import { decide } from '../../../main/run/decide.ts';
import { errorWord } from '../../../main/store/json-file.ts';
import { type RunFile, runFolder } from '../../../main/store/run-file.ts';
import { settingsPlaces } from '../../../main/store/settings-file.ts';
import { makeWorld, quiet } from '../run/world.ts';
import type { Act, Command, Disturbance, Moment } from './operations.ts';

export interface Said {
  readonly words: readonly string[];
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
  /** it went on for longer than anything here takes */
  readonly hung: boolean;
}

/** What the person knows to have written, and what was seen of flake.lock meanwhile. */
export interface Person {
  lock: string | null;
  readonly files: Map<string, string>;
  /** how often the person or git wrote flake.lock */
  edits: number;
}

export type Place = Awaited<ReturnType<typeof makePlace>>;

const hangs = 90_000;
const edited = ['flake.nix', 'configuration.nix'];

export async function makePlace(options: {
  readonly nix: string;
  /** the command line, bundled */
  readonly cli: string;
  /** a disk of its own, so that it can be full, for what Snowbell keeps */
  readonly mounts: boolean;
}) {
  const world = await makeWorld(options.nix);
  const { machine, flake, root } = world;
  const state = machine.stateDir;
  const first = `${world.folder}.first`;
  const bound =
    process.getuid?.() === 0 && findProgram('setpriv') !== null
      ? ['setpriv', '--bounding-set', '-dac_override,-dac_read_search', '--']
      : [];
  const env = {
    PATH: `${options.nix}${delimiter}${process.env.PATH}`,
    HOME: world.folder,
    XDG_STATE_HOME: world.folder,
    XDG_CONFIG_HOME: join(world.folder, 'config'),
    XDG_CACHE_HOME: join(world.folder, 'cache'),
    TZ: 'UTC',
  };
  let edits = 0;
  let full = false;
  let mounted = false;
  const person: Person = { lock: null, files: new Map(), edits: 0 };

  // A second branch with another configuration, for who changes branches.
  await world.git('checkout', '--quiet', '-b', 'other');
  const configuration = join(flake, 'configuration.nix');
  writeFileSync(configuration, `${readFileSync(configuration, 'utf8')}# another branch\n`);
  await world.git('commit', '--quiet', '--all', '--message=Another branch');
  await world.git('checkout', '--quiet', 'main');
  mkdirSync(state, { recursive: true });
  must('cp', '-a', root, first);

  function readLock(): string | null {
    try {
      return readFileSync(world.lockFile, 'utf8');
    } catch (error) {
      if (errorWord(error) === 'ENOENT') return null;
      throw error;
    }
  }

  function know(): void {
    const now = readLock();
    if (now !== person.lock) person.edits += 1;
    person.lock = now;
    for (const name of edited) person.files.set(name, readFileSync(join(flake, name), 'utf8'));
  }

  /** Whole or not at all, as a good editor does it. */
  function put(name: string, text: string): void {
    const beside = join(world.folder, `.edit-${name}`);
    writeFileSync(beside, text);
    renameSync(beside, join(flake, name));
  }

  function git(...args: string[]): void {
    spawnSync('git', ['-C', flake, ...args], { env: { ...env, GIT_CONFIG_GLOBAL: '/dev/null' } });
  }

  async function nixDoes(program: string, ...args: string[]): Promise<string | null> {
    const child = spawn(program, args, {
      cwd: flake,
      env: { ...env, ...machine.nixEnv },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let out = '';
    child.stdout.on('data', (chunk) => {
      out += chunk;
    });
    const code = await new Promise((resolve) => child.on('close', resolve));
    return code === 0 ? out.trim() : null;
  }

  function lead(link: string, target: string): void {
    symlinkSync(target, `${link}.new`);
    renameSync(`${link}.new`, link);
  }

  function generationLinks(): { readonly number: number; readonly target: string }[] {
    const folder = dirname(machine.profile);
    return readdirSync(folder)
      .flatMap((name) => {
        const number = /^system-(\d+)-link$/.exec(name)?.[1];
        if (number === undefined) return [];
        return [{ number: Number(number), target: readlinkSync(join(folder, name)) }];
      })
      .sort((a, b) => b.number - a.number);
  }

  async function act(what: Act): Promise<void> {
    switch (what.kind) {
      case 'advance':
        await world.advance(what.what);
        return;
      case 'edit-lock': {
        const now = readLock() ?? person.lock;
        if (now === null) return;
        edits += 1;
        const text = `${JSON.stringify(JSON.parse(now), null, 3)}${'\n'.repeat(edits)}`;
        person.edits += 1;
        put('flake.lock', text);
        person.lock = text;
        return;
      }
      case 'remove-lock':
        person.edits += 1;
        rmSync(world.lockFile, { force: true });
        person.lock = null;
        return;
      case 'restore-lock':
        git('checkout', '--quiet', '--', 'flake.lock');
        know();
        person.edits += 1;
        return;
      case 'update-by-hand':
        await nixDoes('nix', 'flake', 'update', '--flake', '.');
        know();
        person.edits += 1;
        return;
      case 'edit':
        edits += 1;
        put(what.file, `${readFileSync(join(flake, what.file), 'utf8')}# edit ${edits}\n`);
        know();
        return;
      case 'add-package': {
        edits += 1;
        const before = readFileSync(configuration, 'utf8');
        const more = `packages = [\n    (pkgs.build "extra-${edits}" "mkdir -p $out/bin")`;
        put('configuration.nix', before.replace('packages = [', more));
        know();
        return;
      }
      case 'commit':
        git('commit', '--quiet', '--all', '--message=What the person did');
        return;
      case 'checkout':
        git('checkout', '--quiet', what.branch);
        know();
        person.edits += 1;
        return;
      case 'collect-garbage':
        await nixDoes('nix-store', '--gc');
        return;
      case 'restart': {
        await endAll();
        const next = readlinkSync(join(dirname(machine.profile), readlinkSync(machine.profile)));
        lead(machine.currentSystem, next);
        lead(machine.bootedSystem, next);
        return;
      }
      case 'outside':
        // The one lock of all switches keeps them apart.
        if (processes().some((one) => one.words.includes('--perform'))) return;
        await outside(what.how, what.pick);
        return;
      case 'ends-with':
        world.endsWith(what.code);
        return;
      case 'commit-lock': {
        const file = settingsPlaces(machine.configDir).own;
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, JSON.stringify({ commitLock: what.on }));
        return;
      }
    }
  }

  async function outside(
    how: Extract<Act, { kind: 'outside' }>['how'],
    pick: number,
  ): Promise<void> {
    const links = generationLinks();
    const chosen = links[pick % links.length];
    if (chosen === undefined) return;
    switch (how) {
      case 'switch':
      case 'profile-only':
        await nixDoes(
          'nix-env',
          '-p',
          machine.profile,
          '--switch-generation',
          String(chosen.number),
        );
        if (how === 'switch') lead(machine.currentSystem, chosen.target);
        return;
      case 'rebuild': {
        const attribute = `.#nixosConfigurations."${world.host}".config.system.build.toplevel`;
        const built = await nixDoes(
          ...(['nix', 'build', attribute, '--no-link', '--print-out-paths'] as const),
        );
        // nix writes a lock that lacks something, and then it is the person's.
        know();
        if (built === null || built === '') return;
        await nixDoes('nix-env', '-p', machine.profile, '--set', built);
        lead(machine.currentSystem, built);
        return;
      }
      case 'delete-generation': {
        const { current, default: next } = await world.where();
        const booted = readlinkSync(machine.bootedSystem);
        if ([current, next, booted].includes(chosen.target)) return;
        await nixDoes(
          'nix-env',
          '-p',
          machine.profile,
          '--delete-generations',
          String(chosen.number),
        );
        return;
      }
    }
  }

  /** Everything that runs for this place, and not this process itself. */
  function processes(): {
    readonly pid: number;
    readonly name: string;
    readonly words: string[];
  }[] {
    return readdirSync('/proc').flatMap((name) => {
      if (!/^\d+$/.test(name) || Number(name) === process.pid) return [];
      try {
        const words = readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0');
        const around = readFileSync(`/proc/${name}/environ`, 'utf8');
        const own = words.join(' ').includes(world.folder) || around.includes(world.folder);
        const comm = readFileSync(`/proc/${name}/comm`, 'utf8').trim();
        return own && words[0] !== '' ? [{ pid: Number(name), name: comm, words }] : [];
      } catch {
        return [];
      }
    });
  }

  function kill(pid: number): void {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // it has ended meanwhile
    }
  }

  async function endAll(): Promise<void> {
    for (let tries = 0; tries < 50; tries += 1) {
      const left = processes();
      if (left.length === 0) return;
      for (const { pid } of left) kill(pid);
      await pause(20);
    }
  }

  function begin(words: readonly string[]): {
    readonly child: ChildProcess;
    readonly said: Promise<Said>;
  } {
    const [program = '', ...args] = [
      ...bound,
      process.execPath,
      options.cli,
      ...words,
      '--rehearsal',
      '--json',
    ];
    const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    let hung = false;
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    const timer = setTimeout(() => {
      hung = true;
      child.kill('SIGKILL');
    }, hangs);
    const said = new Promise<Said>((resolve) => {
      child.on('close', (code, signal) => {
        clearTimeout(timer);
        resolve({ words, code, signal, stdout, stderr, hung });
      });
    });
    return { child, said };
  }

  /** The words of a command as things stand; null where there is nothing to say it to. */
  async function wordsOf(command: Command): Promise<readonly string[] | null> {
    const only = 'input' in command && command.input !== null ? [command.input] : [];
    switch (command.name) {
      case 'upgrade':
      case 'rebuild': {
        const own = command.name === 'rebuild' ? [] : only;
        if (command.verb === null) return [command.name, ...own, '--build-only'];
        const how = command.verb === 'switch' ? [] : [`--${command.verb}`];
        return [command.name, ...own, '--yes', ...how];
      }
      case 'update':
        return ['update', ...only];
      case 'switch':
        return command.verb === 'switch' ? ['switch'] : ['switch', `--${command.verb}`];
      case 'rollback': {
        if (command.pick === null) return ['rollback'];
        const links = generationLinks();
        return ['rollback', String(links[command.pick % links.length]?.number ?? 1)];
      }
      case 'prune':
        return ['prune', '--keep', String(command.keep), '--yes'];
      case 'decide': {
        const offered = await answers();
        const answer = offered[command.pick % Math.max(1, offered.length)];
        return answer === undefined ? null : ['decide', answer];
      }
      case 'discard':
        return null;
      case 'status':
        return ['status'];
    }
  }

  /** What may be answered to what is open now. */
  async function answers(): Promise<readonly string[]> {
    const { decision } = await world.ledger();
    switch (decision?.kind) {
      case undefined:
        return [];
      case 'activation-failed':
        return decision.previous === null ? ['keep'] : ['keep', 'go-back'];
      case 'test-active':
        return decision.previous === null ? [] : ['go-back'];
      case 'lock-changed-meanwhile':
      case 'lock-not-written':
        return ['write', 'leave'];
    }
  }

  async function discard(): Promise<void> {
    const { ready } = await world.ledger();
    if (ready === null) return;
    const { signal } = new AbortController();
    await decide(world.parts, ready.record.id, 'discard', quiet, signal);
  }

  function journals(): RunFile[] {
    const folder = join(state, 'runs');
    if (!existsSync(folder)) return [];
    return readdirSync(folder).flatMap((id) => {
      try {
        return [JSON.parse(readFileSync(runFolder(state, id).file, 'utf8')) as RunFile];
      } catch {
        return [];
      }
    });
  }

  /** Whether a journal that was written since `since` says that the moment has come. */
  function hasCome(on: Moment['on'], since: number): boolean {
    if (on === 'start') return true;
    if (on === 'activating') return helperIsAtIt(since);
    return journals().some((run) => {
      let at = 0;
      try {
        at = statSync(runFolder(state, run.record.id).file).mtimeMs;
      } catch {
        return false;
      }
      if (at < since) return false;
      if (on === 'to-write' || on === 'written') return run.lock === on;
      return run.record.outcome === null && run.record.step === on;
    });
  }

  function helperIsAtIt(since: number): boolean {
    const folder = join(state, 'helper/runs');
    if (!existsSync(folder)) return false;
    return readdirSync(folder).some((name) => {
      if (!name.endsWith('.result')) return false;
      try {
        const file = join(folder, name);
        const text = statSync(file).mtimeMs < since ? '' : readFileSync(file, 'utf8');
        return text.includes('"step":"activating"');
      } catch {
        return false;
      }
    });
  }

  async function disturb(by: Disturbance, child: ChildProcess): Promise<readonly Said[]> {
    switch (by.kind) {
      case 'kill':
        switch (by.whom) {
          case 'snowbell':
            child.kill('SIGKILL');
            return [];
          case 'nix':
            for (const { pid, name } of processes()) if (name === 'nix') kill(pid);
            return [];
          case 'helper':
            for (const { pid, words } of processes()) if (words.includes('--perform')) kill(-pid);
            return [];
          case 'caller of the helper':
            for (const { pid, words } of processes()) {
              const talks = words.some((word) => word.endsWith('/snowbell-helper'));
              if (talks && !words.includes('--perform')) kill(pid);
            }
            return [];
        }
        break;
      case 'interrupt':
        child.kill('SIGINT');
        return [];
      case 'second': {
        if (by.command.name === 'discard') await discard();
        const words = await wordsOf(by.command);
        return words === null ? [] : [await begin(words).said];
      }
      case 'disk':
        spoil(by.is);
        return [];
      default:
        await act(by);
        return [];
    }
  }

  function spoil(is: 'full' | 'read-only'): void {
    if (is === 'read-only') {
      modes(state, (mode) => mode & ~0o222);
      return;
    }
    if (!mounted) return;
    full = true;
    fill();
  }

  /** Again and again: what is removed meanwhile must not make room. */
  function fill(): void {
    const filler = openSync(join(state, '.filler'), 'a');
    try {
      for (;;) writeSync(filler, Buffer.alloc(4096));
    } catch (error) {
      if (errorWord(error) !== 'ENOSPC') throw error;
    } finally {
      closeSync(filler);
    }
  }

  function heal(): void {
    full = false;
    rmSync(join(state, '.filler'), { force: true });
    modes(state, (mode) => mode | 0o200);
  }

  /** Carries a command out, disturbed as told; what is left running afterwards is the caller's to await. */
  async function command(
    what: Command,
    disturbed: readonly { readonly at: Moment; readonly by: Disturbance }[],
  ): Promise<readonly Said[]> {
    if (what.name === 'discard') {
      await discard();
      return [];
    }
    const words = await wordsOf(what);
    if (words === null) return [];
    if ('news' in what && what.news !== null) await world.advance(what.news);
    const since = Date.now();
    const { child, said } = begin(words);
    let over = false;
    const end = said.then((one) => {
      over = true;
      return one;
    });
    const watch = setInterval(() => {
      if (full) fill();
    }, 4);
    const others = await Promise.all(
      disturbed.map(async ({ at, by }): Promise<readonly Said[]> => {
        while (!over && !hasCome(at.on, since)) await pause(2);
        if (!over && at.after > 0) await Promise.race([pause(at.after), end]);
        return over ? [] : disturb(by, child);
      }),
    );
    const all = [await end, ...others.flat()];
    await workEnds();
    clearInterval(watch);
    heal();
    return all;
  }

  /** Until the helper of a caller that is gone has ended too; null, or what goes on for ever. */
  async function workEnds(): Promise<string | null> {
    const until = Date.now() + 30_000;
    for (;;) {
      const left = processes().filter(({ name }) => !name.startsWith('git'));
      if (left.length === 0) return null;
      if (Date.now() > until) return left.map(({ words }) => words.join(' ')).join('\n');
      await pause(30);
    }
  }

  async function afresh(): Promise<void> {
    await endAll();
    if (mounted) must('umount', state);
    mounted = false;
    must('chmod', '-R', 'u+w', root);
    rmSync(root, { recursive: true, force: true });
    must('cp', '-a', first, root);
    if (options.mounts) {
      const kept = join(first, 'snowbell/state');
      must('mount', '-t', 'tmpfs', '-o', 'size=8m,mode=0700', 'tmpfs', state);
      must('cp', '-a', `${kept}/.`, state);
      mounted = true;
    }
    edits = 0;
    know();
  }

  return {
    world,
    person,
    readLock,
    generationLinks,
    journals,
    act,
    command,
    answers,
    afresh,
    processes,
    workEnds,
    /** switch-to-configuration is told to fail, so that going anywhere does too */
    endsBadly: () => existsSync(join(root, 'switch-exit')),
    /** one undisturbed command, as a person or a script gives it */
    say: (...words: string[]): Promise<Said> => begin(words).said,
    async remove(): Promise<void> {
      await endAll();
      if (mounted) must('umount', state);
      must('chmod', '-R', 'u+w', first);
      rmSync(first, { recursive: true, force: true });
      await world.remove();
    },
  };
}

function must(program: string, ...args: string[]): void {
  const done = spawnSync(program, args, { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`${program} ${args.join(' ')}: ${done.stderr}`);
}

function modes(path: string, change: (mode: number) => number): void {
  const info = lstatSync(path);
  if (info.isSymbolicLink()) return;
  chmodSync(path, change(info.mode & 0o7777));
  if (!info.isDirectory()) return;
  for (const name of readdirSync(path)) modes(join(path, name), change);
}
