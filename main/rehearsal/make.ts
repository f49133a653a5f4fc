// Makes a rehearsal: local upstreams, a system that is behind them, a store and a first generation of its own.
import { type Dirent, existsSync } from 'node:fs';
import {
  chmod,
  mkdir,
  readdir,
  readFile,
  realpath,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import type { Failure } from '../../preload/contract/snapshot.ts';
import { buildToplevel } from '../nix/build.ts';
import { nixVersion } from '../nix/version.ts';
import { run } from '../process/command.ts';
import type { Machine } from '../system/machine.ts';
import { type Commit, GitFailure, git, makeRepository } from './git-history.ts';
import { type Places, rehearsalMachine, rehearsalPlaces } from './places.ts';
import {
  dotfilesHistory,
  hardwareHistory,
  homeManagerHistory,
  nixpkgsHistory,
  wallpapersHistory,
} from './toy-history.ts';
import { type LockedInput, rehearsalHost, systemFlake, systemLock } from './toy-system.ts';

export type Rehearsal =
  | {
      readonly kind: 'made';
      readonly machine: Machine;
      readonly flakeDir: string;
      readonly host: string;
      /** why there is no first generation yet: inputs can be checked, nothing can be built */
      readonly incomplete: Failure | null;
    }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** Raised when a rehearsal made by an older Snowbell has to be made again. */
const edition = 1;

interface Upstream {
  readonly name: string;
  readonly branch: string;
  readonly history: readonly Commit[];
  readonly flake: boolean;
  readonly pinned: boolean;
  readonly follows: LockedInput['follows'];
}

const plain = { flake: true, pinned: false, follows: {} } as const;

/** The first two are ahead of what the system has locked. */
const upstreams: readonly Upstream[] = [
  { ...plain, name: 'nixpkgs', branch: 'nixos-unstable', history: nixpkgsHistory },
  {
    ...plain,
    name: 'home-manager',
    branch: 'main',
    history: homeManagerHistory,
    follows: { nixpkgs: ['nixpkgs'] },
  },
  { ...plain, name: 'nixos-hardware', branch: 'main', history: hardwareHistory },
  { ...plain, name: 'wallpapers', branch: 'main', history: wallpapersHistory, flake: false },
  {
    ...plain,
    name: 'dotfiles',
    branch: 'main',
    history: dotfilesHistory,
    flake: false,
    pinned: true,
  },
];

export function upstreamFolder(places: Places, name: string): string {
  return join(places.upstreams, `${name}.git`);
}

/**
 * Makes the rehearsal under `root`, or finds it made. `reset` makes it afresh, with nothing left of what
 * was done in it. Needs git; without nix it can be checked but not built (`incomplete` says so).
 */
export async function makeRehearsal(o: {
  readonly root: string;
  readonly reset?: boolean;
  readonly log?: (text: string) => void;
  readonly signal?: AbortSignal;
}): Promise<Rehearsal> {
  try {
    await mkdir(o.root, { recursive: true });
    const places = rehearsalPlaces(await realpath(o.root));
    const refused = await claim(places);
    if (refused !== null) return { kind: 'failed', failure: refused };
    if (o.reset === true || !(await isMade(places))) {
      o.log?.('Making a private system to rehearse on');
      await empty(places);
      await writeUpstreamsAndFlake(places);
      await writeFile(places.marker, `${JSON.stringify({ edition })}\n`);
    }
    const machine = rehearsalMachine(places);
    const incomplete = await firstGeneration(machine, places, o);
    return { kind: 'made', machine, flakeDir: places.flake, host: rehearsalHost, incomplete };
  } catch (error) {
    if (error instanceof GitFailure) {
      return { kind: 'failed', failure: { kind: 'no-git', detail: error.message } };
    }
    if (isSystemError(error)) {
      return { kind: 'failed', failure: { kind: 'write-failed', detail: error.message } };
    }
    throw error;
  }
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && typeof error.code === 'string';
}

/** Only a folder that is empty or already a rehearsal's is ever emptied. */
async function claim(places: Places): Promise<Failure | null> {
  if (/["$`\\\n]/.test(places.root)) {
    return { kind: 'odd-path', detail: `${places.root} cannot hold a store of nix` };
  }
  if (existsSync(places.sign)) return null;
  if ((await readdir(places.root)).length > 0) {
    return { kind: 'not-a-rehearsal', detail: `${places.root} holds something else` };
  }
  await writeFile(places.sign, 'Snowbell rehearses here and may empty this folder.\n');
  return null;
}

async function isMade(places: Places): Promise<boolean> {
  try {
    const marker: unknown = JSON.parse(await readFile(places.marker, 'utf8'));
    return (
      typeof marker === 'object' &&
      marker !== null &&
      'edition' in marker &&
      marker.edition === edition
    );
  } catch {
    return false;
  }
}

async function empty(places: Places): Promise<void> {
  await rm(places.marker, { force: true });
  for (const entry of await readdir(places.root)) {
    const path = join(places.root, entry);
    if (path === places.sign) continue;
    await makeRemovable(path);
    await rm(path, { recursive: true, force: true });
  }
}

/** A store's folders are read-only, which stops even their owner from emptying them. */
async function makeRemovable(path: string): Promise<void> {
  let entries: Dirent[];
  try {
    entries = await readdir(path, { withFileTypes: true });
  } catch {
    return;
  }
  await chmod(path, 0o700);
  for (const entry of entries) {
    if (entry.isDirectory()) await makeRemovable(join(path, entry.name));
  }
}

function nixSystem(): string {
  switch (process.arch) {
    case 'x64':
      return 'x86_64-linux';
    case 'arm64':
      return 'aarch64-linux';
    case 'ia32':
      return 'i686-linux';
    default:
      return `${process.arch}-linux`;
  }
}

/** Like Promise.all, but a failure is told only when nobody writes into the folder any more. */
async function allEnded<T>(work: readonly Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(work);
  return Promise.all(work);
}

async function writeUpstreamsAndFlake(places: Places): Promise<void> {
  await Promise.all(
    [
      join(places.home, 'tmp'),
      places.run,
      join(places.nixState, 'profiles'),
      join(places.nixState, 'gcroots'),
      join(places.nix, 'store'),
      join(places.nix, 'etc'),
    ].map((folder) => mkdir(folder, { recursive: true })),
  );
  const locked = await allEnded(
    upstreams.map(async (upstream): Promise<LockedInput> => {
      const folder = upstreamFolder(places, upstream.name);
      const revs = await makeRepository(folder, upstream.branch, upstream.history);
      const [rev] = revs;
      const [commit] = upstream.history;
      if (rev === undefined || commit === undefined) throw new Error('an upstream has no commit');
      const { name, branch, flake, pinned, follows } = upstream;
      return {
        ...{ name, branch, flake, pinned, follows, folder, rev },
        revCount: 1,
        lastModified: commit.at,
        tree: commit.tree,
      };
    }),
  );
  const files = systemFlake({ inputs: locked, system: nixSystem(), root: places.root });
  await mkdir(places.flake, { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    if (typeof content === 'string') await writeFile(join(places.flake, name), content);
  }
  await writeFile(join(places.flake, 'flake.lock'), systemLock(locked));
  await git(['init', '--quiet', '--initial-branch=main', '--template=', places.flake]);
  const here = ['-C', places.flake];
  await git([...here, 'config', 'user.name', 'Rehearsal']);
  await git([...here, 'config', 'user.email', 'rehearsal@snowbell.invalid']);
  await git([...here, 'config', 'commit.gpgSign', 'false']);
  await git([...here, 'add', '--all']);
  await git([...here, 'commit', '--quiet', '--message=A system to rehearse on']);
}

/** Builds and activates generation 1 where that has not been done; answers with why it could not. */
async function firstGeneration(
  machine: Machine,
  places: Places,
  o: { readonly log?: (text: string) => void; readonly signal?: AbortSignal },
): Promise<Failure | null> {
  if (existsSync(machine.bootedSystem) && existsSync(machine.profile)) return null;
  const nix = await nixVersion(machine, o.signal);
  switch (nix.kind) {
    case 'missing':
      return { kind: 'no-nix', detail: 'nix is not installed' };
    case 'failed':
      return { kind: 'no-nix', detail: nix.detail };
    case 'found':
      if (!nix.supported) return { kind: 'nix-too-old', detail: nix.version };
  }
  o.log?.('Building its first generation');
  const outLink = join(places.nixState, 'gcroots/first');
  const built = await buildToplevel(machine, {
    dir: places.flake,
    host: rehearsalHost,
    candidate: null,
    outLink,
    ...(o.signal === undefined ? {} : { signal: o.signal }),
  });
  switch (built.kind) {
    case 'no-nix':
      return { kind: 'no-nix', detail: 'nix is not installed' };
    case 'cancelled':
      return { kind: 'build-failed', detail: 'cancelled' };
    case 'failed':
      return { kind: 'build-failed', detail: built.detail };
    case 'built':
      break;
  }
  const set = await run(['nix-env', '--profile', machine.profile, '--set', built.storePath], {
    env: machine.nixEnv,
    cwd: places.root,
  });
  if (set.kind !== 'exited' || set.code !== 0) {
    return {
      kind: 'build-failed',
      detail: set.kind === 'missing' ? 'nix-env is not installed' : set.stderr.trim(),
    };
  }
  for (const link of [machine.currentSystem, machine.bootedSystem]) {
    await rm(link, { force: true });
    await symlink(built.storePath, link);
    const root = join(
      places.nixState,
      'gcroots',
      link === machine.currentSystem ? 'current' : 'booted',
    );
    await rm(root, { force: true });
    await symlink(link, root);
  }
  await rm(outLink, { force: true });
  return null;
}
