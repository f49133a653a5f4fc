// Whether a built system still is what its review said: same configuration, same lock, same running system.
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReadyView } from '../../preload/contract/snapshot.ts';
import type { RunFile } from '../store/run-file.ts';
import type { Machine } from '../system/machine.ts';
import { configurationFingerprint, fileHash } from './fingerprint.ts';
import { whereNow } from './review.ts';

export async function staleness(machine: Machine, run: RunFile): Promise<ReadyView['stale']> {
  const { storePath } = run.record;
  if (storePath === null || !(await exists(storePath))) return 'result-missing';
  if ((await whereNow(machine)).current !== run.expectedCurrent) return 'system-changed';
  const lock = await fileHash(join(run.flake, 'flake.lock')).catch(() => null);
  if (lock !== run.baseLock) return 'flake-changed';
  if (run.fingerprint === null) return null;
  return (await configurationFingerprint(run.flake)) === run.fingerprint ? null : 'flake-changed';
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
