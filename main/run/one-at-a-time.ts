// Every run goes through here: one at a time, and only after what an earlier one left has been settled.
import { takeRunLock } from '../store/run-lock.ts';
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
    return left.kind === 'activating' ? { kind: 'busy' } : await work();
  } finally {
    await taken.lock.release();
  }
}
