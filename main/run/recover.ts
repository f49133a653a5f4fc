// What any start does first: finish or name what an earlier process could not, before anything new.
import { join } from 'node:path';
import { type ActivationEnd, follow, recordedResult } from '../privilege/activation.ts';
import { flakeTarget, rebuildIsAtWork } from '../privilege/rebuild.ts';
import { dropResult, listRuns, type RunFile, saveRun } from '../store/run-file.ts';
import { takeRunLock } from '../store/run-lock.ts';
import {
  concludeCutOff,
  concludePrune,
  concludeRollback,
  concludeUnactivated,
  trialBefore,
} from './conclude.ts';
import { fileHash } from './fingerprint.ts';
import { type Journal, openJournal } from './journal.ts';
import { letGoOfOutlived, outlived, stillRooted } from './let-go.ts';
import { putLockBack } from './lock-ahead.ts';
import type { RunObserver, RunParts } from './parts.ts';
import { commitWritten, finishUpdate, putLockInPlace, settleActivation } from './settle.ts';
import { tidy, tidyLocks } from './tidy.ts';

export type Recovery =
  | { readonly kind: 'settled'; readonly changed: readonly string[] }
  /** another process is in the middle of a run; nothing was touched */
  | { readonly kind: 'busy' }
  /** the helper of a run whose caller is gone is still activating */
  | { readonly kind: 'activating'; readonly runId: string };

export async function recover(parts: RunParts, observer: RunObserver): Promise<Recovery> {
  const { runs } = await listRuns(parts.machine.stateDir);
  await tidy(parts.machine.stateDir, runs);
  const nothing =
    !runs.some(isUnsettled) &&
    (await writtenSince(runs)).length === 0 &&
    (await stillRooted(parts.machine)).length === 0 &&
    (await outlived(parts.machine)).length === 0;
  if (nothing) return { kind: 'settled', changed: [] };
  const taken = await takeRunLock(parts.machine.stateDir);
  if (taken.kind === 'busy') return { kind: 'busy' };
  try {
    const settled = await settleWhatIsLeft(parts, observer);
    if (settled.kind === 'settled') await letGoOfOutlived(parts);
    return settled;
  } finally {
    await taken.lock.release();
  }
}

/** For who holds the run lock. */
export async function settleWhatIsLeft(
  parts: RunParts,
  observer: RunObserver,
): Promise<Exclude<Recovery, { kind: 'busy' }>> {
  const { stateDir } = parts.machine;
  const changed: string[] = [];
  const { runs } = await listRuns(stateDir);
  for (const run of await writtenSince(runs)) {
    await saveRun(stateDir, { ...run, lock: 'written', lockDetail: null });
    changed.push(run.record.id);
  }
  for (const run of runs) {
    if (!isUnsettled(run)) continue;
    if ((await finish(parts, run, observer)) === 'activating') {
      return { kind: 'activating', runId: run.record.id };
    }
    changed.push(run.record.id);
  }
  await tidyLocks(stateDir, runs);
  return { kind: 'settled', changed };
}

function isUnsettled(run: RunFile): boolean {
  return run.record.outcome === null || run.lock === 'to-write' || run.lock === 'ahead';
}

/** Asked about in vain: somebody has put the very lock file in place meanwhile, as root perhaps. */
async function writtenSince(runs: readonly RunFile[]): Promise<readonly RunFile[]> {
  const asked = runs.filter(
    ({ lock, candidateLock }) =>
      candidateLock !== null && (lock === 'write-failed' || lock === 'changed-meanwhile'),
  );
  const now = await Promise.all(
    asked.map(({ flake }) => fileHash(join(flake, 'flake.lock')).catch(() => null)),
  );
  return asked.filter(({ candidateLock }, index) => now[index] === candidateLock);
}

