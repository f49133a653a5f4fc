// Whether a built system still is what its review said: same configuration, same lock, same running system.
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReadyView } from '../../preload/contract/snapshot.ts';
import { isOnTrial, type RunFile } from '../store/run-file.ts';
import type { Machine } from '../system/machine.ts';
import { targetOf } from '../system/read-facts.ts';
import { configurationFingerprint, fileHash } from './fingerprint.ts';
import { whereNow } from './review.ts';

type Stale = NonNullable<ReadyView['stale']>;

export async function staleness(machine: Machine, run: RunFile): Promise<Stale | null> {
  const gone = await goneFrom(machine, run);
  if (gone !== null) return gone;
  const lock = await fileHash(join(run.flake, 'flake.lock')).catch(() => null);
  if (lock !== run.baseLock) return 'flake-changed';
  if (run.fingerprint === null) return null;
  return (await configurationFingerprint(run.flake)) === run.fingerprint ? null : 'flake-changed';
}

/** What no edit of the flake brings about, and none takes back. */
export async function goneFrom(
  machine: Machine,
  run: RunFile,
): Promise<Exclude<Stale, 'flake-changed'> | null> {
  const { storePath } = run.record;
  if (storePath === null || !(await exists(storePath))) return 'result-missing';
  const { current } = await whereNow(machine);
  if (current === run.expectedCurrent) return null;
  return (await isWhereATrialBegan(machine, run, current)) ? null : 'system-changed';
}

/** A restart ends a trial: then the system runs again that the tried one was compared with. */
async function isWhereATrialBegan(
  machine: Machine,
  run: RunFile,
  current: string | null,
): Promise<boolean> {
  const { generationBefore } = run;
  if (!isOnTrial(run) || generationBefore === null || current === null) return false;
  return (await targetOf(`${machine.profile}-${generationBefore}-link`)) === current;
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
