// All that the disk says of runs: history, the built system that waits, and what only a person can decide.
import type { RunRecord } from '../../preload/contract/run.ts';
import type { Decision, ReadyView } from '../../preload/contract/snapshot.ts';
import { mergeRecords, readHistory } from '../store/history-file.ts';
import { isOnTrial, listRuns, type RunFile } from '../store/run-file.ts';
import type { Machine } from '../system/machine.ts';
import { targetOf } from '../system/read-facts.ts';
import { type Whereabouts, whereNow, withSpaceNow } from './review.ts';
import { staleness } from './staleness.ts';

export interface Ledger {
  /** newest first; runs still going on included */
  readonly history: readonly RunRecord[];
  readonly ready: ReadyView | null;
  readonly decision: Decision | null;
  /** journals that could not be read, in words */
  readonly problems: readonly string[];
}

export async function readLedger(machine: Machine): Promise<Ledger> {
  const { runs, problems } = await listRuns(machine.stateDir, { setAside: true });
  const past = await readHistory(machine.stateDir);
  const kept = runs.find(isReady);
  const here = await whereNow(machine);
  return {
    history: mergeRecords(
      runs.map((run) => run.record),
      past.records,
    ),
    ready:
      kept?.review != null
        ? {
            record: kept.record,
            review: await withSpaceNow(machine, kept.record.storePath, kept.review),
            stale: await staleness(machine, kept),
          }
        : null,
    decision: await thatLeadsSomewhere(machine, pendingDecision(runs, here)),
    problems: past.problem === null ? problems : [...problems, past.problem],
  };
}

/** Old generations can be deleted by hand at any time: no way back is offered to one that is gone. */
async function thatLeadsSomewhere(
  machine: Machine,
  decision: Decision | null,
): Promise<Decision | null> {
  if (decision?.kind !== 'activation-failed' && decision?.kind !== 'test-active') return decision;
  const { previous } = decision;
  return previous === null || (await isThere(machine, previous))
    ? decision
    : { ...decision, previous: null };
}

export async function isThere(machine: Machine, generation: number): Promise<boolean> {
  return (await targetOf(`${machine.profile}-${generation}-link`)) !== null;
}

/** A system that can be activated: built, kept, and not one whose activation went half-way. */
export function isReady(run: RunFile): boolean {
  return run.built === 'kept' && !isHalfDone(run);
}

/**
 * The activation script failed, or the machine went down in the middle of it. A trial is never half
 * done: it ends with the next start in any case.
 */
function isHalfDone(run: RunFile): boolean {
  const { outcome } = run.record;
  if (run.activation === null || run.activation.verb === 'test') return false;
  return outcome === 'activation-failed' || outcome === 'interrupted';
}

export function pendingDecision(
  runs: readonly RunFile[],
  here: Pick<Whereabouts, 'current' | 'default'>,
): Decision | null {
  let switchedSince = false;
  for (const run of runs) {
    const runId = run.record.id;
    const { storePath } = run.record;
    // Once the machine has left a system by any way, nothing of it is to be decided.
    const isRunning = storePath !== null && here.current === storePath;
    const stays = isRunning || (storePath !== null && here.default === storePath);
    // The lock that a later switch wrote describes what runs; an older one must not take its place.
    if (stays && !switchedSince) {
      if (run.lock === 'write-failed' || (run.lock === 'to-write' && run.record.outcome !== null)) {
        return { kind: 'lock-not-written', runId, detail: run.lockDetail ?? '' };
      }
      if (run.lock === 'changed-meanwhile') return { kind: 'lock-changed-meanwhile', runId };
    }
    switchedSince ||= run.built === 'used';
    if (run.built !== 'kept') continue;
    if (isHalfDone(run) && stays) {
      return { kind: 'activation-failed', runId, previous: run.generationBefore };
    }
    if (isOnTrial(run) && isRunning) {
      return { kind: 'test-active', runId, previous: run.generationBefore };
    }
  }
  return null;
}
