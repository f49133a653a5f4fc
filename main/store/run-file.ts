// The journal of one run, `runs/ID/run.json`: enough to tell after any crash what was and was not done.
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Review, RunRecord } from '../../preload/contract/run.ts';
import { type ActivationVerb, activationVerbs } from '../../preload/contract/words.ts';
import { type JsonRead, readJson, type WriteResult, writeJson } from './json-file.ts';

export const RunFile = z.object({
  version: z.literal(1),
  record: RunRecord,
  flake: z.string(),
  host: z.string(),
  /** the inputs that were asked to move; null: all */
  selected: z.array(z.string()).nullable(),
  /** SHA-256 of flake.lock when the run began; null: there was none */
  baseLock: z.string().nullable(),
  /** SHA-256 of candidate.lock; null: the run uses the lock that is in place */
  candidateLock: z.string().nullable(),
  /** of the configuration as it was built (see run/fingerprint.ts) */
  fingerprint: z.string().nullable(),
  /** the store path that ran when the review was made */
  expectedCurrent: z.string().nullable(),
  generationBefore: z.number().nullable(),
  review: Review.nullable(),
  /** what became of the built system: only `kept` can be activated */
  built: z.enum(['none', 'kept', 'used', 'superseded', 'discarded']),
  /** written before root is asked, so that a crash afterwards is known to have had one */
  activation: z
    .object({
      /** a UUID of its own: the helper records each attempt once */
      id: z.uuid(),
      verb: z.enum([...activationVerbs, 'rollback', 'prune']),
      /** null until the helper's result is known */
      exit: z.number().nullable(),
      /** 'rebuild': nixos-rebuild, which keeps no record; left out: the helper, which does */
      way: z.literal('rebuild').optional(),
      /** the system was being tried when this attempt began, and still is where the attempt changed nothing */
      tried: z.literal(true).optional(),
    })
    .nullable(),
  /** ahead: in place before the switch, because root evaluates the folder; put back unless it succeeds */
  lock: z.enum(['untouched', 'ahead', 'to-write', 'written', 'changed-meanwhile', 'write-failed']),
  lockDetail: z.string().nullable(),
});
export type RunFile = z.infer<typeof RunFile>;

/** What the run activates with; null where that is not a choice: going back, removing generations. */
export function verbOf({ activation }: Pick<RunFile, 'activation'>): ActivationVerb | null {
  const verb = activation?.verb ?? null;
  return verb === 'rollback' || verb === 'prune' ? null : verb;
}

/** Activated until the next start only, or on trial when something else was attempted with it. */
export function isOnTrial({ activation }: Pick<RunFile, 'activation'>): boolean {
  return activation?.verb === 'test' || activation?.tried === true;
}

const folderName = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export interface RunFolder {
  readonly folder: string;
  readonly file: string;
  readonly log: string;
  readonly candidate: string;
  /** flake.lock as it was, while `lock` is 'ahead' */
  readonly earlierLock: string;
  readonly result: string;
}

export function runFolder(stateDir: string, id: string): RunFolder {
  if (!folderName.test(id)) throw new Error(`not a run id: ${id}`);
  const folder = join(stateDir, 'runs', id);
  return {
    folder,
    file: join(folder, 'run.json'),
    log: join(folder, 'log.ndjson'),
    candidate: join(folder, 'candidate.lock'),
    earlierLock: join(folder, 'flake.lock.earlier'),
    result: join(folder, 'result'),
  };
}

export async function createRunFolder(stateDir: string, id: string): Promise<void> {
  await mkdir(runFolder(stateDir, id).folder, { recursive: true, mode: 0o700 });
}

export function saveRun(stateDir: string, run: RunFile): Promise<WriteResult> {
  return writeJson(runFolder(stateDir, run.record.id).file, run);
}

/** The built system of a run is the garbage collector's from here on; one that cannot be let go waits. */
export async function dropResult(stateDir: string, id: string): Promise<void> {
  await rm(runFolder(stateDir, id).result, { force: true }).catch(() => undefined);
}

/** `setAside` only for who tells a person of it: a second reader would find nothing amiss. */
export function loadRun(
  stateDir: string,
  id: string,
  options = { setAside: false },
): Promise<JsonRead<RunFile>> {
  return readJson(runFolder(stateDir, id).file, RunFile, options);
}

export interface RunList {
  /** newest first */
  readonly runs: readonly RunFile[];
  /** journals that could not be read, in words */
  readonly problems: readonly string[];
}

export async function listRuns(stateDir: string, options = { setAside: false }): Promise<RunList> {
  let names: string[];
  try {
    names = (await readdir(join(stateDir, 'runs'))).filter((name) => folderName.test(name));
  } catch {
    names = [];
  }
  const runs: RunFile[] = [];
  const problems: string[] = [];
  for (const read of await Promise.all(names.map((id) => loadRun(stateDir, id, options)))) {
    switch (read.kind) {
      case 'read':
        runs.push(read.value);
        break;
      case 'corrupt':
      case 'unreadable':
        problems.push(read.detail);
        break;
      case 'absent':
        break;
    }
  }
  runs.sort((a, b) => b.record.startedAt.localeCompare(a.record.startedAt));
  return { runs, problems };
}

/** Run folders beyond the newest `keep` go, but never one that still holds a system or a question. */
export async function pruneRuns(
  stateDir: string,
  runs: readonly RunFile[],
  keep: number,
): Promise<void> {
  for (const run of runs.slice(keep)) {
    const settled = run.built !== 'kept' && (run.lock === 'untouched' || run.lock === 'written');
    if (settled && run.record.outcome !== null) {
      const { folder } = runFolder(stateDir, run.record.id);
      // A folder too many is no reason to end a run that did well.
      await rm(folder, { recursive: true, force: true }).catch(() => undefined);
    }
  }
}
