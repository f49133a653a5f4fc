// What a person needs to choose between two lock files: where the one in place and a run's own differ.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Answer } from '../../preload/contract/api.ts';
import type { LockedApart } from '../../preload/contract/details.ts';
import type { Failure } from '../../preload/contract/snapshot.ts';
import { parseLock } from '../flake/lock.ts';
import { compareLocks, noLock } from '../flake/lock-diff.ts';
import { errorWord } from '../store/json-file.ts';
import { loadRun, runFolder } from '../store/run-file.ts';
import type { Machine } from '../system/machine.ts';

export async function lockDifference(
  machine: Machine,
  runId: string,
): Promise<Answer<readonly LockedApart[]>> {
  const read = await loadRun(machine.stateDir, runId);
  if (read.kind !== 'read' || read.value.candidateLock === null) {
    return failed({ kind: 'no-such-run', detail: runId });
  }
  const [yours, switched] = await Promise.all([
    readLock(join(read.value.flake, 'flake.lock'), true),
    readLock(runFolder(machine.stateDir, runId).candidate, false),
  ]);
  if (!yours.ok) return yours;
  if (!switched.ok) return switched;
  return { ok: true, value: compareLocks(yours.value, switched.value) };
}

/** `mayLack`: a lock file that was removed meanwhile locks nothing. */
async function readLock(path: string, mayLack: boolean): Promise<Answer<typeof noLock>> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const word = errorWord(error);
    if (mayLack && word === 'ENOENT') return { ok: true, value: noLock };
    return failed({ kind: 'unreadable', detail: `${path}: ${word}` });
  }
  const lock = parseLock(text);
  return lock.ok
    ? { ok: true, value: lock.lock }
    : failed({ ...lock.failure, detail: `${path}: ${lock.failure.detail}` });
}

function failed(failure: Failure): { readonly ok: false; readonly failure: Failure } {
  return { ok: false, failure };
}
