// A folder that holds a whole private system for the helper: real nix, toy systems, a copy of the helper.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderHelper } from '../../../main/privilege/helper-script.ts';
import { writeToySystem } from './toy-system.ts';

/** The helper as it is in the checkout. */
export const helperSource = (): string =>
  readFileSync(new URL('../../../build/helper/snowbell-helper.sh', import.meta.url), 'utf8');

export interface HelperEnd {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningHelper {
  readonly child: ChildProcess;
  readonly end: Promise<HelperEnd>;
  /** resolves once the helper says that it is authorised; rejects when it ends first */
  readonly authorised: Promise<void>;
}

export type RehearsalWorld = ReturnType<typeof makeRehearsalWorld>;

/** `nix` is a folder of nix programs, `shell` what interprets the helper, `goSeconds` its patience. */
export function makeRehearsalWorld(
  nix: string,
  shell = '/bin/sh',
  goSeconds = 30,
  source = helperSource(),
) {
  // A blank, a quote and a dollar in its path: what a person's home may have.
  const root = join(realpathSync(mkdtempSync(join(tmpdir(), 'snowbell-helper-'))), "it's a $HOME");
  const store = join(root, 'nix/store');
  const control = join(root, 'control');
  const profile = join(root, 'nix/var/nix/profiles/system');
  const current = join(root, 'run/current-system');
  const booted = join(root, 'run/booted-system');
  const runs = join(root, 'runs');
  const switchLock = join(root, 'run/switch.lock');
  for (const folder of [
    store,
    control,
    join(root, 'run'),
    join(root, 'etc'),
    join(profile, '..'),
  ]) {
    mkdirSync(folder, { recursive: true });
  }
  writeFileSync(join(root, 'etc/nix.conf'), 'build-users-group =\nsandbox = false\n');
  const env = {
    HOME: root,
    PATH: `${nix}:${process.env.PATH}`,
    NIX_STORE_DIR: store,
    NIX_STATE_DIR: join(root, 'nix/var/nix'),
    NIX_LOG_DIR: join(root, 'nix/var/log'),
    NIX_CONF_DIR: join(root, 'etc'),
    NIX_REMOTE: 'local',
  };
  const nixRun = (...argv: [string, ...string[]]) =>
    execFileSync(argv[0], argv.slice(1), {
      env,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trim();

  const addSystem = (name: string, checks = true, specialisation?: string): string => {
    const folder = join(root, name);
    // The script quotes with '…': the control folder is reached by a link without a quote in its name.
    writeToySystem({
      folder,
      control: plain('control'),
      current: plain('run/current-system'),
      checks,
      ...(specialisation === undefined ? {} : { specialisation }),
    });
    return nixRun('nix-store', '--add', folder);
  };
  const link = mkdtempSync(join(tmpdir(), 'snowbell-link-'));
  symlinkSync(root, join(link, 'root'));
  const plain = (name: string) => join(link, 'root', name);

  const before = addSystem('nixos-system-toy-1');
  const after = addSystem('nixos-system-toy-2');
  nixRun('nix-env', '-p', profile, '--set', before);
  symlinkSync(before, current);
  symlinkSync(before, booted);

  const helper = join(root, 'snowbell-helper');
  writeFileSync(
    helper,
    renderHelper(source, {
      store,
      profile,
      current,
      booted,
      runs,
      switchLock,
      systemd: '',
      path: env.PATH,
      rehearsal: true,
      shell,
    }).replace('go_seconds=30', `go_seconds=${goSeconds}`),
  );
  chmodSync(helper, 0o755);

  const start = (...words: string[]): RunningHelper => {
    const child = spawn(helper, words, { env, stdio: ['pipe', 'pipe', 'pipe'] });
    child.stdin.on('error', () => undefined);
    let stdout = '';
    let stderr = '';
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    const end = new Promise<HelperEnd>((resolve) => {
      child.on('close', (code) => resolve({ code, stdout, stderr }));
    });
    const authorised = new Promise<void>((resolve, reject) => {
      child.stdout.on('data', (chunk) => {
        stdout += chunk;
        if (stdout.includes('snowbell-helper: authorised\n')) resolve();
      });
      child.on('close', (code) => reject(new Error(`ended with ${code}: ${stderr}`)));
    });
    authorised.catch(() => undefined);
    return { child, end, authorised };
  };

  return {
    root,
    store,
    profile,
    current,
    booted,
    runs,
    switchLock,
    control,
    helper,
    env,
    before,
    after,
    addSystem,
    start,
    nixRun,
    /** starts it and says "go" as soon as it is authorised */
    async through(...words: string[]): Promise<HelperEnd> {
      const running = start(...words);
      await running.authorised.catch(() => undefined);
      running.child.stdin?.write('go\n');
      return running.end;
    },
    steer(name: string, content: string): void {
      writeFileSync(join(control, name), content);
    },
    release(): void {
      rmSync(join(control, 'hold'), { force: true });
    },
    calls(): string[] {
      const path = join(control, 'calls');
      return existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n') : [];
    },
    generation: () => readlinkSync(profile),
    generations: (): string[] =>
      nixRun('nix-env', '-p', profile, '--list-generations')
        .split('\n')
        .map((line) => line.trim().split(/\s+/)[0] ?? ''),
    active: () => realpathSync(current),
    record: (runId: string): Record<string, unknown> =>
      JSON.parse(readFileSync(join(runs, `${runId}.result`), 'utf8')),
    log: (runId: string) => readFileSync(join(runs, `${runId}.log`), 'utf8'),
    remove(): void {
      execFileSync('chmod', ['-R', 'u+w', root]);
      rmSync(join(root, '..'), { recursive: true, force: true });
      rmSync(link, { recursive: true, force: true });
    },
  };
}

/** Waits for a condition; the test's own time limit is the only other end. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
}
