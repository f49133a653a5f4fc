// Built systems that nothing can come of any more: the garbage collector gets them back, and their records say why.
import { lstat } from 'node:fs/promises';
import type { RunRecord } from '../../preload/contract/run.ts';
import { dropResult, listRuns, type RunFile, runFolder, saveRun } from '../store/run-file.ts';
import { openRunLog } from '../store/run-log.ts';
import type { Machine } from '../system/machine.ts';
import { isReady, pendingDecision } from './ledger.ts';
import type { RunParts } from './parts.ts';
import { type Whereabouts, whereNow } from './review.ts';
import { goneFrom, staleness } from './staleness.ts';

export type Why = NonNullable<RunRecord['discardedFor']>;

const whyWords: Record<Why, string> = {
  newer: 'A newer system was built',
  'system-changed': 'Another system runs by now than the one this was compared with',
  'flake-changed': 'flake.lock or the configuration has moved on',
  'result-missing': 'The built system is no longer in the store',
};

/** `why` null: a person threw it away. The run as it was where the disk would not take that. */
export async function letGo(parts: RunParts, run: RunFile, why: Why | null): Promise<RunFile> {
  const { stateDir } = parts.machine;
  const { record } = run;
  // How an activation went stays told; of a system that only waited there is nothing else to tell.
  const outcome = why === null || record.outcome === 'ready' ? 'discarded' : record.outcome;
  const next: RunFile = {
    ...run,
    built: why === 'newer' ? 'superseded' : 'discarded',
    record: { ...record, outcome, ...(why === null ? {} : { discardedFor: why }) },
  };
  const saved = await saveRun(stateDir, next);
  // A record that goes on saying that it waits needs the system that waits.
  if (saved.kind === 'write-failed') return run;
  await dropResult(stateDir, record.id);
  if (why !== null) {
    // The record says it too, so a log that takes no more is no reason to stop.
    const log = await openRunLog(runFolder(stateDir, record.id).log).catch(() => null);
    const text = `${whyWords[why]}, so this one is let go.`;
    log?.append([{ at: parts.now(), level: 'info', text }]);
    await log?.flush();
  }
  return next;
}

/** After another system was built or switched to. Who is still asked about one keeps it. */
export async function letGoOfOthers(parts: RunParts, chosen: RunRecord): Promise<void> {
  const { runs } = await listRuns(parts.machine.stateDir);
  const here = await whereNow(parts.machine);
  for (const run of runs) {
    if (run.record.id === chosen.id || !waits(run, here)) continue;
    const older = run.record.startedAt <= chosen.startedAt;
    await letGo(parts, run, older ? 'newer' : 'system-changed');
  }
}

/**
 * For who holds the run lock. `built`: what the flake holds now was just built or written, so that a
 * system of its earlier state cannot be meant any more; otherwise an edit may still be taken back.
 */
export async function letGoOfOutlived(parts: RunParts, built = false): Promise<void> {
  const { stateDir } = parts.machine;
  for (const run of await stillRooted(parts.machine)) await dropResult(stateDir, run.record.id);
  for (const { run, why } of await outlived(parts.machine, built)) await letGo(parts, run, why);
}

/** Ended runs that hold on to a system of which their record says that it is not kept: a crash came between. */
export async function stillRooted(machine: Machine): Promise<readonly RunFile[]> {
  const { runs } = await listRuns(machine.stateDir);
  const ended = runs.filter((run) => run.built !== 'kept' && run.record.outcome !== null);
  const there = await Promise.all(
    ended.map(({ record }) =>
      lstat(runFolder(machine.stateDir, record.id).result).then(
        () => true,
        () => false,
      ),
    ),
  );
  return ended.filter((_run, index) => there[index]);
}

/** What `letGoOfOutlived` would find; `built` as there. */
export async function outlived(
  machine: Machine,
  built = false,
): Promise<readonly { readonly run: RunFile; readonly why: Why }[]> {
  const { runs } = await listRuns(machine.stateDir);
  const here = await whereNow(machine);
  // Where nobody can tell what runs, nobody can tell that it is another one.
  if (here.current === null) return [];
  const found: { run: RunFile; why: Why }[] = [];
  // Newest first: what comes after one that can be switched to is older than that.
  let fits = false;
  for (const run of runs.filter((one) => waits(one, here))) {
    const why = await whyNever(machine, run, built);
    if (why !== null) found.push({ run, why });
    else if (fits) found.push({ run, why: 'newer' });
    else fits = true;
  }
  return found;
}

async function whyNever(machine: Machine, run: RunFile, built: boolean): Promise<Why | null> {
  // Half done, and nothing is asked about it: the machine has left it by another way.
  if (!isReady(run)) return 'system-changed';
  return built ? staleness(machine, run) : goneFrom(machine, run);
}

/** Kept for a switch, and nobody is asked what shall become of it. */
function waits(run: RunFile, here: Whereabouts): boolean {
  return (
    run.built === 'kept' && run.record.outcome !== null && pendingDecision([run], here) === null
  );
}
