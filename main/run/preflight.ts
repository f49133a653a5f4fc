// What should be known of a flake's folder before anything is built from it, and how nix must be told of it.
import { access, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type GitStatus, nameSome, parseGitStatus, unfinished } from '../core/git-status.ts';
import type { ReviewNotice } from '../core/review-words.ts';
import { run } from '../process/command.ts';

export interface Preflight {
  /** the flake's folder as nix is to be told of it */
  readonly dir: string;
  /** for a repository of another owner, which git and nix refuse to open: its top folder; else null */
  readonly copied: string | null;
  /** the commit is exactly what would be built, so that `self.rev` would name it */
  readonly clean: boolean;
  readonly notices: readonly ReviewNotice[];
}

const git = ['git', '-c', 'core.fsmonitor=false', '-c', 'core.untrackedCache=false'] as const;
const limits = {
  // The refusal is told apart by git's own English words.
  env: { GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' },
  timeoutMs: 20_000,
  keepBytes: 16 * 1024 * 1024,
};

/** Never throws: what cannot be told is not said. `flake` is the flake's folder. */
export async function preflight(flake: string): Promise<Preflight> {
  const nothing: Preflight = { dir: flake, copied: null, clean: false, notices: [] };
  const [where, status] = await Promise.all([
    run([...git, '-C', flake, 'rev-parse', '--absolute-git-dir'], limits),
    run([...git, '-C', flake, 'status', '--porcelain=v2', '--branch', '-z'], limits),
  ]);
  if (where.kind !== 'exited' || status.kind !== 'exited') return nothing;
  if (where.code !== 0) {
    if (!/dubious ownership|unsafe repository/.test(where.stderr)) return nothing;
    const { dir, top } = await topOf(flake);
    const notices = [{ kind: 'path-flake-copies-ignored-files', detail: top } as const];
    return { dir, copied: top, clean: false, notices };
  }
  if (status.code !== 0) return nothing;
  const told = parseGitStatus(status.stdout);
  const going = await goingOn(where.stdout.replace(/\n$/, ''));
  return {
    dir: flake,
    copied: null,
    clean: told.commit !== null && told.changed.length === 0,
    notices: noticesOf(told, going),
  };
}

/** Where the repository begins that git will not tell of: the flake may reach for files beside its folder. */
async function topOf(flake: string): Promise<{ readonly dir: string; readonly top: string }> {
  const dir = await realpath(flake).catch(() => flake);
  for (let top = dir; ; top = dirname(top)) {
    if (await isThere(join(top, '.git'))) return { dir, top };
    if (top === dirname(top)) return { dir, top: dir };
  }
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function goingOn(gitFolder: string): Promise<string | null> {
  for (const [name, what] of unfinished) {
    if (await isThere(join(gitFolder, name))) return what;
  }
  return null;
}

function noticesOf(told: GitStatus, going: string | null): readonly ReviewNotice[] {
  const notices: ReviewNotice[] = [];
  if (going !== null) notices.push({ kind: 'merge-in-progress', detail: going });
  // A rebase or bisect detaches HEAD itself.
  else if (told.detached) {
    notices.push({ kind: 'detached-head', detail: (told.commit ?? '').slice(0, 7) });
  }
  // The lock is what Snowbell itself leaves uncommitted.
  const changed = told.changed.filter((name) => !isLock(name));
  if (changed.length > 0) notices.push({ kind: 'dirty-tree', detail: nameSome(changed) });
  const unseen = told.untracked.filter((name) => !isLock(name) && !isResult(name));
  if (unseen.length > 0) notices.push({ kind: 'untracked-files', detail: nameSome(unseen) });
  return notices;
}

function isLock(name: string): boolean {
  return name === 'flake.lock' || name.endsWith('/flake.lock');
}

/** The links that `nix build` leaves where it is called. */
function isResult(name: string): boolean {
  return /(?:^|\/)result(?:-[^/]*)?$/.test(name);
}