async function finish(
  parts: RunParts,
  run: RunFile,
  observer: RunObserver,
): Promise<'finished' | 'activating'> {
  const { machine } = parts;
  const { activation } = run;
  if (run.record.outcome !== null) {
    if (run.lock === 'ahead')
      await withJournal(parts, run, observer, (own) => finishAhead(parts, own));
    else await writeDecidedLock(parts, run, observer);
    return 'finished';
  }
  if (activation === null) {
    await beforeActivation(parts, run, observer);
    return 'finished';
  }
  if (activation.way === 'rebuild' && activation.exit === null) {
    return withoutRecord(parts, run, observer);
  }
  const elevation = await parts.elevation();
  const idle = new AbortController().signal;
  const recorded =
    activation.exit === null
      ? await recordedResult(elevation, activation.id)
      : ({ kind: 'known' } as const);
  if (recorded.kind === 'running') return 'activating';
  const { verb } = activation;
  const settle = (journal: Journal, end: Extract<ActivationEnd, { kind: 'ended' }>) =>
    verb === 'rollback'
      ? concludeRollback(machine, journal, end)
      : verb === 'prune'
        ? concludePrune(machine, journal, end)
        : settleActivation(parts, journal, verb, end);
  await withJournal(parts, run, observer, async (journal) => {
    switch (recorded.kind) {
      case 'ended':
        journal.log('step', 'Finishing what an earlier start could not: the activation had ended.');
        // Ended already: this only brings its log over.
        await follow(elevation, activation.id, (text) => journal.log('info', text), idle);
        await settle(journal, recorded);
        return;
      case 'known':
        journal.log('step', 'Finishing what an earlier start could not.');
        await settle(journal, {
          kind: 'ended',
          exit: activation.exit ?? 0,
          generation: run.record.generation,
          previousGeneration: run.generationBefore,
          profileRestored: false,
          lock: null,
        });
        return;
      case 'interrupted':
        await concludeCutOff(machine, journal, `The activation was cut off (${recorded.step}).`);
        return;
      case 'unreadable':
        await concludeCutOff(
          machine,
          journal,
          `The activation began, and its record cannot be read: ${recorded.detail}`,
        );
        return;
      case 'refused':
        await concludeUnactivated(machine, journal, recorded, 'ready');
        return;
      case 'none':
        journal.log('warn', 'Interrupted before anything was activated. The built system is kept.');
        await journal.close({
          activation: trialBefore(journal.run()),
          record: { outcome: 'interrupted' },
        });
        return;
    }
  });
  return 'finished';
}

async function finishAhead(parts: RunParts, journal: Journal): Promise<void> {
  await putLockBack(parts.machine.stateDir, journal);
  await journal.close({ record: { endedAt: journal.run().record.endedAt } });
}

/** nixos-rebuild keeps no record: its processes tell whether it goes on, the system how far it came. */
async function withoutRecord(
  parts: RunParts,
  run: RunFile,
  observer: RunObserver,
): Promise<'finished' | 'activating'> {
  const { storePath } = run.record;
  const targets = [storePath, flakeTarget(run.flake, run.host)].filter((one) => one !== null);
  if (await rebuildIsAtWork(targets)) return 'activating';
  await withJournal(parts, run, observer, async (journal) => {
    await putLockBack(parts.machine.stateDir, journal);
    await concludeCutOff(
      parts.machine,
      journal,
      'Snowbell ended while nixos-rebuild was asked, and nixos-rebuild keeps no record of how it went.',
    );
  });
  return 'finished';
}

async function beforeActivation(
  parts: RunParts,
  run: RunFile,
  observer: RunObserver,
): Promise<void> {
  await withJournal(parts, run, observer, async (journal) => {
    // Only an update of the lock alone writes here: it had decided to.
    if (run.lock === 'to-write') {
      await finishUpdate(parts, journal);
      return;
    }
    journal.log('warn', 'Interrupted. Nothing on this system was changed.');
    if (run.built === 'none') {
      await dropResult(parts.machine.stateDir, journal.id);
    }
    await journal.close({ record: { outcome: 'interrupted' } });
  });
}

/** A person had said that this lock shall be written; how the run itself ended is known already. */
async function writeDecidedLock(
  parts: RunParts,
  run: RunFile,
  observer: RunObserver,
): Promise<void> {
  await withJournal(parts, run, observer, async (journal) => {
    await putLockInPlace(parts, journal);
    await commitWritten(parts, journal);
    await journal.close({ record: { endedAt: run.record.endedAt } });
  });
}

async function withJournal(
  parts: RunParts,
  run: RunFile,
  observer: RunObserver,
  work: (journal: Journal) => Promise<void>,
): Promise<void> {
  const journal = await openJournal(parts, run, observer);
  // A disk that takes no journal now is asked again at the next start.
  if (!('kind' in journal)) await work(journal);
}
