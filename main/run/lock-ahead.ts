// For the one way in which root evaluates the folder: flake.lock is put in place before, and back unless it switched.
import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { errorWord } from '../store/json-file.ts';
import { runFolder } from '../store/run-file.ts';
import { fileHash } from './fingerprint.ts';
import type { Journal } from './journal.ts';
import { writeLock } from './write-lock.ts';

/** Why the candidate is not in place, or null. The journal says 'ahead' before anything is written. */
export async function putLockAhead(stateDir: string, journal: Journal): Promise<string | null> {
  const { flake, baseLock, candidateLock } = journal.run();
  if (candidateLock === null) return null;
  const { candidate, earlierLock } = runFolder(stateDir, journal.id);
  try {
    if (baseLock !== null) await copyFile(join(flake, 'flake.lock'), earlierLock);
  } catch (error) {
    return `${earlierLock}: ${errorWord(error)}`;
  }
  if (!(await journal.save({ lock: 'ahead' }))) return 'the journal could not be written';
  journal.log('warn', 'flake.lock is written before the switch: root evaluates the folder itself.');
  const put = await writeLock({
    flake,
    candidate,
    candidateHash: candidateLock,
    baseHash: baseLock,
  });
  if (put.kind === 'written' || put.kind === 'already') return null;
  await journal.save({ lock: 'untouched' });
  return put.kind === 'write-failed' ? put.detail : 'flake.lock was changed meanwhile';
}

/** The earlier flake.lock comes back, unless somebody else has changed the file since; safe to repeat. */
export async function putLockBack(stateDir: string, journal: Journal): Promise<void> {
  const { flake, baseLock, candidateLock, lock } = journal.run();
  if (lock !== 'ahead' || candidateLock === null) return;
  const path = join(flake, 'flake.lock');
  if (baseLock === null) {
    if ((await fileHash(path).catch(() => null)) === candidateLock) await rm(path, { force: true });
    await journal.save({ lock: 'untouched', lockDetail: null });
    return;
  }
  const back = await writeLock({
    flake,
    candidate: runFolder(stateDir, journal.id).earlierLock,
    candidateHash: baseLock,
    baseHash: candidateLock,
  });
  switch (back.kind) {
    case 'written':
    case 'already':
      journal.log('info', 'flake.lock is as it was before.');
      await journal.save({ lock: 'untouched', lockDetail: null });
      return;
    case 'changed-meanwhile':
      journal.log(
        'warn',
        'flake.lock was changed by somebody else meanwhile; it was left as it is.',
      );
      await journal.save({ lock: 'untouched', lockDetail: null });
      return;
    case 'write-failed':
      // Asked again at the next start: the journal still says 'ahead'.
      journal.log('error', `flake.lock could not be put back: ${back.detail}`);
      return;
  }
}
