// Whose flake.lock is: one in a folder of root's is written by the helper, on the same prompt (DESIGN §6).
import { access, constants, lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { shellLine } from '../core/shell-line.ts';
import { type RunFile, runFolder } from '../store/run-file.ts';
import { fileHash } from './fingerprint.ts';

export type LockOwner =
  /** this process can put another file in its place */
  | 'mine'
  /** only root can, and the helper would */
  | 'root'
  /** neither: somebody else's folder, or a link that the helper would not follow */
  | 'other';

/** `flake` is the flake's folder; a flake without a lock file counts as its folder does. */
export async function lockOwner(flake: string): Promise<LockOwner> {
  const writable = await access(flake, constants.W_OK).then(
    () => true,
    () => false,
  );
  if (writable) return 'mine';
  const file = await lstat(join(flake, 'flake.lock')).catch(() => null);
  const owned = file ?? (await lstat(flake).catch(() => null));
  return owned === null || owned.uid !== 0 || owned.isSymbolicLink() ? 'other' : 'root';
}

/**
 * What to type as root, so that a run's candidate lies in the place of flake.lock; null where this
 * process can do that itself, or it was done already.
 */
export async function lineForRoot(stateDir: string, run: RunFile): Promise<string | null> {
  if (run.candidateLock === null || (await lockOwner(run.flake)) === 'mine') return null;
  const path = join(run.flake, 'flake.lock');
  if ((await fileHash(path).catch(() => null)) === run.candidateLock) return null;
  const { candidate } = runFolder(stateDir, run.record.id);
  return shellLine(['sudo', 'install', '-m', '644', candidate, path]);
}
