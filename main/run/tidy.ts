// Half-written files that a killed process left beside the whole ones.
import { removeAbandoned } from '../store/json-file.ts';
import { type RunFile, runFolder } from '../store/run-file.ts';
import { dropHalf } from './write-lock.ts';

/** Safe beside other processes: what one of them is writing stays. */
export async function tidy(stateDir: string, runs: readonly RunFile[]): Promise<void> {
  await removeAbandoned(stateDir);
  for (const { record } of runs) await removeAbandoned(runFolder(stateDir, record.id).folder);
}

/** For who holds the run lock: a lock file that is written because a person said so has no journal before. */
export async function tidyLocks(stateDir: string, runs: readonly RunFile[]): Promise<void> {
  for (const { flake, record } of runs) {
    if (record.leftLock === undefined) continue;
    await dropHalf(flake, runFolder(stateDir, record.id).candidate);
  }
}
