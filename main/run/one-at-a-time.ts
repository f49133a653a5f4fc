// Every run goes through here: one at a time, and only after what an earlier one left has been settled.
import { loadRun } from '../store/run-file.ts';
import { takeRunLock } from '../store/run-lock.ts';
import { letGoOfOutlived } from './let-go.ts';
import type { RunEnd, RunObserver, RunParts } from './parts.ts';
import { settleWhatIsLeft } from './recover.ts';

/** `busy` also while the helper of a run whose caller is gone is still activating. */
export async function oneAtATime(
  parts: RunParts,
  observer: RunObserver,
  work: () => Promise<RunEnd>,
): Promise<RunEnd> {
  const taken = await takeRunLock(parts.machine.stateDir);
  if (taken.kind === 'busy') return { kind: 'busy' };
  try {
    const left = await settleWhatIsLeft(parts, observer);
    if (left.kind === 'activating') return { kind: 'busy' };
    const end = await asSaved(parts, await work());
    await letGoOfOutlived(parts);
    return end;
  } finally {
    await taken.lock.release();
  }
}

/** What the disk did not take is not known after a restart, and must not be shown as if it were. */
async function asSaved(parts: RunParts, end: RunEnd): Promise<RunEnd> {
  if (end.kind !== 'ended') return end;
  const read = await loadRun(parts.machine.stateDir, end.run.record.id);
  const saved =
    read.kind === 'read' &&
    read.value.record.outcome === end.run.record.outcome &&
    read.value.lock === end.run.lock &&
    read.value.built === end.run.built;
  return saved ? end : { ...end, unsaved: true };
}
