// Puts a candidate in place of flake.lock: whole or not at all, and never over an edit made meanwhile.
import { createHash } from 'node:crypto';
import type { Stats } from 'node:fs';
import { chmod, chown, open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { run } from '../process/command.ts';
import { errorWord, syncFolder } from '../store/json-file.ts';
import { fileHash } from './fingerprint.ts';

export interface LockWrite {
  /** the flake's folder */
  readonly flake: string;
  /** the candidate's path */
  readonly candidate: string;
  readonly candidateHash: string;
  /** SHA-256 of flake.lock when the run began; null: there was none */
  readonly baseHash: string | null;
}

export type LockWritten =
  | { readonly kind: 'written' }
  /** flake.lock already is the candidate: an earlier attempt got that far */
  | { readonly kind: 'already' }
  | { readonly kind: 'changed-meanwhile' }
  | { readonly kind: 'write-failed'; readonly detail: string };

export async function writeLock(write: LockWrite): Promise<LockWritten> {
  const path = join(write.flake, 'flake.lock');
  let half: string | null = null;
  try {
    const content = await readFile(write.candidate);
    if ((await fileHash(write.candidate)) !== write.candidateHash) {
      return { kind: 'write-failed', detail: `${write.candidate} is not what was built` };
    }
    const target = await targetOf(path);
    half = halfOf(target, write.candidate);
    // What an attempt left that was killed in the middle of it.
    await remove(half);
    const now = await fileHash(target);
    if (now === write.candidateHash) {
      if (write.baseHash === null) await announce(write.flake);
      return { kind: 'already' };
    }
    if (now !== write.baseHash) return { kind: 'changed-meanwhile' };

    const before = now === null ? null : await stat(target);
    const file = await open(half, 'wx', before === null ? 0o644 : before.mode & 0o777);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    if (before !== null) {
      await chmod(half, before.mode & 0o7777);
      await keepOwner(half, before);
    }
    // Asked again at the last moment: between the two lies only the rename itself.
    if ((await fileHash(target)) !== write.baseHash) return { kind: 'changed-meanwhile' };
    await rename(half, target);
    half = null;
    await syncFolder(dirname(target)).catch(() => undefined);
    if (write.baseHash === null) await announce(write.flake);
    return { kind: 'written' };
  } catch (error) {
    return { kind: 'write-failed', detail: `${path}: ${errorWord(error)}` };
  } finally {
    if (half !== null) await remove(half);
  }
}

/** Removes what a write of this candidate left beside flake.lock when its process was killed. */
export async function dropHalf(flake: string, candidate: string): Promise<void> {
  const target = await targetOf(join(flake, 'flake.lock')).catch(() => null);
  if (target !== null) await remove(halfOf(target, candidate));
}

/** A link's target; the path itself where nothing is there yet. */
function targetOf(path: string): Promise<string> {
  return realpath(path).catch((error) => {
    if (errorWord(error) === 'ENOENT') return path;
    throw error;
  });
}

/** Each run has one name for it, so that its next attempt finds what the last one left. */
function halfOf(target: string, candidate: string): string {
  const name = createHash('sha256').update(candidate).digest('hex').slice(0, 12);
  return join(dirname(target), `.${basename(target)}.${name}`);
}

function remove(path: string): Promise<void> {
  return rm(path, { force: true }).catch(() => undefined);
}

/**
 * A user cannot give a file to a group that is not theirs ("sudo chown" leaves such files behind): then
 * it is in their own group, which may do no more than everybody may.
 */
async function keepOwner(path: string, { uid, gid, mode }: Stats): Promise<void> {
  const mine = await stat(path);
  if (mine.uid === uid && mine.gid === gid) return;
  try {
    await chown(path, uid, gid);
  } catch (error) {
    if (mine.uid !== uid || errorWord(error) !== 'EPERM') throw error;
    await chmod(path, (mode & 0o707) | ((mode & 0o007) << 3));
  }
}

/** A new file is invisible to a git flake until git knows its name. */
async function announce(flake: string): Promise<void> {
  await run(['git', '-C', flake, 'add', '--intent-to-add', '--', 'flake.lock'], {
    timeoutMs: 20_000,
  });
}

export type LockCommitted =
  | { readonly kind: 'committed' }
  | { readonly kind: 'not-a-repository' }
  | { readonly kind: 'commit-failed'; readonly detail: string };

/** Commits flake.lock and nothing else; the person's hooks and signing are theirs and are kept. */
export async function commitLock(flake: string, message: string): Promise<LockCommitted> {
  const inside = await run(['git', '-C', flake, 'rev-parse', '--is-inside-work-tree'], {
    timeoutMs: 20_000,
  });
  if (inside.kind !== 'exited' || inside.code !== 0) return { kind: 'not-a-repository' };
  const done = await run(
    ['git', '-C', flake, 'commit', '--quiet', '--only', '-m', message, '--', 'flake.lock'],
    { env: { GIT_TERMINAL_PROMPT: '0', GIT_EDITOR: 'true' }, timeoutMs: 120_000 },
  );
  if (done.kind === 'exited' && done.code === 0) return { kind: 'committed' };
  const detail = done.kind === 'missing' ? done.detail : `${done.stderr}${done.stdout}`.trim();
  return { kind: 'commit-failed', detail: detail.slice(-2000) };
}
